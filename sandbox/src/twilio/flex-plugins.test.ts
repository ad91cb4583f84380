import { FlexPlugins } from './flex-plugins';

/** What the Plugins API refuses, and its command-line tool before it. */
test.each([
  ['no changelog', '1.0.0', '', /Changelog is required/],
  ['a changelog that is too long', '1.0.0', 'x'.repeat(1_001), /at most 1000/],
  ['no semantic version', 'one', 'first', /[Vv]ersion/],
])('OP-5 a plugin version is refused: %s', (_, version, changelog, words) => {
  const plugins = new FlexPlugins();
  const plugin = plugins.create('plugin-interaction-history');
  expect(() => plugins.addVersion(plugin, version, 'https://example.com/bundle.js', changelog)).toThrow(words);
  expect(plugin.versions).toEqual([]);
});

/** Builds `administration.js`, the second bundle (docs/decisions/0012). Runs after the plugin's toolchain, which empties `build/`. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const require = createRequire(root);
const here = (path) => fileURLToPath(new URL(path, root));

/** The page owns the only copy of each, under the names that the plugin's toolchain uses too. */
const GLOBALS = { react: 'React', 'react-dom': 'ReactDOM' };
const pageGlobals = {
  name: 'page-globals',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(react|react-dom)$/ }, ({ path }) => ({ path, namespace: 'page-global' }));
    onLoad({ filter: /.*/, namespace: 'page-global' }, ({ path }) => ({
      contents: `module.exports = globalThis.${GLOBALS[path]}`,
      loader: 'js',
    }));
  },
};

/** No theme is drawn from here: Flex's own comes with the props. Paste's tokens of every theme would be half of the bundle. */
const themes = Object.fromEntries(
  [
    ['sendgrid', 'tokens.es6'],
    ['evergreen', 'tokens.es6'],
    ['twilio', 'tokens.es6'],
    ['twilio-dark', 'themes/dark/tokens.es6'],
  ].map(([theme, instead]) => [
    `@twilio-paste/design-tokens/dist/themes/${theme}/tokens.es6`,
    require.resolve(`@twilio-paste/design-tokens/dist/${instead}`),
  ]),
);

await build({
  entryPoints: [here('src/administration/index.ts')],
  outfile: here('build/administration.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  // what the browsers of this package's browserslist all have
  target: 'es2019',
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { ...themes, '@twilio-paste/color-contrast-utils': here('tools/unused-contrast.js') },
  plugins: [pageGlobals],
  legalComments: 'none',
  logLevel: 'warning',
  metafile: process.argv.includes('--analyse'),
}).then(async ({ metafile }) => {
  if (metafile) console.log(await (await import('esbuild')).analyzeMetafile(metafile));
});

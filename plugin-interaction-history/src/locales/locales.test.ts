import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { administration as englishAdministration, agent as english } from './en';
import { ADMINISTRATION } from './list-administration';
import { AGENT } from './list-agent';
import { pick } from './pick';

/** Every path to a word of a set. */
const names = (words: object, at = ''): string[] =>
  Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? names(value, `${at}.${name}`) : [`${at}.${name}`],
  );

test.each(Object.keys(AGENT))('AD-5 %s has every word that English has, and none is empty', (tag) => {
  // types hold this, too, but a JavaScript build or a cast would not
  for (const [words, inEnglish] of [
    [AGENT[tag], english],
    [ADMINISTRATION[tag], englishAdministration],
  ] as const) {
    expect(names(words ?? {})).toEqual(expect.arrayContaining(names(inEnglish)));
    expect(JSON.stringify(words)).not.toContain('""');
  }
});

test('AD-5 a further language is one file: the list is not current until it is built, and then holds it', () => {
  const folder = __dirname;
  const run = (...args: string[]): void =>
    void execFileSync(process.execPath, [path.join(folder, '../../tools/locales.mjs'), ...args], { stdio: 'pipe' });
  const file = path.join(folder, 'qaa.ts');
  run('--check');
  writeFileSync(file, "export { agent, administration } from './en';\n");
  try {
    expect(() => run('--check')).toThrow(/not current/);
  } finally {
    rmSync(file);
  }
  run('--check');
});

test('a locale gets its own words, else its language’s, else English', () => {
  const words = { en: 'colour', pt: 'cor', 'pt-BR': 'cor!' };
  expect(['pt-BR', 'pt-PT', 'de', 'xx-'].map((tag) => pick(words, tag, words.en))).toEqual(['cor!', 'cor', 'colour', 'colour']);
});

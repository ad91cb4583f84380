import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { administration as englishAdministration, agent as english, services as englishServices } from './en';
import { ADMINISTRATION } from './list-administration';
import { AGENT } from './list-agent';
import { SERVICES } from './list-services';
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
    [SERVICES[tag], englishServices],
  ] as const) {
    expect(names(words ?? {})).toEqual(expect.arrayContaining(names(inEnglish)));
    expect(JSON.stringify(words)).not.toContain('""');
  }
});

test('AD-5 a further language is one file: the list is not current until it is built, and then holds it', () => {
  // beside the real one, so that what it imports is found; the real list is imported by other tests at this moment
  const folder = mkdtempSync(path.join(__dirname, '../locales-'));
  const run = (...args: string[]): void =>
    void execFileSync(process.execPath, [path.join(__dirname, '../../tools/locales.mjs'), ...args], { stdio: 'pipe' });
  run('--check');
  try {
    for (const tag of ['en', 'ja']) cpSync(path.join(__dirname, `${tag}.ts`), path.join(folder, `${tag}.ts`));
    writeFileSync(
      path.join(folder, 'pt-BR.ts'),
      [
        "import { administration as en, agent as enAgent, services } from './en';",
        'export { services };',
        "export const agent = { ...enAgent, retry: 'De novo' };",
        "export const administration = { ...en, title: 'Motivos' };",
      ].join('\n'),
    );
    expect(() => run('--check', folder)).toThrow(/not current/);
    run(folder);
    run('--check', folder);
    const { AGENT: agents } = jest.requireActual<{ AGENT: typeof AGENT }>(path.join(folder, 'list-agent.ts'));
    const { ADMINISTRATION: administrations } = jest.requireActual<{ ADMINISTRATION: typeof ADMINISTRATION }>(
      path.join(folder, 'list-administration.ts'),
    );
    expect(Object.keys(agents)).toEqual(['en', 'ja', 'pt-BR']);
    expect([pick(agents, 'pt-BR', english).retry, pick(agents, 'pt-BR', english).cancel]).toEqual(['De novo', english.cancel]);
    expect(pick(administrations, 'pt-BR', englishAdministration).title).toBe('Motivos');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a locale gets its own words, else its language’s, else English', () => {
  const words = { en: 'colour', pt: 'cor', 'pt-BR': 'cor!' };
  expect(['pt-BR', 'pt-PT', 'de', 'xx-'].map((tag) => pick(words, tag, words.en))).toEqual(['cor!', 'cor', 'colour', 'colour']);
});

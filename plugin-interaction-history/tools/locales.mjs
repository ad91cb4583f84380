/**
 * Lists the languages: every file of `src/locales` named by a language (`pt.ts`, `pt-BR.ts`) that exports `agent`, `services` and
 * `administration`. A further language is one such file; the types of both say what is missing in it. The lists are one a bundle, so that the
 * agent's bundle carries no word of the administration.
 *
 * `node tools/locales.mjs` writes them (every build does), `--check` says whether they are current. Another folder beside
 * `src/locales` may be named last.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const named = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const folder = named === undefined ? new URL('../src/locales/', import.meta.url) : pathToFileURL(`${path.resolve(named)}/`);
const tags = readdirSync(folder)
  .map((file) => /^([a-z]{2,3}(-[A-Z]{2})?)\.ts$/.exec(file)?.[1])
  .filter(Boolean)
  .sort();
const LISTS = {
  agent: { type: 'Strings', from: '../strings/en', what: 'The words of the tab by language.' },
  services: {
    type: 'ServiceStrings',
    from: '../features/services/open/strings/en',
    what: 'The words of the open Services section by language.',
  },
  administration: {
    type: 'AdministrationStrings',
    from: '../administration/strings/en',
    what: 'The words of the administration by language.',
  },
};

let stale = false;
for (const [part, { type, from, what }] of Object.entries(LISTS)) {
  const nameOf = (tag) => tag.replace('-', '');
  const text = [
    '// Written by tools/locales.mjs: a line for each language in this folder.',
    `import type { ${type} } from '${from}';`,
    ...tags.map((tag) => `import { ${part} as ${nameOf(tag)} } from './${tag}';`),
    '',
    `/** ${what} */`,
    `export const ${part.toUpperCase()}: Readonly<Record<string, ${type}>> = { ${tags.map((tag) => (tag === nameOf(tag) ? tag : `'${tag}': ${nameOf(tag)}`)).join(', ')} };`,
    '',
  ].join('\n');
  const file = new URL(`list-${part}.ts`, folder);
  if (read(file) === text) continue;
  stale = true;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
}
if (stale && process.argv.includes('--check')) {
  console.error('The list of languages is not current: run node plugin-interaction-history/tools/locales.mjs');
  process.exit(1);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import type { ExportedPage } from '@interaction-history/shared/src/contract/privacy';
import type { ExportFile } from '../files/export-file';
import type { PrivacyWords } from './words.en';

export type Exported = ExportedPage['documents'];

/** A document that two questions have found is one. */
export const once = (documents: Exported): Exported => [
  ...new Map(documents.map((document) => [`${document.kind}/${document.id}`, document])).values(),
];

/** What is held of a person, as a file whose name names nobody. */
export function personFile(documents: Exported, format: 'json' | 'html', words: PrivacyWords, now = new Date()): ExportFile {
  const name = `interaction-history-person-${now.toISOString().slice(0, 19).replace(/\D/g, '')}.${format}`;
  return format === 'json'
    ? { name, type: 'application/json', text: JSON.stringify({ exportedAt: now.toISOString(), documents }, null, 2) }
    : { name, type: 'text/html;charset=utf-8', text: html(documents, words, now) };
}

function html(documents: Exported, words: PrivacyWords, now: Date): string {
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  const sections = kinds.map((kind) => {
    const mine = documents.filter((document) => document.kind === kind);
    const parts = mine.map(({ id, content }) => `<h3>${safe(id)}</h3>${readable(content)}`);
    return `<h2>${safe(words.kinds[kind] ?? kind)} (${mine.length})</h2>${parts.join('')}`;
  });
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<title>${safe(words.exportTitle)}</title>`,
    '<style>body{font:14px sans-serif;max-width:60em;margin:2em auto;overflow-wrap:anywhere}dt{font-weight:600}dd{margin:0 0 .4em 1.5em}h3{color:#606b85}</style>',
    `</head><body><h1>${safe(words.exportTitle)}</h1><p>${now.toISOString()}</p>`,
    ...sections,
    '</body></html>',
  ].join('\n');
}

function readable(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    if (entries.length === 0) return '–';
    return Array.isArray(value)
      ? `<ul>${entries.map(([, each]) => `<li>${readable(each)}</li>`).join('')}</ul>`
      : `<dl>${entries.map(([key, each]) => `<dt>${safe(key)}</dt><dd>${readable(each)}</dd>`).join('')}</dl>`;
  }
  return safe(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What agents and callers have typed runs nothing. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

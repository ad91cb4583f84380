import type { ReasonCode } from '../../contract/reason-codes';
import { csvRows, linesAt, type CsvRow, type Tally } from './csv-rows';
import { LOCALE, MAX_CODES } from '../../limits';
import { CSV_COLUMNS, LABEL_COLUMN, LIST_SIGN, plainText } from './export';
import { type Findings } from './findings';
import { cut, readShape, type Finding } from './shape';

export interface LinedCode {
  line: number;
  code: ReasonCode;
}

/**
 * Bytes of UTF-8 that were read as Windows-1252: é, kana, curly quotes, the BOM. Our own export begins with a BOM, and whoever
 * keeps it has decoded the file rightly, so that a label that really is one of these survives.
 */
const MISREAD = /ï»¿|Ã[\u0080-\u00bf]|ã[\u0081\u201a\u0192]|â€/;

/** The codes of a CSV with their lines, as far as their form goes; what is wrong goes to `findings`. */
export function codesOfCsv(text: string, locales: readonly string[] | null, findings: Findings, tally?: Tally): LinedCode[] {
  const bare = text.replace(/^\ufeff/, '');
  const misread = bare === text ? MISREAD.exec(text) : null;
  if (misread !== null) {
    findings.add(linesAt(text, [misread.index])[0] ?? 1, { problem: 'not-utf8' });
    return [];
  }
  const { rows, fault } = csvRows(bare, tally);
  if (fault !== null) findings.add(fault.line, { problem: fault.problem });
  const [header, ...body] = rows;
  if (fault !== null) return [];
  if (header === undefined) findings.add(0, { problem: 'empty-file' });
  else if (body.length > MAX_CODES) findings.add(0, { problem: 'too-many-codes', value: String(MAX_CODES) });
  else {
    const names = header.cells.map((cell) => cell.trim());
    checkHeader(header.line, names, locales, findings);
    if (findings.total === 0) return body.flatMap((row) => codeOf(names, row, findings));
  }
  return [];
}

function checkHeader(line: number, names: readonly string[], locales: readonly string[] | null, findings: Findings): void {
  const known = new Set<string>(CSV_COLUMNS);
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '') continue; // what a spreadsheet leaves behind where a column was emptied
    const column = cut(name);
    if (seen.has(name)) findings.add(line, { column, problem: 'column-twice' });
    seen.add(name);
    if (known.has(name)) continue;
    const locale = name.startsWith(LABEL_COLUMN) ? name.slice(LABEL_COLUMN.length) : null;
    if (locale === null) findings.add(line, { column, problem: 'column-unknown' });
    else if (!LOCALE.test(locale) || locales?.includes(locale) === false)
      findings.add(line, { column, problem: 'locale-not-in-use', value: cut(locale) });
  }
  for (const column of [...CSV_COLUMNS, `${LABEL_COLUMN}en`])
    if (!seen.has(column)) findings.add(line, { column, problem: 'column-missing' });
}

/** A row shorter than the header is whole: spreadsheets leave out empty cells at its end. */
function codeOf(names: readonly string[], { line, cells }: CsvRow, findings: Findings): LinedCode[] {
  const own: Finding[] = [];
  const surplus = cells.findIndex((cell, at) => (names[at] ?? '') === '' && cell.trim() !== '');
  if (surplus !== -1) own.push({ problem: 'too-many-cells', value: cut(cells[surplus] ?? '') });
  const cell = new Map(names.map((name, at) => [name, plainText((cells[at] ?? '').trim())]));
  const text = (name: string): string => cell.get(name) ?? '';
  const list = (name: string): string[] =>
    text(name)
      .split(LIST_SIGN)
      .map((part) => part.trim())
      .filter(Boolean);
  const { code, findings: wrong } = readShape({
    id: text('id'),
    parentId: text('parentId') || null,
    labels: Object.fromEntries(
      [...cell].flatMap(([name, label]) =>
        name.startsWith(LABEL_COLUMN) && label !== '' ? [[name.slice(LABEL_COLUMN.length), label]] : [],
      ),
    ),
    reportingValue: text('reportingValue'),
    order: numberOf(text('order'), own),
    active: yesOrNo('active', text('active'), own),
    queues: list('queues'),
    channels: list('channels'),
    commentRequired: text('commentRequired') !== '' && yesOrNo('commentRequired', text('commentRequired'), own),
    serviceAction: text('serviceAction') || null,
  });
  for (const finding of [...own, ...wrong]) findings.add(line, finding);
  return code !== null && own.length === 0 ? [{ line, code }] : [];
}

/** As spreadsheets of several languages write what they took for a truth value. Full-width signs come from Japanese keyboards. */
const YES = new Set(['true', '1', 'yes', 'wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero']);
const NO = new Set(['false', '0', 'no', 'falsch', 'faux', 'falso']);

function yesOrNo(column: string, text: string, own: Finding[]): boolean {
  const word = text.normalize('NFKC').toLowerCase();
  if (!YES.has(word) && !NO.has(word))
    own.push(word === '' ? { column, problem: 'required' } : { column, problem: 'no-yes-or-no', value: cut(text) });
  return YES.has(word);
}

/** A comma is a decimal comma: no spreadsheet writes thousands apart into a CSV unless told to. */
function numberOf(text: string, own: Finding[]): number {
  const plain = text.normalize('NFKC').replace('−', '-');
  const value = /^[+-]?\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
  if (Number.isFinite(value)) return value + 0;
  own.push(text === '' ? { column: 'order', problem: 'required' } : { column: 'order', problem: 'no-number', value: cut(text) });
  return 0;
}

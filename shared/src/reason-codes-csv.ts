import { CHANNELS, type Channel } from './channel';
import { MAX_CODES, reasonCode, type ReasonCode } from './contract/reason-codes';

/** A bad row, by its line in the file (1 is the header) and what is wrong with it (AD-3). */
export interface RowIssue {
  line: number;
  column?: string;
  problem: string;
}
export type Imported = { codes: ReasonCode[]; issues: [] } | { codes: null; issues: RowIssue[] };

/** Beyond this no tree of ours can be; a larger file is refused unread. */
export const MAX_FILE_CHARACTERS = 2_000_000;
const MAX_ISSUES = 100;
const FIXED = [
  'id',
  'parentId',
  'reportingValue',
  'order',
  'active',
  'queues',
  'channels',
  'commentRequired',
  'serviceAction',
] as const;
const LABEL = /^label:([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/;

/** The tree as CSV: one column a locale (`label:en`), lists joined by `|`. A spreadsheet would run a cell that begins like a formula, so it gets a leading apostrophe. */
export function toCsv(codes: readonly ReasonCode[]): string {
  const locales = [...new Set(['en', ...codes.flatMap((code) => Object.keys(code.labels))])];
  const header = [...FIXED.slice(0, 2), ...locales.map((locale) => `label:${locale}`), ...FIXED.slice(2)];
  const rows = codes.map((code) => [
    code.id,
    code.parentId ?? '',
    ...locales.map((locale) => code.labels[locale] ?? ''),
    code.reportingValue,
    String(code.order),
    String(code.active),
    code.queues.join('|'),
    code.channels.join('|'),
    String(code.commentRequired),
    code.serviceAction ?? '',
  ]);
  return '\ufeff' + [header, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
}

/** Reads what `toCsv` wrote and what spreadsheets make of it: BOM, `;` or tab, LF or CRLF, quotes. All or nothing (AD-3). */
export function fromCsv(text: string): Imported {
  if (text.length > MAX_FILE_CHARACTERS)
    return refused([{ line: 1, problem: `is larger than ${MAX_FILE_CHARACTERS / 1_000_000} million characters` }]);
  if (text.includes('\ufffd') || text.includes('\0'))
    return refused([{ line: 1, problem: 'is not UTF-8: save it as "CSV UTF-8"' }]);
  const { rows, problem } = parseRows(text.replace(/^\ufeff/, ''));
  if (problem !== undefined) return refused([problem]);
  const [header, ...body] = rows;
  if (header === undefined) return refused([{ line: 1, problem: 'is empty' }]);
  const names = header.cells.map((cell) => cell.trim());
  const headerIssues = checkHeader(names);
  if (headerIssues.length > 0) return refused(headerIssues);
  if (body.length > MAX_CODES)
    return refused([{ line: header.line, problem: `has ${body.length} rows; ${MAX_CODES} are allowed` }]);
  const issues: RowIssue[] = [];
  const codes = body.map((row) => readRow(names, row, issues));
  return issues.length > 0 ? refused(issues) : { codes, issues: [] };
}

const refused = (issues: RowIssue[]): Imported => ({ codes: null, issues: issues.slice(0, MAX_ISSUES) });

function checkHeader(names: readonly string[]): RowIssue[] {
  const missing = [...FIXED, 'label:en'].filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !(FIXED as readonly string[]).includes(name) && !LABEL.test(name));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  return [
    ...missing.map((column) => ({ line: 1, column, problem: 'column is missing' })),
    ...unknown.map((column) => ({ line: 1, column: column.slice(0, 40), problem: 'column is not known' })),
    ...twice.map((column) => ({ line: 1, column, problem: 'column stands twice' })),
  ];
}

function readRow(names: readonly string[], { line, cells }: Row, issues: RowIssue[]): ReasonCode {
  const wrong = (column: string, problem: string): void => void issues.push({ line, column, problem });
  if (cells.length !== names.length) issues.push({ line, problem: `has ${cells.length} cells instead of ${names.length}` });
  const cell = (name: string): string => plain((cells[names.indexOf(name)] ?? '').trim());
  const yes = (name: string): boolean => {
    const value = cell(name).toLowerCase();
    if (!['true', 'false', '1', '0', 'yes', 'no', ''].includes(value)) wrong(name, 'is neither true nor false');
    return ['true', '1', 'yes'].includes(value);
  };
  const listed = (name: string): string[] =>
    cell(name)
      .split('|')
      .map((part) => part.trim())
      .filter(Boolean);
  const channels = listed('channels');
  for (const channel of channels)
    if (!(CHANNELS as readonly string[]).includes(channel)) wrong('channels', `has no channel called ${channel.slice(0, 20)}`);
  const candidate = {
    id: cell('id'),
    parentId: cell('parentId') || null,
    labels: Object.fromEntries(
      names.flatMap((name) => (LABEL.test(name) && cell(name) !== '' ? [[name.slice('label:'.length), cell(name)]] : [])),
    ),
    reportingValue: cell('reportingValue'),
    order: Number(cell('order') || Number.NaN),
    active: yes('active'),
    queues: listed('queues'),
    channels: channels as Channel[],
    commentRequired: yes('commentRequired'),
    serviceAction: (cell('serviceAction') || null) as ReasonCode['serviceAction'],
  };
  const parsed = reasonCode.safeParse(candidate);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const [first] = issue.path;
      const column = first === 'labels' ? `label:${String(issue.path[1] ?? 'en')}` : String(first);
      if (column !== 'channels') wrong(column, issue.code === 'invalid_format' ? 'has the wrong form' : issue.message);
    }
  }
  return candidate;
}

interface Row {
  /** Where the row begins, counted in lines of the file. */
  line: number;
  cells: string[];
}

/** RFC 4180 with the separator found in the header. A quote that never closes is told by the line where it opened. */
function parseRows(text: string): { rows: Row[]; problem?: RowIssue } {
  const separator = separatorOf(text);
  const rows: Row[] = [];
  let row: Row = { line: 1, cells: [] };
  let start = 0;
  let line = 1;
  let at = 0;
  const endRow = (): void => {
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  while (at <= text.length) {
    if (text[at] === '"' && at === start) {
      const opened = line;
      let value = '';
      for (at += 1; ; at++) {
        if (at >= text.length) return { rows, problem: { line: opened, problem: 'has a quote that is never closed' } };
        if (text[at] === '\n') line += 1;
        if (text[at] !== '"') value += text[at];
        else if (text[at + 1] === '"') value += text[(at += 1)];
        else break;
      }
      at += 1;
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        return { rows, problem: { line, problem: 'has text after a closing quote' } };
      }
      row.cells.push(value);
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
      row.cells.push(text.slice(start, at));
    }
    if (at >= text.length) break;
    if (text[at] === separator) at += 1;
    else {
      if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
      at += 1;
      line += 1;
      endRow();
    }
    start = at;
  }
  endRow();
  return { rows };
}

function separatorOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]/)) || text.length);
  const counts = [',', ';', '\t'].map((sign) => [sign, header.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

const FORMULA = /^['=+\-@\t\r]/;
const quoted = (cell: string): string => {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
};
/** Takes the apostrophe off again that keeps a spreadsheet from running a cell. */
const plain = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);

import { csvText, isFormula } from '../../text/csv-text';
import type { ReasonCode } from '../../contract/reason-codes';

/** A file beyond this is not read: the endpoint takes no more, and no tree that could be published needs it. */
export const MAX_FILE_CHARACTERS = 900 * 1024;

/** Columns of the CSV beside one `label:<locale>` a locale. */
export const CSV_COLUMNS = [
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
export const LABEL_COLUMN = 'label:';
/** Between the entries of a list in one cell. */
export const LIST_SIGN = '|';

/**
 * The tree as CSV for spreadsheets (AD-3): UTF-8 with BOM, CRLF, one column a locale, lists joined by `|`. A cell that a
 * spreadsheet would run as a formula gets an apostrophe before it, which reading takes off again.
 */
export function toCsv(codes: readonly ReasonCode[]): string {
  const locales = [...new Set(['en', ...codes.flatMap((code) => Object.keys(code.labels))])];
  const [id, parentId, ...rest] = CSV_COLUMNS;
  const header = [id, parentId, ...locales.map((locale) => LABEL_COLUMN + locale), ...rest];
  const rows = codes.map((code) => [
    code.id,
    code.parentId ?? '',
    ...locales.map((locale) => code.labels[locale] ?? ''),
    code.reportingValue,
    String(code.order),
    String(code.active),
    code.queues.join(LIST_SIGN),
    code.channels.join(LIST_SIGN),
    String(code.commentRequired),
    code.serviceAction ?? '',
  ]);
  return csvText([header, ...rows]);
}

/** The tree as JSON, one code a line: a line named by an import is a code, and a comparison shows codes. */
export function toJson(codes: readonly ReasonCode[], version?: number): string {
  const head = version === undefined ? '{"codes":[' : `{"version":${version},"codes":[`;
  return `${head}\n${codes.map((code) => JSON.stringify(code)).join(',\n')}\n]}\n`;
}

/** A cell's text as it was before it was made safe for spreadsheets. */
export const plainText = (cell: string): string => (cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell);

/**
 * What spreadsheets run: these signs at the start, in full width, too, and behind quotes. An apostrophe counts as well, or a
 * text that begins with one could not be told from a neutralised one.
 */
const FORMULA = /^(?:'|["＂]*[=+\-@\t\r＝＋－＠])/;

export const isFormula = (text: string): boolean => FORMULA.test(text);

const cellOf = (text: string | number): string => {
  if (typeof text === 'number') return String(text);
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV for spreadsheets: UTF-8 with BOM, CRLF, commas; a cell that a spreadsheet would run is neutralised by an apostrophe. Numbers stay figures. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  '\ufeff' + rows.map((row) => row.map(cellOf).join(',')).join('\r\n') + '\r\n';

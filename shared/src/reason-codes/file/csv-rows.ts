/** Counts the work of reading a file, in characters looked at and entries made: a test holds it against the file's size. */
export interface Tally {
  steps: number;
}
export interface CsvRow {
  /** Where the row begins, in lines of the file from 1. */
  line: number;
  cells: string[];
}
export interface CsvFault {
  line: number;
  problem: 'unclosed-quote' | 'text-after-quote';
}

/**
 * The rows of a CSV after RFC 4180, in one pass: comma, semicolon or tab, as the header has most of them or Excel's first line
 * `sep=;` says; LF, CRLF or CR; a cell quoted or not. Rows without any text are left out. A broken quote ends the reading: what
 * comes after it cannot be told from what is in it.
 */
export function csvRows(text: string, tally: Tally = { steps: 0 }): { rows: CsvRow[]; fault: CsvFault | null } {
  const declared = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i.exec(text);
  const separator = declared?.[1] ?? separatorOf(text);
  const end = new RegExp(`[\\r\\n${separator === '|' ? '\\|' : separator}]`, 'g');
  const rows: CsvRow[] = [];
  let at = declared?.[0].length ?? 0;
  let line = declared === null ? 1 : 2;
  let row: CsvRow = { line, cells: [] };
  const endRow = (): void => {
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    tally.steps += row.cells.length;
    row = { line, cells: [] };
  };
  while (at <= text.length) {
    const began = at;
    if (text[at] === '"') {
      const quoted = quotedCell(text, at);
      if (quoted === null) return { rows, fault: { line, problem: 'unclosed-quote' } };
      line += quoted.lines;
      at = quoted.end;
      if (at < text.length && !isOneOf(text[at], separator)) return { rows, fault: { line, problem: 'text-after-quote' } };
      row.cells.push(quoted.value);
    } else {
      end.lastIndex = at;
      const stop = end.exec(text)?.index ?? text.length;
      row.cells.push(text.slice(at, stop));
      at = stop;
    }
    tally.steps += at - began + 1;
    if (at >= text.length) break;
    if (text[at] === separator) at += 1;
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      line += 1;
      endRow();
    }
  }
  endRow();
  return { rows, fault: null };
}

/** The cell whose quote opens at `at`: its text, where it ends, and the line breaks within. Null when the quote never closes. */
function quotedCell(text: string, at: number): { value: string; end: number; lines: number } | null {
  const parts: string[] = [];
  for (let from = at + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') {
      const value = parts.join('"');
      return { value, end: quote + 1, lines: lineBreaks(value) };
    }
    from = quote + 2;
  }
}

/** The lines, from 1, on which these places of the text are; places in rising order. */
export function linesAt(text: string, places: readonly number[]): number[] {
  let line = 1;
  let from = 0;
  return places.map((place) => {
    line += lineBreaks(text.slice(from, place));
    from = place;
    return line;
  });
}
const lineBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
const isOneOf = (sign: string | undefined, separator: string): boolean => sign === separator || sign === '\n' || sign === '\r';

function separatorOf(text: string): string {
  const [header = ''] = /^[^\r\n]*/.exec(text) ?? [];
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => [sign, bare.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

import { MAX_CODES } from '../../limits';
import { linesAt, type Tally } from './csv-rows';
import { jsonEntries } from './json-entries';
import { LABEL_COLUMN } from './export';
import type { LinedCode } from './csv';
import type { Findings } from './findings';
import { readShape } from './shape';

/** The codes of a JSON file, `{"codes":[…]}` or the list alone, each with the line on which it begins; what is wrong goes to `findings`. */
export function codesOfJson(text: string, locales: readonly string[] | null, findings: Findings, tally?: Tally): LinedCode[] {
  const bare = text.replace(/^\ufeff/, '');
  const { entries, fault } = jsonEntries(bare, tally);
  if (bare.trim() === '') findings.add(0, { problem: 'empty-file' });
  else if (fault !== null) findings.add(linesAt(bare, [fault])[0] ?? 1, { problem: 'broken-json' });
  else {
    const list = listIn(JSON.parse(bare));
    if (list === null) findings.add(0, { problem: 'no-list-of-codes' });
    else if (list.length > MAX_CODES) findings.add(0, { problem: 'too-many-codes', value: String(MAX_CODES) });
    else return read(list, linesAt(bare, entries), locales, findings);
  }
  return [];
}

function listIn(parsed: unknown): unknown[] | null {
  if (Array.isArray(parsed)) return parsed as unknown[];
  const { codes } = (parsed ?? {}) as { codes?: unknown };
  return Array.isArray(codes) ? codes : null;
}

function read(
  list: readonly unknown[],
  lines: readonly number[],
  locales: readonly string[] | null,
  findings: Findings,
): LinedCode[] {
  return list.flatMap((entry, at): LinedCode[] => {
    const line = lines[at] ?? 0;
    const { code, findings: wrong } = readShape(entry);
    for (const finding of wrong) findings.add(line, finding);
    if (code === null) return [];
    const strange = Object.keys(code.labels).filter((locale) => locales?.includes(locale) === false);
    for (const locale of strange)
      findings.add(line, { column: LABEL_COLUMN + locale, problem: 'locale-not-in-use', value: locale });
    return [{ line, code }];
  });
}

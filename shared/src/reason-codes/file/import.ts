import type { ImportCodesResponse, ImportIssue, PublicationIssue, ReasonCode } from '../../contract/reason-codes';
import type { Tally } from './csv-rows';
import { codesOfCsv, type LinedCode } from './csv';
import { MAX_FILE_CHARACTERS } from './export';
import { Findings } from './findings';
import { codesOfJson } from './json';
import { cut } from './shape';

export interface ImportRules {
  /** Locales that labels may have; null: any. A label under `jp` would never be shown to anybody. */
  locales: readonly string[] | null;
  /** What would stand against publishing these codes. */
  publicationIssues(codes: readonly ReasonCode[]): PublicationIssue[];
}

/**
 * Reads a file of reason codes, all or nothing (AD-3): the codes, or everything that is wrong with the file, by line. Form
 * first; the tree is judged when every row can be read, since a row that cannot would only raise more questions.
 */
export function readCodes(
  { format, text }: { format: 'csv' | 'json'; text: string },
  rules: ImportRules,
  tally?: Tally,
): ImportCodesResponse {
  const findings = new Findings();
  if (text.length > MAX_FILE_CHARACTERS) findings.add(0, { problem: 'too-large', value: String(MAX_FILE_CHARACTERS) });
  else if (/[\0\ufffd]/.test(text)) findings.add(0, { problem: 'not-utf8' });
  if (findings.total > 0) return refused(findings);
  const read = (format === 'csv' ? codesOfCsv : codesOfJson)(text, rules.locales, findings, tally);
  if (findings.total === 0 && read.length === 0) findings.add(0, { problem: 'empty-file' });
  if (findings.total > 0) return refused(findings);
  const codes = read.map(({ code }) => code);
  for (const { line, ...finding } of byLine(rules.publicationIssues(codes), read)) findings.add(line, finding);
  return findings.total > 0 ? refused(findings) : { outcome: 'read', codes };
}

const refused = ({ list, total }: Findings): ImportCodesResponse => ({ outcome: 'refused', issues: list, total });

/** Where in the file each rule is broken. */
function byLine(issues: readonly PublicationIssue[], read: readonly LinedCode[]): ImportIssue[] {
  const rowsById = new Map<string, LinedCode[]>();
  const firstByValue = new Map<string, LinedCode>();
  for (const row of read) {
    const same = rowsById.get(row.code.id);
    if (same === undefined) rowsById.set(row.code.id, [row]);
    else same.push(row);
    if (!firstByValue.has(row.code.reportingValue)) firstByValue.set(row.code.reportingValue, row);
  }
  const told = new Map<string, number>();
  const located = issues.map(({ codeId, problem }): ImportIssue => {
    const rows = rowsById.get(codeId) ?? [];
    const key = `${problem} ${codeId}`;
    const nth = told.get(key) ?? 0;
    told.set(key, nth + 1);
    const at = (row: LinedCode | undefined, column: string, value: string, first?: LinedCode): ImportIssue => ({
      line: row?.line ?? 0,
      column,
      problem,
      ...(value === '' ? {} : { value: cut(value) }),
      ...(first === undefined || first === row ? {} : { otherLine: first.line }),
    });
    switch (problem) {
      case 'duplicate-id':
        return at(rows[nth + 1], 'id', codeId, rows[0]);
      case 'duplicate-reporting-value': {
        const later = rows.filter(({ code, line }) => firstByValue.get(code.reportingValue)?.line !== line);
        const row = later[nth] ?? rows[0];
        const value = row?.code.reportingValue ?? '';
        return at(row, 'reportingValue', value, firstByValue.get(value));
      }
      case 'reporting-value-changed':
        return at(rows[0], 'reportingValue', rows[0]?.code.reportingValue ?? '');
      case 'missing-parent':
      case 'cycle':
      case 'too-deep':
        return at(rows[nth] ?? rows[0], 'parentId', rows[0]?.code.parentId ?? '');
      case 'missing-english-label':
        return at(rows[nth] ?? rows[0], 'label:en', '');
      case 'removed':
        return { line: 0, problem, value: codeId };
      case 'no-reason-left':
        return { line: 0, problem };
      case 'default-reason-unavailable':
        return { line: rows[0]?.line ?? 0, problem, value: codeId };
    }
  });
  return located.sort((a, b) => a.line - b.line);
}

import type { ImportIssue } from '../../contract/reason-codes';

/** More than these help nobody, and an answer has to stay small. */
export const MAX_FINDINGS = 100;

/** What is wrong with a file, collected: the first of it by line, and how much in all. */
export class Findings {
  readonly list: ImportIssue[] = [];
  total = 0;

  add(line: number, finding: Omit<ImportIssue, 'line'>): void {
    this.total += 1;
    if (this.list.length < MAX_FINDINGS) this.list.push({ line, ...finding });
  }
}

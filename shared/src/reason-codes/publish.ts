import type { PublicationIssue, ReasonCode, ReasonTree } from '../contract/reason-codes';
import { offeredCodes } from './offered';
import { treeIssues } from './tree';

/**
 * What stands against publishing `next` after `current` (AD-2, AD-4): every rule of a tree, and that the past keeps its meaning.
 * A published code is never removed, only retired, and its reporting value never changes nor goes to another code, because
 * history, counters and reports hold ids and values.
 */
export function publicationIssues(current: readonly ReasonCode[], next: readonly ReasonCode[]): PublicationIssue[] {
  const issues: PublicationIssue[] = [...treeIssues(next)];
  const byId = new Map(next.map((code) => [code.id, code]));
  for (const before of current) {
    const after = byId.get(before.id);
    if (after === undefined) issues.push({ codeId: before.id, problem: 'removed' });
    else if (after.reportingValue !== before.reportingValue)
      issues.push({ codeId: before.id, problem: 'reporting-value-changed' });
  }
  const tree: ReasonTree = { version: 0, publishedAt: null, codes: [...next] };
  const unlimited = next.map((code) => ({ ...code, queues: [], channels: [] }));
  if (offeredCodes({ ...tree, codes: unlimited }, { queueSid: null, channel: 'voice' }, 'en').length === 0) {
    issues.push({ codeId: '', problem: 'no-reason-left' });
  }
  return issues;
}

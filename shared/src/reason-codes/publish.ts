import type { PublicationIssue, ReasonCode, ReasonTree } from '../contract/reason-codes';
import { offeredCodes, treeIssues } from './tree';

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

/** A change between two trees, in the order an admin reads them. `field` names what changed of a code that stayed. */
export type TreeChange =
  | { kind: 'added'; code: ReasonCode }
  | { kind: 'removed'; code: ReasonCode }
  | { kind: 'retired' | 'restored'; code: ReasonCode }
  | { kind: 'moved'; code: ReasonCode; from: string | null; to: string | null }
  | { kind: 'reordered'; code: ReasonCode }
  | { kind: 'changed'; code: ReasonCode; field: EditableField; before: unknown; after: unknown };

/** What of a code can be edited by itself; two editors of different fields do not touch each other. */
export const EDITABLE_FIELDS = ['labels', 'reportingValue', 'queues', 'channels', 'commentRequired', 'serviceAction'] as const;
export type EditableField = (typeof EDITABLE_FIELDS)[number];

/** What publishing would change, told apart so that it can be put in words (AD-2). */
export function changesBetween(before: readonly ReasonCode[], after: readonly ReasonCode[]): TreeChange[] {
  const was = new Map(before.map((code) => [code.id, code]));
  const is = new Map(after.map((code) => [code.id, code]));
  const changes: TreeChange[] = [];
  for (const code of after) {
    const old = was.get(code.id);
    if (old === undefined) {
      changes.push({ kind: 'added', code });
      continue;
    }
    if (old.parentId !== code.parentId) changes.push({ kind: 'moved', code, from: old.parentId, to: code.parentId });
    else if (old.order !== code.order) changes.push({ kind: 'reordered', code });
    if (old.active !== code.active) changes.push({ kind: code.active ? 'restored' : 'retired', code });
    for (const field of EDITABLE_FIELDS) {
      if (!same(old[field], code[field])) changes.push({ kind: 'changed', code, field, before: old[field], after: code[field] });
    }
  }
  for (const code of before) if (!is.has(code.id)) changes.push({ kind: 'removed', code });
  return changes;
}

/** One place where two editors changed the same thing differently: both versions, to choose from. */
export interface MergeConflict {
  codeId: string;
  field: EditableField | 'active' | 'place' | 'existence';
  mine: unknown;
  theirs: unknown;
}

/**
 * Puts my edits on top of theirs (AD-2): where only one of us changed a thing, that change stands; where both did and differ,
 * theirs stands for now and the conflict is listed. Nothing is overwritten unseen.
 */
export function mergeTrees(
  base: readonly ReasonCode[],
  mine: readonly ReasonCode[],
  theirs: readonly ReasonCode[],
): { codes: ReasonCode[]; conflicts: MergeConflict[] } {
  const [inBase, inMine] = [index(base), index(mine)];
  const conflicts: MergeConflict[] = [];
  const codes = theirs.flatMap((their): ReasonCode[] => {
    const [old, my] = [inBase.get(their.id), inMine.get(their.id)];
    if (old === undefined) {
      if (my !== undefined && !same(my, their)) conflicts.push({ codeId: their.id, field: 'existence', mine: my, theirs: their });
      return [their];
    }
    if (my === undefined) {
      // I removed a code never published; they may have changed it meanwhile
      if (same(old, their)) return [];
      conflicts.push({ codeId: their.id, field: 'existence', mine: null, theirs: their });
      return [their];
    }
    return [mergeCode(old, my, their, conflicts)];
  });
  const inTheirs = index(theirs);
  const added = mine.filter((code) => !inTheirs.has(code.id) && !inBase.has(code.id));
  for (const code of mine) {
    const old = inBase.get(code.id);
    if (old !== undefined && !inTheirs.has(code.id) && !same(old, code))
      conflicts.push({ codeId: code.id, field: 'existence', mine: code, theirs: null });
  }
  return { codes: [...codes, ...added], conflicts };
}

function mergeCode(old: ReasonCode, my: ReasonCode, their: ReasonCode, conflicts: MergeConflict[]): ReasonCode {
  const pick = <T>(field: MergeConflict['field'], was: T, mine: T, theirs: T): T => {
    if (same(mine, was) || same(mine, theirs)) return theirs;
    if (same(theirs, was)) return mine;
    conflicts.push({ codeId: my.id, field, mine, theirs });
    return theirs;
  };
  const place = ({ parentId, order }: ReasonCode): { parentId: string | null; order: number } => ({ parentId, order });
  return {
    id: my.id,
    ...pick('place', place(old), place(my), place(their)),
    active: pick('active', old.active, my.active, their.active),
    labels: pick('labels', old.labels, my.labels, their.labels),
    reportingValue: pick('reportingValue', old.reportingValue, my.reportingValue, their.reportingValue),
    queues: pick('queues', old.queues, my.queues, their.queues),
    channels: pick('channels', old.channels, my.channels, their.channels),
    commentRequired: pick('commentRequired', old.commentRequired, my.commentRequired, their.commentRequired),
    serviceAction: pick('serviceAction', old.serviceAction, my.serviceAction, their.serviceAction),
  };
}

const index = (codes: readonly ReasonCode[]): Map<string, ReasonCode> => new Map(codes.map((code) => [code.id, code]));

/** Equal whatever the key order, which stores do not keep. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortedKeys) === JSON.stringify(b, sortedKeys);
}
const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

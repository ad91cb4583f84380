import type { ReasonCode } from '../contract/reason-codes';

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
      if (!isSame(old[field], code[field]))
        changes.push({ kind: 'changed', code, field, before: old[field], after: code[field] });
    }
  }
  for (const code of before) if (!is.has(code.id)) changes.push({ kind: 'removed', code });
  return changes;
}

/** Equal whatever the key order, which stores do not keep. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortedKeys) === JSON.stringify(b, sortedKeys);
}
const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { changesBetween, type TreeChange } from '@interaction-history/shared/src/reason-codes/changes';

const known = new WeakMap<readonly ReasonCode[], { before: readonly ReasonCode[]; changes: TreeChange[] }>();

/** What differs from what is published. Codes that are the very same object are not compared: a keystroke in 2,000 codes compares one. */
export function changesOf(before: readonly ReasonCode[], after: readonly ReasonCode[]): TreeChange[] {
  const cached = known.get(after);
  if (cached?.before === before) return cached.changes;
  const same = new Set<ReasonCode>(before);
  const shared = new Set(after.filter((code) => same.has(code)));
  const differs = (code: ReasonCode): boolean => !shared.has(code);
  const changes = changesBetween(before.filter(differs), after.filter(differs));
  known.set(after, { before, changes });
  return changes;
}

/** A copy in which every code equal to a published one is that very object. */
export function aligned(published: readonly ReasonCode[], codes: readonly ReasonCode[]): readonly ReasonCode[] {
  const byId = new Map(published.map((code) => [code.id, code]));
  return codes.map((code) => {
    const its = byId.get(code.id);
    return its !== undefined && changesBetween([its], [code]).length === 0 ? its : code;
  });
}

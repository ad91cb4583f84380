import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { conflictKey, mergeWithChoices, type Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { reopened } from '@interaction-history/shared/src/reason-codes/reopen';
import { aligned, changesOf } from './changes';
import type { Editing } from './editor-state';

type Codes = readonly ReasonCode[];

/** What would be published: the draft, on top of what a colleague has published since. */
export function mergedOf({
  base,
  newer,
  history,
  choices,
}: Pick<Editing, 'base' | 'newer' | 'history' | 'choices'>): ReturnType<typeof mergeWithChoices> {
  if (newer === null) return { codes: history.present, conflicts: [], adjusted: [] };
  return mergeWithChoices(base.tree.codes, history.present, newer.tree.codes, choices);
}

/** The draft; null where it does not differ from what it began from. */
export const differing = ({ base, history }: Pick<Editing, 'base' | 'history'>): Codes | null =>
  changesOf(base.tree.codes, history.present).length === 0 ? null : history.present;

/** Whether every edit of a draft was published since: then it is no longer a draft. */
export function isPublishedIn(newest: Codes, base: Codes, draft: Codes): boolean {
  const { codes, conflicts } = mergeWithChoices(base, draft, newest, new Map());
  return conflicts.length === 0 && changesOf(newest, aligned(newest, codes)).length === 0;
}

/** Published ids: reports hold their reporting values. */
export function frozenIn({ base, newer }: Pick<Editing, 'base' | 'newer'>): ReadonlySet<string> {
  const known = frozen.get(base.tree.codes);
  if (known !== undefined && newer === null) return known;
  const ids = new Set([...base.tree.codes, ...(newer?.tree.codes ?? [])].map(({ id }) => id));
  if (newer === null) frozen.set(base.tree.codes, ids);
  return ids;
}
const frozen = new WeakMap<Codes, ReadonlySet<string>>();

/** Edits of one base put on another. Where both changed the same, the edits are the last word. */
export function rebased(
  from: Codes,
  edits: Codes,
  onto: Codes,
  choices: ReadonlyMap<string, Choice> = new Map(),
): readonly ReasonCode[] {
  const { conflicts } = mergeWithChoices(from, edits, onto, choices);
  const mine = conflicts.map((conflict) => [conflictKey(conflict), 'mine'] as const);
  return aligned(onto, mergeWithChoices(from, edits, onto, new Map([...mine, ...choices])).codes);
}

/**
 * What was edited after `sent` had gone out, as a draft over it (AD-2): what was new in it is published now, so it keeps its
 * reporting value, and is retired where it was taken away (AD-4).
 */
export function editedSince(sent: Codes, { base, newer, history, choices }: Editing): readonly ReasonCode[] {
  const now = newer === null ? history.present : rebased(base.tree.codes, history.present, newer.tree.codes, choices);
  const values = new Map(sent.map(({ id, reportingValue }) => [id, reportingValue]));
  const kept = now.map((code) => ({ ...code, reportingValue: values.get(code.id) ?? code.reportingValue }));
  return aligned(sent, reopened(kept, sent));
}

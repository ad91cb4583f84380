import type { ReasonCode } from '../../contract/reason-codes';
import { suggestValue } from './reporting-value';
import { mergeTrees, type MergeConflict } from '../merge';

export type Choice = 'mine' | 'theirs';

/** Names a conflict; a choice holds while both versions are what they were. */
export const conflictKey = ({ codeId, field, mine, theirs }: MergeConflict): string =>
  JSON.stringify([codeId, field, mine, theirs]);

/** What a merge had to change by itself, to say so: both edits were right alone, together they were no tree. */
export interface Adjustment {
  codeId: string;
  what: 'place' | 'reporting-value';
}

/**
 * My edits on top of theirs with a choice for each conflict (theirs until one is made), as a tree that can be published after
 * theirs. Where the two together make no tree, mine gives way: a code that would be in a cycle or below nothing goes
 * where theirs has it (else to the top), a new code's reporting value that they took meanwhile is suggested again.
 */
export function mergeWithChoices(
  base: readonly ReasonCode[],
  mine: readonly ReasonCode[],
  theirs: readonly ReasonCode[],
  choices: ReadonlyMap<string, Choice>,
): { codes: readonly ReasonCode[]; conflicts: MergeConflict[]; adjusted: Adjustment[] } {
  const { codes: merged, conflicts } = mergeTrees(base, mine, theirs);
  const byId = new Map(merged.map((code) => [code.id, code]));
  for (const conflict of conflicts) {
    if (choices.get(conflictKey(conflict)) !== 'mine') continue;
    const code = byId.get(conflict.codeId);
    if (conflict.field === 'existence') {
      // a code they published cannot be taken away again: only a version of mine can be chosen
      if (conflict.mine !== null) byId.set(conflict.codeId, conflict.mine as ReasonCode);
    } else if (code !== undefined) {
      const chosen = conflict.field === 'place' ? (conflict.mine as object) : { [conflict.field]: conflict.mine };
      byId.set(code.id, { ...code, ...chosen });
    }
  }
  const adjusted: Adjustment[] = [];
  restorePlaces(byId, theirs, adjusted);
  renewValues(byId, theirs, adjusted);
  return { codes: [...byId.values()], conflicts, adjusted };
}

function restorePlaces(byId: Map<string, ReasonCode>, theirs: readonly ReasonCode[], adjusted: Adjustment[]): void {
  const inTheirs = new Map(theirs.map((code) => [code.id, code]));
  const give = (code: ReasonCode): void => {
    const their = inTheirs.get(code.id);
    const parentId = their?.parentId ?? null;
    byId.set(code.id, { ...code, parentId, order: their?.order ?? code.order });
    adjusted.push({ codeId: code.id, what: 'place' });
  };
  // each round puts one code of mine back; when all are back, the places are theirs, which is a tree
  for (let round = 0; round <= byId.size; round++) {
    const lost = [...byId.values()].find((code) => {
      const their = inTheirs.get(code.id);
      const isMine = their === undefined ? code.parentId !== null : their.parentId !== code.parentId;
      return isMine && !reachesTop(byId, code);
    });
    if (lost === undefined) return;
    give(lost);
  }
}

function reachesTop(byId: ReadonlyMap<string, ReasonCode>, code: ReasonCode): boolean {
  const seen = new Set<string>();
  for (let at: ReasonCode | undefined = code; at !== undefined; at = byId.get(at.parentId)) {
    if (at.parentId === null) return true;
    if (seen.has(at.id)) return false;
    seen.add(at.id);
  }
  return false;
}

function renewValues(byId: Map<string, ReasonCode>, theirs: readonly ReasonCode[], adjusted: Adjustment[]): void {
  const owners = new Map(theirs.map(({ id, reportingValue }) => [reportingValue, id]));
  for (const code of byId.values()) {
    const owner = owners.get(code.reportingValue);
    if (owner === undefined || owner === code.id) owners.set(code.reportingValue, code.id);
    else {
      const renewed = { ...code, reportingValue: suggestValue([...byId.values()], code) };
      byId.set(code.id, renewed);
      owners.set(renewed.reportingValue, code.id);
      adjusted.push({ codeId: code.id, what: 'reporting-value' });
    }
  }
}

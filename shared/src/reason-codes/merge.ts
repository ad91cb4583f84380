import type { ReasonCode } from '../contract/reason-codes';
import { isSame, type EditableField } from './changes';

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
      if (my !== undefined && !isSame(my, their))
        conflicts.push({ codeId: their.id, field: 'existence', mine: my, theirs: their });
      return [their];
    }
    if (my === undefined) {
      // I removed a code never published; they may have changed it meanwhile
      if (isSame(old, their)) return [];
      conflicts.push({ codeId: their.id, field: 'existence', mine: null, theirs: their });
      return [their];
    }
    return [mergeCode(old, my, their, conflicts)];
  });
  const inTheirs = index(theirs);
  const added = mine.filter((code) => !inTheirs.has(code.id) && !inBase.has(code.id));
  for (const code of mine) {
    const old = inBase.get(code.id);
    if (old !== undefined && !inTheirs.has(code.id) && !isSame(old, code))
      conflicts.push({ codeId: code.id, field: 'existence', mine: code, theirs: null });
  }
  return { codes: [...codes, ...added], conflicts };
}

function mergeCode(old: ReasonCode, my: ReasonCode, their: ReasonCode, conflicts: MergeConflict[]): ReasonCode {
  const pick = <T>(field: MergeConflict['field'], was: T, mine: T, theirs: T): T => {
    if (isSame(mine, was) || isSame(mine, theirs)) return theirs;
    if (isSame(theirs, was)) return mine;
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

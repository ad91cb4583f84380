import * as React from 'react';
import { conflictKey, type Adjustment } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import type { MergeConflict } from '@interaction-history/shared/src/reason-codes/merge';
import type { TreeChange } from '@interaction-history/shared/src/reason-codes/changes';
import { useStrings } from '../../strings/strings';
import { aligned, changesOf } from '../editor/changes';
import { mergedOf } from '../editor/merged';
import type { Editing } from '../editor/editor-state';
import { useQueueName } from '../panel/QueuesField';
import { useAdministrationStrings } from '../strings/strings';
import { describeChange, type DescribeContext, type DescribedChange } from './describe-change';

/** What publishing would do, ready to be shown. */
export interface Review {
  context: DescribeContext;
  conflicts: readonly MergeConflict[];
  /** Of the conflicts, how many are not chosen yet. */
  left: number;
  adjusted: readonly Adjustment[];
  /** My changes that nobody else touched. */
  mine: readonly DescribedChange[];
  /** What a colleague published meanwhile and I did not touch. */
  theirs: readonly DescribedChange[];
}

export function useReview(editing: Editing): Review {
  const language = useAdministrationStrings();
  const { channels: channelNames } = useStrings();
  const queueName = useQueueName(editing.workspace);
  const { base, newer, locales, choices } = editing;
  const merged = React.useMemo(() => mergedOf(editing), [editing]);
  const onto = (newer ?? base).tree.codes;
  const codes = React.useMemo(() => aligned(onto, merged.codes), [onto, merged]);
  const context: DescribeContext = { codes, before: onto, language, locales, queueName, channelNames };
  const isFree = untouchedBy(merged.conflicts);
  const theirTelling: DescribeContext = { ...context, codes: onto, before: base.tree.codes };
  return {
    context,
    conflicts: merged.conflicts,
    left: merged.conflicts.filter((conflict) => !choices.has(conflictKey(conflict))).length,
    adjusted: merged.adjusted,
    mine: changesOf(onto, codes)
      .filter(isFree)
      .flatMap((change) => describeChange(change, context)),
    theirs:
      newer === null
        ? []
        : changesOf(base.tree.codes, aligned(base.tree.codes, onto))
            .filter(isFree)
            .flatMap((change) => describeChange(change, theirTelling)),
  };
}

/** Whether a change isn't part of a conflict: conflicts are shown once, to be chosen. */
function untouchedBy(conflicts: readonly MergeConflict[]): (change: TreeChange) => boolean {
  const touched = new Set(conflicts.map(({ codeId, field }) => `${codeId} ${field}`));
  return (change) => {
    const { id } = change.code;
    const field =
      change.kind === 'changed'
        ? change.field
        : change.kind === 'moved' || change.kind === 'reordered'
          ? 'place'
          : change.kind === 'retired' || change.kind === 'restored'
            ? 'active'
            : 'existence';
    return !touched.has(`${id} ${field}`);
  };
}

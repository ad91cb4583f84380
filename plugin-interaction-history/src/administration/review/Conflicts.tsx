import * as React from 'react';
import { conflictKey } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { momentOf } from '../../strings/format';
import { Count } from '../../ui/Badge';
import { Grow } from '../../ui/layout';
import { useStrings } from '../../strings/strings';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Aside, Panel } from '../ui/Panel';
import { pathOf, describeVersion } from './describe-change';
import { ConflictChoice } from './ConflictChoice';
import type { Review } from './use-review';

/** What both of us changed, each with both versions. */
export const Conflicts: React.FC<{ editor: ReasonCodesEditor; editing: Editing; review: Review }> = ({
  editor,
  editing,
  review,
}) => {
  const { strings, locale } = useAdministrationStrings();
  const words = strings.review;
  const you = useStrings().history.you;
  const { conflicts, left, context } = review;
  const by = editing.newer?.by ?? null;
  if (conflicts.length === 0) return null;
  const who = by?.publishedBy.name ?? strings.newerUnknown;
  return (
    <Panel
      label={words.both}
      head={
        <>
          {words.both} <Count>{conflicts.length}</Count>
          <Grow />
          <Aside role="status">{words.chosenLeft(conflicts.length - left, left)}</Aside>
        </>
      }
    >
      {conflicts.map((conflict, index) => {
        const key = conflictKey(conflict);
        const field = strings.changes.fields[conflict.field];
        const path = pathOf(context.codes, conflict.codeId, context) || pathOf(editing.history.present, conflict.codeId, context);
        return (
          <ConflictChoice
            key={key}
            id={`ih-conflict-${index}`}
            title={strings.changes.fieldOf(field, path)}
            versions={{
              mine: { owner: words.yours, text: describeVersion(conflict, 'mine', context), when: you },
              theirs: {
                owner: words.theirs(who),
                text: describeVersion(conflict, 'theirs', context),
                when: by === null ? who : `${who}, ${momentOf(locale, by.publishedAt, Date.now())}`,
              },
            }}
            chosen={editing.choices.get(key)}
            onChoose={(choice) => editor.choose(key, choice)}
          />
        );
      })}
    </Panel>
  );
};

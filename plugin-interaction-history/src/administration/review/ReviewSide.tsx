import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Count } from '../../ui/Badge';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { WhatHappens } from '../versioned/WhatHappens';
import { ChangeList } from './ChangeList';
import type { Review } from './use-review';

/** Beside the changes: what a colleague's publication brings, what publishing does, and the note that goes with it. */
export const ReviewSide: React.FC<{ editing: Editing; review: Review; note: string; onNote: (note: string) => void }> = ({
  editing,
  review: { theirs },
  note,
  onNote,
}) => {
  const { strings } = useAdministrationStrings();
  const { review } = strings;
  const { newer, base } = editing;
  const onto = (newer ?? base).tree.version;
  const kept = review.kept(newer?.by?.publishedBy.name ?? strings.newerUnknown);
  return (
    <Box display="flex" flexDirection="column" rowGap="space50" minWidth="0">
      {theirs.length === 0 ? null : (
        <Panel
          label={kept}
          head={
            <>
              {kept} <Count>{theirs.length}</Count>
            </>
          }
        >
          <ChangeList changes={theirs} />
        </Panel>
      )}
      <WhatHappens
        words={review}
        facts={[
          [review.revision, review.revisionBy(onto + 1)],
          [review.agents, review.agentsBody],
          [review.history, review.historyBody],
          [review.undo, review.undoBody(onto)],
        ]}
        note={note}
        onNote={onNote}
      />
    </Box>
  );
};

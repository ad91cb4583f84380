import * as React from 'react';
import { MAX_NOTE } from '@interaction-history/shared/src/limits';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import { Count } from '../../ui/Badge';
import { Facts } from '../../ui/Facts';
import { FieldLabel } from '../../ui/field';
import type { Editing } from '../editor/editor-state';
import { useWords } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { ChangeList } from './ChangeList';
import type { Review } from './use-review';

/** Beside the changes: what a colleague's publication brings, what publishing does, and the note that goes with it. */
export const Outcome: React.FC<{ editing: Editing; review: Review; note: string; onNote: (note: string) => void }> = ({
  editing,
  review: { theirs },
  note,
  onNote,
}) => {
  const { strings } = useWords();
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
      <Panel label={review.what} head={review.what}>
        <Box paddingX="space50" paddingY="space40">
          <Facts
            big
            facts={[
              [review.revision, review.revisionBy(onto + 1)],
              [review.agents, review.agentsBody],
              [review.history, review.historyBody],
              [review.undo, review.undoBody(onto)],
            ]}
          />
          <Box marginTop="space40">
            <FieldLabel htmlFor="ih-publish-note" label={review.note} note={review.optional} />
            <Input
              id="ih-publish-note"
              type="text"
              autoComplete="off"
              maxLength={MAX_NOTE}
              value={note}
              onChange={(event) => onNote(event.target.value)}
            />
          </Box>
        </Box>
      </Panel>
    </Box>
  );
};

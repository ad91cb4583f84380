import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import type { SettingChange } from '@interaction-history/shared/src/settings/edit';
import { MAX_NOTE } from '@interaction-history/shared/src/limits';
import { Count } from '../../ui/Badge';
import { Facts } from '../../ui/Facts';
import { FieldLabel } from '../../ui/field';
import { Small } from '../../ui/text';
import { useWords } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { SettingChanges } from './SettingChanges';
import type { SettingsDesk, SettingsEditing } from './settings-editor';

/** What publishing would change, in words, and the note that goes with it. */
export const SettingsSide: React.FC<{ desk: SettingsDesk; editing: SettingsEditing; changes: readonly SettingChange[] }> = ({
  desk,
  editing,
  changes,
}) => {
  const { settings: words } = useWords().strings;
  return (
    <Box display="flex" flexDirection="column" rowGap="space50" minWidth="0" position="sticky" top="0">
      <Panel
        label={words.changes.heading}
        head={
          <>
            {words.changes.heading} <Count>{changes.length}</Count>
          </>
        }
      >
        {changes.length === 0 ? (
          <Box paddingX="space50" paddingY="space40">
            <Small>{words.changes.none}</Small>
          </Box>
        ) : (
          <Box overflowY="auto" style={{ maxHeight: 320 }} tabIndex={0} role="group" aria-label={words.changes.heading}>
            <SettingChanges changes={changes} editing={editing} />
          </Box>
        )}
      </Panel>
      <Panel label={words.what} head={words.what}>
        <Box paddingX="space50" paddingY="space40">
          <Facts
            big
            facts={[
              [words.revision, words.revisionBy(editing.known.version + 1)],
              [words.agents, words.agentsBody],
              [words.undoing, words.undoBody],
            ]}
          />
          <Box marginTop="space40">
            <FieldLabel htmlFor="ih-settings-note" label={words.note} note={words.optional} />
            <Input
              id="ih-settings-note"
              type="text"
              autoComplete="off"
              maxLength={MAX_NOTE}
              value={editing.note}
              onChange={(event) => desk.setNote(event.target.value)}
            />
          </Box>
        </Box>
      </Panel>
    </Box>
  );
};

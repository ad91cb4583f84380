import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { SettingChange } from '@interaction-history/shared/src/settings/edit';
import { Count } from '../../ui/Badge';
import { Small } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { WhatHappens } from '../versioned/WhatHappens';
import { SettingChanges } from './SettingChanges';
import type { SettingsEditor, SettingsEditing } from './settings-editor';

/** What publishing would change, in words, and the note that goes with it. */
export const SettingsSide: React.FC<{ editor: SettingsEditor; editing: SettingsEditing; changes: readonly SettingChange[] }> = ({
  editor,
  editing,
  changes,
}) => {
  const { settings: words } = useAdministrationStrings().strings;
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
      <WhatHappens
        words={words}
        facts={[
          [words.revision, words.revisionBy(editing.known.version + 1)],
          [words.agents, words.agentsBody],
          [words.undoing, words.undoBody],
        ]}
        note={editing.note}
        onNote={(note) => editor.setNote(note)}
      />
    </Box>
  );
};

import * as React from 'react';
import type { SettingChange } from '@interaction-history/shared/src/settings/edit';
import { ChangeList } from '../review/ChangeList';
import { useAdministrationStrings } from '../strings/strings';
import { describeSettingChange } from './describe-setting';
import type { SettingsEditing } from './settings-editor';

/** Changes of settings in words, as the reason codes' are told. */
export const SettingChanges: React.FC<{
  changes: readonly SettingChange[];
  editing: Pick<SettingsEditing, 'tree' | 'known'>;
}> = ({ changes, editing }) => {
  const language = useAdministrationStrings();
  const { names } = language.strings.settings;
  return (
    <ChangeList
      changes={changes.flatMap((change) =>
        describeSettingChange(change, { ...language, editing }).map((detail, index) => ({
          key: `${change.setting} ${index}`,
          look: 'pen',
          verb: names[change.setting],
          text: '',
          detail,
        })),
      )}
    />
  );
};

import * as React from 'react';
import { Count } from '../../ui/Badge';
import { dateTimeOf, momentOf } from '../../strings/format';
import { Warning } from '../ui/Warning';
import { ConflictChoice } from '../review/ConflictChoice';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { describeSetting } from './describe-setting';
import type { SettingsEditor, SettingsEditing } from './settings-editor';

/** Someone else published: who, and both versions of what both changed (AD-2). */
export const SettingsConflicts: React.FC<{ editor: SettingsEditor; editing: SettingsEditing }> = ({ editor, editing }) => {
  const language = useAdministrationStrings();
  const { locale, strings } = language;
  const { settings: words } = strings;
  const { overtaken, conflicts } = editing;
  if (overtaken === null) return null;
  const who = overtaken.by?.publishedBy.name ?? words.someone;
  const when = overtaken.by === null ? '' : dateTimeOf(locale, overtaken.by.publishedAt, Date.now());
  return (
    <>
      <Warning
        title={words.newer(who, overtaken.version, when)}
        body={conflicts.length === 0 ? words.newerApart : words.newerBoth(conflicts.length)}
      />
      {conflicts.length === 0 ? null : (
        <Panel
          label={words.both}
          head={
            <>
              {words.both} <Count>{conflicts.length}</Count>
            </>
          }
        >
          {conflicts.map(({ setting, mine, theirs, chosen }) => (
            <ConflictChoice
              key={setting}
              id={`ih-settings-conflict-${setting}`}
              title={words.names[setting]}
              versions={{
                mine: { owner: words.yours, text: describeSetting(setting, mine, { ...language, editing }), when: words.you },
                theirs: {
                  owner: words.theirs(who),
                  text: describeSetting(setting, theirs, { ...language, editing }),
                  when: overtaken.by === null ? who : `${who}, ${momentOf(locale, overtaken.by.publishedAt, Date.now())}`,
                },
              }}
              chosen={chosen ?? undefined}
              onChoose={(choice) => editor.choose(setting, choice)}
            />
          ))}
        </Panel>
      )}
    </>
  );
};

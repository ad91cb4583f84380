import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { SettingName } from '@interaction-history/shared/src/contract/settings';
import { sameSetting } from '@interaction-history/shared/src/settings/edit';
import { Badge } from '../../ui/Badge';
import { FieldError } from '../../ui/field';
import { Row } from '../../ui/layout';
import { Plain, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { isChanged, type Objection, type SettingsEditor, type SettingsEditing } from './settings-editor';
import { describeObjection, describeSetting } from './describe-setting';

interface Props {
  editor: SettingsEditor;
  editing: SettingsEditing;
  name: SettingName;
  wrong: readonly Objection[];
  mayEdit: boolean;
  /** The first of its panel: the panel's head has a line already. */
  isFirst: boolean;
  children: React.ReactNode;
}

export const settingId = (name: SettingName): string => `ih-setting-${name}`;

/** One setting: its name and meaning, the deployed value, its field, and what is wrong with it (AD-5). */
export const SettingRow: React.FC<Props> = ({ editor, editing, name, wrong, mayEdit, isFirst, children }) => {
  const language = useAdministrationStrings();
  const { settings: words } = language.strings;
  const { draft, known } = editing;
  const context = { ...language, editing };
  const isOwn = draft[name] !== undefined;
  const id = settingId(name);
  return (
    <Box
      role="group"
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-about`}
      display="grid"
      columnGap="space70"
      rowGap="space30"
      paddingX="space50"
      paddingY="space50"
      borderTopStyle={isFirst ? 'none' : 'solid'}
      borderTopWidth="borderWidth10"
      borderTopColor="colorBorderWeaker"
      style={{ gridTemplateColumns: name === 'insightsMapping' ? 'minmax(0, 1fr)' : 'minmax(0, 5fr) minmax(0, 6fr)' }}
    >
      <Box minWidth="0">
        <Row marginBottom="space20" alignItems="flex-start">
          <Strong id={`${id}-name`}>{words.names[name]}</Strong>
          {isChanged(editing, name) ? (
            <Badge tone="salesforce">{words.isChanged}</Badge>
          ) : isOwn ? (
            <Badge tone="plain">{words.isPublished}</Badge>
          ) : null}
        </Row>
        <Small id={`${id}-about`}>{words.explains[name]}</Small>
        {name === 'insightsMapping' ? null : <Small marginTop="space20">{standing(name, context)}</Small>}
      </Box>
      <Box minWidth="0">
        {mayEdit ? children : <Plain overflowWrap="anywhere">{describeSetting(name, draft[name], context)}</Plain>}
        {wrong.length === 0 ? null : (
          <FieldError id={`${id}-error`}>
            <span>{wrong.map((each) => describeObjection(each, language)).join(' ')}</span>
          </FieldError>
        )}
        {!mayEdit || (!isOwn && !isChanged(editing, name)) ? null : (
          <Row marginTop="space30" columnGap="space50">
            {isChanged(editing, name) ? (
              <TextButton onClick={() => editor.undo(name)}>
                {words.undo}
                <Hidden>{` ${words.names[name]}`}</Hidden>
              </TextButton>
            ) : null}
            {isOwn && known.published[name] !== undefined ? (
              <TextButton onClick={() => editor.change(name, undefined)}>
                {words.backToDeployed}
                <Hidden>{` ${words.names[name]}`}</Hidden>
              </TextButton>
            ) : null}
          </Row>
        )}
      </Box>
    </Box>
  );
};

/** Which setting a short button is about, for who hears it alone. */
const Hidden: React.FC<{ children: string }> = ({ children }) => (
  <Box as="span" position="absolute" width="size0" height="size0" overflow="hidden">
    {children}
  </Box>
);

function standing(name: SettingName, context: Parameters<typeof describeSetting>[2]): string {
  const { settings: words } = context.strings;
  const { deployed, defaults } = context.editing.known;
  const asDeployed = describeSetting(name, undefined, context);
  if (name === 'popMode' || defaults[name] === undefined) return words.asDeployed(asDeployed);
  if (sameSetting(deployed[name], defaults[name])) return words.deployedIsDefault(asDeployed);
  return `${words.asDeployed(asDeployed)} · ${words.default(describeSetting(name, defaults[name], context))}`;
}

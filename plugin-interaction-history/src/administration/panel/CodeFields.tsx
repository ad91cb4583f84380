import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Option, Select } from '@twilio-paste/core/select';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { childrenOf, pathTo } from '@interaction-history/shared/src/reason-codes/edit/position';
import { FieldGrid, FieldLabel } from '../../ui/field';
import { Notice } from '../../ui/Notice';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { frozenIn } from '../editor/merged';
import { useMakeDefault } from '../shell/administration-context';
import { languageName, useAdministrationStrings } from '../strings/strings';
import { choosableBelow } from '../tree/rows';
import type { TreeViewModel } from '../tree/tree-view';
import { Glyph } from '../ui/Glyph';
import { Toggle } from '../ui/Toggle';
import { ChannelsField } from './ChannelsField';
import { LabelField } from './LabelField';
import { ParentField } from './ParentField';
import { QueuesField } from './QueuesField';
import { Unattended } from './Unattended';
import { WorkspaceFailure } from './WorkspaceFailure';

interface Props {
  editor: ReasonCodesEditor;
  editing: Editing;
  tree: TreeViewModel;
  code: ReasonCode;
  /** As it is published; undefined for a new one. */
  before: ReasonCode | undefined;
}

const ACTIONS = ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5', 'SA-6', 'SA-7', 'SA-8'] as const;

/** All that can be said of a code. Every change is an edit of the draft at once. */
export const CodeFields: React.FC<Props> = ({ editor, editing, tree, code, before }) => {
  const { strings, locale } = useAdministrationStrings();
  const { panel } = strings;
  const { id } = code;
  const codes = editing.history.present;
  const isFrozen = frozenIn(editing).has(id);
  const endStep = (): void => editor.endStep();
  const translations = editing.locales.filter((each) => each !== 'en');
  const was = (each: string): string | undefined => {
    const label = before?.labels[each];
    return label === undefined || label === code.labels[each] ? undefined : panel.was(label);
  };
  const labelField = (each: string): React.ReactElement => (
    <LabelField
      key={each}
      id={`ih-code-label-${each}`}
      label={each === 'en' ? panel.name(languageName('en', locale)) : languageName(each)}
      lang={each}
      required={each === 'en'}
      value={code.labels[each] ?? ''}
      help={was(each) ?? (code.labels[each] === undefined && code.active ? panel.missing : undefined)}
      onEdit={(label) => editor.edit({ do: 'label', id, locale: each, label }, `${id} label ${each}`)}
      onLeave={endStep}
    />
  );
  return (
    <Box display="flex" flexDirection="column" rowGap="space50">
      <Standing editing={editing} code={code} />
      {labelField('en')}
      {translations.length === 0 ? null : <FieldGrid>{translations.map(labelField)}</FieldGrid>}
      <LabelField
        id="ih-code-value"
        label={panel.value}
        isCode
        readOnly={isFrozen}
        before={isFrozen ? <Glyph name="lock" /> : undefined}
        value={code.reportingValue}
        help={isFrozen ? panel.valueFrozen : panel.valueOpen}
        onEdit={(value) => editor.edit({ do: 'reporting-value', id, value }, `${id} value`)}
        onLeave={endStep}
      />
      <FieldGrid>
        <ParentField codes={codes} code={code} onMove={(parentId) => tree.place(id, { parentId, before: null }, false)} />
        <Box minWidth="0">
          <FieldLabel htmlFor="ih-code-action" label={panel.action} />
          <Select
            id="ih-code-action"
            value={code.serviceAction ?? ''}
            onChange={({ target: { value } }) =>
              editor.edit({ do: 'service-action', id, action: ACTIONS.find((action) => action === value) ?? null })
            }
          >
            <Option value="">{panel.actions.none}</Option>
            <>
              {ACTIONS.map((action) => (
                <Option key={action} value={action}>
                  {panel.actions[action]}
                </Option>
              ))}
            </>
          </Select>
        </Box>
      </FieldGrid>
      <WorkspaceFailure editor={editor} workspace={editing.workspace} />
      <QueuesField
        workspace={editing.workspace}
        queues={code.queues}
        onChange={(queues) => editor.edit({ do: 'queues', id, queues })}
      />
      <ChannelsField
        workspace={editing.workspace}
        channels={code.channels}
        onChange={(channels) => editor.edit({ do: 'channels', id, channels })}
      />
      <div>
        <Toggle
          label={panel.commentRequired}
          isOn={code.commentRequired}
          onChange={() => editor.edit({ do: 'comment-required', id, required: !code.commentRequired })}
        />
      </div>
      <Unattended editing={editing} code={code} />
    </Box>
  );
};

/** What is special about the code, if anything: a group, retired, the default. */
const Standing: React.FC<{ editing: Editing; code: ReasonCode }> = ({ editing, code }) => {
  const { strings, locale } = useAdministrationStrings();
  const { panel } = strings;
  const mayChoose = useMakeDefault() !== null;
  const codes = editing.history.present;
  const retiredAbove = pathTo(codes, code.id).find(({ id, active }) => !active && id !== code.id);
  const isGroup = childrenOf(codes, code.id).length > 0;
  if (!code.active) return <Notice kind="neutral" title={strings.marks.isRetired} body={panel.retiredNote} />;
  if (retiredAbove !== undefined)
    return <Notice kind="neutral" title={strings.marks.isRetired} body={panel.retiredAbove(labelOf(retiredAbove, locale))} />;
  if (editing.defaultReasonId === code.id)
    return <Notice kind="neutral" title={panel.isDefault} body={mayChoose ? panel.defaultNote : panel.defaultNoteRead} />;
  if (isGroup)
    return <Notice kind="neutral" title={panel.group(choosableBelow(codes).get(code.id) ?? 0)} body={panel.groupLimits} />;
  return null;
};

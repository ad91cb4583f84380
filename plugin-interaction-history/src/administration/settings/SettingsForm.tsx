import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { SettingName } from '@interaction-history/shared/src/contract/settings';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { Row } from '../../ui/layout';
import { TextButton } from '../../ui/TextButton';
import { useOnline } from '../../state/online';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { MappingField } from './MappingField';
import { SettingField } from './SettingField';
import { SettingRow, settingId } from './SettingRow';
import { SettingsConflicts } from './SettingsConflicts';
import { SettingsSide } from './SettingsSide';
import { changesIn, wrongIn, type SettingsEditor, type SettingsEditing } from './settings-editor';

const GROUPS = {
  agents: ['pageSize', 'popMode', 'wrapUpPolicy', 'defaultReasonId'],
  customers: ['requiredCustomerFields', 'defaultRegion', 'centreNumbers'],
  reading: ['readsWithTask', 'readsWithoutTask'],
  reports: ['timeZone'],
  retention: ['keepInteractions', 'keepAudit', 'keepDrafts'],
  salesforce: [
    'salesforcePhoneFields',
    'createInSalesforce',
    'logCallToSalesforce',
    'salesforceShare',
    'serviceDecisionRoles',
    'serviceDecisionSkills',
  ],
  languages: ['locales'],
  insights: ['insightsMapping'],
} as const satisfies Record<string, readonly SettingName[]>;

interface Props {
  editor: SettingsEditor;
  editing: SettingsEditing;
  mayEdit: boolean;
  /** The setting that gets the focus once the form is there. */
  opensAt: SettingName | undefined;
}

/** Where the page says what came of publishing. */
export const RESULT_ID = 'ih-settings-result';

/** The settings; beside them what would change. */
export const COLUMNS = 'minmax(0, 1100px) minmax(280px, 392px)';

/** Every setting in its group, with a preview of what would change for users who can publish (AD-5). */
export const SettingsForm: React.FC<Props> = ({ editor, editing, mayEdit, opensAt }) => {
  const { settings: words } = useAdministrationStrings().strings;
  const wrong = wrongIn(editing);
  const changes = changesIn(editing);
  React.useEffect(() => {
    if (opensAt !== undefined) document.getElementById(settingId(opensAt))?.focus();
  }, [opensAt]);
  return (
    <Box
      // nothing in it takes the focus where nothing may be edited, and it scrolls by the keyboard all the same
      {...(mayEdit ? {} : { tabIndex: 0, role: 'group', 'aria-label': words.title })}
    >
      <Box id={RESULT_ID} tabIndex={-1} display="flex" flexDirection="column" rowGap="space50" outline="none">
        <Result editing={editing} wrong={[...wrong.keys()]} mayEdit={mayEdit} />
        <SettingsConflicts editor={editor} editing={editing} />
        {/* of no height: the gap above it is there when there is any news, and only then */}
        <div />
      </Box>
      <Box
        display="grid"
        columnGap="space50"
        rowGap="space50"
        alignItems="start"
        style={{ gridTemplateColumns: mayEdit ? COLUMNS : 'minmax(0, 1100px)' }}
      >
        <Box display="flex" flexDirection="column" rowGap="space50" minWidth="0">
          {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
            <Panel key={group} label={words.groups[group]} head={words.groups[group]}>
              {GROUPS[group].map((name, index) => (
                <SettingRow
                  key={name}
                  editor={editor}
                  editing={editing}
                  name={name}
                  isFirst={index === 0}
                  wrong={wrong.get(name) ?? []}
                  mayEdit={mayEdit || name === 'insightsMapping'}
                >
                  {mayEdit ? (
                    <SettingField editor={editor} editing={editing} name={name} hasError={wrong.has(name)} />
                  ) : (
                    <MappingField
                      id={settingId(name)}
                      deployed={editing.known.deployed.insightsMapping}
                      value={editing.draft.insightsMapping}
                      mayEdit={false}
                      onChange={() => undefined}
                    />
                  )}
                </SettingRow>
              ))}
            </Panel>
          ))}
        </Box>
        {mayEdit ? <SettingsSide editor={editor} editing={editing} changes={changes} /> : null}
      </Box>
    </Box>
  );
};

/** The result of publishing, or what prevents it. */
const Result: React.FC<{ editing: SettingsEditing; wrong: readonly SettingName[]; mayEdit: boolean }> = ({
  editing: { publishing, justPublished },
  wrong,
  mayEdit,
}) => {
  const { settings: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const isOnline = useOnline();
  const first = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (publishing.phase === 'invalid') first.current?.querySelector('button')?.focus();
  }, [publishing.phase]);
  return (
    <>
      {mayEdit ? null : <Notice kind="neutral" title={words.readOnly} />}
      {isOnline ? null : <Notice kind="neutral" icon="offline" urgent title={words.offline} />}
      {justPublished === null ? null : (
        <Notice kind="info" icon="check" urgent title={words.published(justPublished)} body={words.publishedBody} />
      )}
      {publishing.phase === 'failed' ? (
        <Notice kind="error" urgent title={words.failed} body={words.failedKept(explain(publishing.error, agent))} />
      ) : null}
      {publishing.phase === 'invalid' && wrong.length > 0 ? (
        <div ref={first}>
          <Notice kind="error" urgent title={words.invalid}>
            <Row marginTop="space20" columnGap="space50" flexWrap="wrap">
              {wrong.map((name) => (
                <TextButton key={name} onClick={() => document.getElementById(settingId(name))?.focus()}>
                  {words.show(words.names[name])}
                </TextButton>
              ))}
            </Row>
          </Notice>
        </div>
      ) : null}
    </>
  );
};

import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Option, Select } from '@twilio-paste/core/select';
import type { Channel } from '@interaction-history/shared/src/caller/channel';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { offeredCodes, type OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { MAX_COMMENT } from '@interaction-history/shared/src/limits';
import { ReasonPicker } from '../../features/wrap-up/ReasonPicker';
import { needsComment } from '../../features/wrap-up/wrap-up-state';
import { countOf } from '../../strings/format';
import { LanguageContext, stringsFor, useStrings } from '../../strings/strings';
import { FieldLabel } from '../../ui/field';
import { GrowingTextArea } from '../../ui/GrowingTextArea';
import { Small } from '../../ui/text';
import type { Editing } from '../editor/editor-state';
import { channelsOf } from '../panel/ChannelsField';
import { languageName, useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';

/** "As an agent of queue X on channel Y sees it" (AD-1): the agent's own picker over the draft. */
export const PreviewPanel: React.FC<{ editing: Editing }> = ({ editing }) => {
  const { strings, locale } = useAdministrationStrings();
  const { preview } = strings;
  const agent = useStrings();
  const { workspace, locales, history, wrapUpPolicy } = editing;
  const queues = workspace.phase === 'ready' ? workspace.queues : [];
  const channels = channelsOf(workspace);
  const [chosenQueue, setQueue] = React.useState<string | null>(null);
  const [channel, setChannel] = React.useState<Channel>('voice');
  const [language, setLanguage] = React.useState(locales.find((each) => each === locale.split('-')[0]) ?? 'en');
  const queueSid = chosenQueue ?? queues[0]?.sid ?? '';
  const scope = { queueSid: queueSid === '' ? null : queueSid, channel };
  const tree = { version: 0, publishedAt: null, codes: [...history.present] };
  const offered = React.useMemo(
    () => offeredCodes(tree, scope, language),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- tree and scope are rebuilt each time from these
    [history.present, queueSid, channel, language],
  );
  const hidden = React.useMemo(() => hiddenIn(history.present, offered), [history.present, offered]);
  return (
    <Panel label={preview.heading} head={preview.heading} foot={preview.footer} fills>
      <Box
        display="grid"
        rowGap="space30"
        columnGap="space30"
        paddingX="space50"
        paddingY="space40"
        borderBottomStyle="solid"
        borderBottomWidth="borderWidth10"
        borderBottomColor="colorBorderWeaker"
        style={{ gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}
      >
        <Choice id="ih-preview-queue" label={preview.queue} value={queueSid} onChange={setQueue}>
          {[...queues.map(({ sid, name }) => [sid, name] as const), ['', preview.noQueue] as const]}
        </Choice>
        <Choice
          id="ih-preview-channel"
          label={preview.channel}
          value={channel}
          onChange={(value) => setChannel(value as Channel)}
        >
          {channels.map((each) => [each, agent.channels[each]] as const)}
        </Choice>
        {locales.length < 2 ? null : (
          <Choice id="ih-preview-language" label={preview.language} value={language} onChange={setLanguage}>
            {locales.map((each) => [each, languageName(each)] as const)}
          </Choice>
        )}
      </Box>
      <Box flexGrow={1} minHeight="0" overflowY="auto" paddingX="space50" paddingY="space50">
        <LanguageContext.Provider value={{ strings: stringsFor(language), locale: language }}>
          <AgentForm
            offered={offered}
            tree={tree}
            policy={wrapUpPolicy}
            queueName={queues.find(({ sid }) => sid === queueSid)?.name ?? ''}
          >
            {preview.hidden(countOf(locale, hidden.retired), countOf(locale, hidden.limited))}
          </AgentForm>
        </LanguageContext.Provider>
      </Box>
    </Panel>
  );
};

/** The agent's reason field and, once something is chosen, the comment that it asks for. Nothing of it is stored. */
const AgentForm: React.FC<{
  offered: readonly OfferedCode[];
  tree: ReasonTree;
  policy: WrapUpPolicy;
  queueName: string;
  children: string;
}> = ({ offered, tree, policy, queueName, children }) => {
  const { preview, panel } = useAdministrationStrings().strings;
  const { strings, locale } = React.useContext(LanguageContext);
  const { wrapUp } = strings;
  const [reasonId, setReasonId] = React.useState<string | null>(null);
  const [comment, setComment] = React.useState('');
  const chosen = offered.find(({ code }) => code.id === reasonId);
  const isRequired = needsComment(reasonId, tree, policy);
  const needed = policy === 'reason-and-comment' ? preview.commentAlways : preview.commentNeeded;
  return (
    <>
      <FieldLabel htmlFor="ih-preview-reason" label={wrapUp.reason} required />
      <ReasonPicker
        id="ih-preview-reason"
        offered={offered}
        value={chosen?.path.join(' › ') ?? ''}
        disabled={false}
        placeholder={wrapUp.reasonPlaceholder}
        hasError={false}
        describedBy="ih-preview-hidden"
        queueName={queueName}
        onChoose={setReasonId}
        onClear={() => setReasonId(null)}
      />
      <Small id="ih-preview-hidden" marginTop="space30">
        {children}
      </Small>
      {chosen === undefined ? null : (
        <Box
          marginTop="space50"
          paddingTop="space40"
          borderTopStyle="solid"
          borderTopWidth="borderWidth10"
          borderTopColor="colorBorderWeaker"
        >
          <Small>{preview.after(chosen.path[chosen.path.length - 1] ?? '')}</Small>
          {chosen.code.serviceAction === null ? null : (
            <Small marginTop="space20">
              {panel.action}: {panel.actions[chosen.code.serviceAction]}
            </Small>
          )}
          <Box marginTop="space30">
            <FieldLabel
              htmlFor="ih-preview-comment"
              label={wrapUp.comment}
              required={isRequired}
              note={isRequired ? undefined : wrapUp.optional}
            >
              <Small>
                {countOf(locale, comment.length)} / {countOf(locale, MAX_COMMENT)}
              </Small>
            </FieldLabel>
            <GrowingTextArea
              id="ih-preview-comment"
              hasError={false}
              value={comment}
              maxLength={MAX_COMMENT}
              aria-required={isRequired}
              placeholder={isRequired ? needed : wrapUp.commentPlaceholder}
              onChange={(event) => setComment(event.target.value)}
            />
          </Box>
        </Box>
      )}
    </>
  );
};

const Choice: React.FC<{
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: readonly (readonly [value: string, label: string])[];
}> = ({ id, label, value, onChange, children }) => (
  <Box minWidth="0">
    <FieldLabel htmlFor={id} label={label} small />
    <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
      {children.map(([key, name]) => (
        <Option key={key} value={key}>
          {name}
        </Option>
      ))}
    </Select>
  </Box>
);

/** Reasons that this agent does not get: retired ones, and those limited to other queues or channels. */
function hiddenIn(codes: Editing['history']['present'], offered: readonly OfferedCode[]): { retired: number; limited: number } {
  const unlimited = codes.map((code) => ({ ...code, queues: [], channels: [] }));
  const everywhere = offeredCodes(
    { version: 0, publishedAt: null, codes: unlimited },
    { queueSid: null, channel: 'voice' },
    'en',
  );
  return { retired: codes.filter(({ active }) => !active).length, limited: everywhere.length - offered.length };
}

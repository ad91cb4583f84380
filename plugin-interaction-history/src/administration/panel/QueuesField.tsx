import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Option, Select } from '@twilio-paste/core/select';
import { FieldLabel } from '../../ui/field';
import { Icon } from '../../ui/Icon';
import { Small } from '../../ui/text';
import type { Workspace } from '../editor/editor-state';
import { useWords } from '../strings/strings';

/** The queues that a code is limited to, each with its way out, and the workspace's other queues to add. */
export const QueuesField: React.FC<{
  workspace: Workspace;
  queues: readonly string[];
  onChange: (queues: string[]) => void;
}> = ({ workspace, queues, onChange }) => {
  const { panel } = useWords().strings;
  const name = useQueueName(workspace);
  const all = workspace.phase === 'ready' ? workspace.queues : [];
  const left = all.filter(({ sid }) => !queues.includes(sid));
  return (
    <div>
      <FieldLabel htmlFor="ih-code-queues" label={panel.queues} />
      {queues.length === 0 ? null : (
        <Box
          as="ul"
          display="flex"
          flexWrap="wrap"
          columnGap="space20"
          rowGap="space20"
          margin="space0"
          marginBottom="space20"
          padding="space0"
        >
          {queues.map((sid) => (
            <Box
              as="li"
              key={sid}
              display="inline-flex"
              alignItems="center"
              columnGap="space20"
              maxWidth="100%"
              height="sizeSquare70"
              paddingX="space30"
              borderRadius="borderRadiusPill"
              backgroundColor="colorBackgroundPrimaryWeakest"
              color="colorTextLinkStrong"
              fontSize="fontSize20"
              lineHeight="lineHeight10"
              fontWeight="fontWeightMedium"
              style={{ listStyle: 'none' }}
            >
              {name(sid)}
              <Button
                variant="reset"
                size="reset"
                aria-label={panel.removeQueue(name(sid))}
                onClick={() => onChange(queues.filter((each) => each !== sid))}
              >
                <Icon name="close" size={12} />
              </Button>
            </Box>
          ))}
        </Box>
      )}
      <Select
        id="ih-code-queues"
        value=""
        disabled={left.length === 0}
        aria-describedby="ih-code-queues-help"
        onChange={(event) => onChange([...queues, event.target.value])}
      >
        <Option value="">{panel.addQueue}</Option>
        <>
          {left.map((queue) => (
            <Option key={queue.sid} value={queue.sid}>
              {queue.name}
            </Option>
          ))}
        </>
      </Select>
      <Small id="ih-code-queues-help" marginTop="space20">
        {queues.length === 0 ? panel.everyQueue : panel.someQueues}
        {workspace.phase === 'ready' && !workspace.complete ? ` ${panel.queuesIncomplete}` : ''}
      </Small>
    </div>
  );
};

/** A queue's name by sid; the workspace may not have it any more. */
export function useQueueName(workspace: Workspace): (sid: string) => string {
  const { panel } = useWords().strings;
  const queues = workspace.phase === 'ready' ? workspace.queues : [];
  return (sid) => queues.find((queue) => queue.sid === sid)?.name ?? panel.unknownQueue(sid.slice(-6));
}

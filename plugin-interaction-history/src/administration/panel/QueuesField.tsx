import * as React from 'react';
import { Option, Select } from '@twilio-paste/core/select';
import { FieldLabel } from '../../ui/field';
import { Small } from '../../ui/text';
import type { Workspace } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Pills } from '../ui/Pills';

/** The queues that a code is limited to, each with its way out, and the workspace's other queues to add. */
export const QueuesField: React.FC<{
  workspace: Workspace;
  queues: readonly string[];
  onChange: (queues: string[]) => void;
}> = ({ workspace, queues, onChange }) => {
  const { panel } = useAdministrationStrings().strings;
  const name = useQueueName(workspace);
  const all = workspace.phase === 'ready' ? workspace.queues : [];
  const left = all.filter(({ sid }) => !queues.includes(sid));
  return (
    <div>
      <FieldLabel htmlFor="ih-code-queues" label={panel.queues} />
      <Pills
        entries={queues}
        tell={name}
        removeWords={panel.removeQueue}
        fieldId="ih-code-queues"
        onRemove={(sid) => onChange(queues.filter((each) => each !== sid))}
      />
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
  const { panel } = useAdministrationStrings().strings;
  const queues = workspace.phase === 'ready' ? workspace.queues : [];
  return (sid) => queues.find((queue) => queue.sid === sid)?.name ?? panel.unknownQueue(sid.slice(-6));
}

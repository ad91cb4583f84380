import * as React from 'react';
import type { DraftsOfTask } from '@interaction-history/shared/src/contract/drafts';
import type { ListResponse } from '@interaction-history/shared/src/contract/interactions';
import { onReturn, whileVisible } from '../../state/poll';
import { timings } from '../../state/timings';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { WorkerStores } from '../task-session';

export interface Read {
  drafts: DraftsOfTask['drafts'];
  /** Null where nobody's can be shown: a caller without a number, and no customer chosen. */
  history: ListResponse | null;
}

/** Draft and history of a task, read again while the supervisor looks at it (IH-7). What was read before stays when a look fails. */
export function useMonitored(
  { api }: Pick<WorkerStores, 'api'>,
  task: AgentTask,
): { read: Read | null; error: unknown; retry: () => void } {
  const [state, setState] = React.useState<{ read: Read | null; error: unknown }>({ read: null, error: null });
  const [tries, retry] = React.useReducer((count: number) => count + 1, 0);
  const { taskSid, linkedCustomerId, channel } = task;
  const address = wireAddress(task.caller);
  React.useEffect(() => {
    let isOver = false;
    const look = async (): Promise<void> => {
      try {
        const { drafts } = await api('drafts/of-task', { taskSid });
        const chosen = linkedCustomerId ?? drafts.find(({ customerId }) => customerId !== null)?.customerId ?? undefined;
        const owner = chosen !== undefined ? { customerId: chosen } : address === '' ? null : { address, channel };
        const history = owner === null ? null : await api('interactions/list', owner);
        if (!isOver) setState({ read: { drafts, history }, error: null });
      } catch (error) {
        if (!isOver) setState(({ read }) => ({ read, error }));
      }
    };
    void look();
    const again = (): void => void look();
    const stops = [whileVisible(timings.followHistory, again), onReturn(again)];
    return () => {
      isOver = true;
      for (const stop of stops) stop();
    };
  }, [api, taskSid, linkedCustomerId, address, channel, tries]);
  return { ...state, retry };
}

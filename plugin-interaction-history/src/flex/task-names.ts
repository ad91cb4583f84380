import type * as FlexUi from '@twilio/flex-ui';
import { chosen } from '../features/customer/candidates';
import { nameOf } from '../features/customer/records';
import type { Sessions } from '../session/sessions';
import type { AgentTask } from '../tasks/agent-task';
import { fromFlex } from './tasks';

type Line = NonNullable<NonNullable<FlexUi.TaskChannelDefinition['templates']>['TaskListItem']>['firstLine'];

/** Flex's own list of tasks shows who is calling while it still rings, wherever one customer is known (ID-3). */
export function nameTasks(flex: typeof FlexUi, sessions: Pick<Sessions, 'of'>): void {
  for (const channel of flex.TaskChannels.getRegistered()) {
    const item = channel.templates?.TaskListItem;
    if (!item) continue;
    const before = item.firstLine;
    item.firstLine = (task: FlexUi.ITask, component) => {
      const ours = fromFlex(task);
      const name = ours === null ? null : customerName(sessions, ours);
      // Flex reads the line as a template: a name must not be one
      return name === null ? lineOf(before, task, component) : name.replace(/\{\{|\}\}/g, '');
    };
  }
}

function customerName(sessions: Pick<Sessions, 'of'>, task: AgentTask): string | null {
  const session = sessions.of(task.reservationSid);
  if (session === null || task.phase === 'ended') return null;
  const state = session.customer.store.get();
  if (state.link.phase === 'linked') return state.link.customer.name;
  const candidate = chosen(state);
  return candidate === null ? null : nameOf(candidate);
}

const STATUS_KEYS: Record<string, string> = {
  pending: 'Pending',
  accepted: 'Accepted',
  wrapping: 'Wrapping',
  completed: 'Completed',
  canceled: 'Canceled',
};

/** What the channel had: a line, a function of the task, or a line for each status. */
function lineOf(line: Line, task: FlexUi.ITask, component: Parameters<Extract<Line, (...args: never[]) => unknown>>[1]): string {
  if (typeof line === 'function') return line(task, component) ?? '';
  if (typeof line === 'object' && line !== null)
    return (line as Record<string, string | undefined>)[STATUS_KEYS[task.status] ?? ''] ?? '';
  return line ?? '';
}

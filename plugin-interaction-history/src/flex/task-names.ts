import type * as FlexUi from '@twilio/flex-ui';
import { chosen } from '../features/customer/candidates';
import { nameOf } from '../features/customer/records';
import type { Sessions } from '../session/sessions';
import { wireAddress, type AgentTask } from '../tasks/agent-task';
import { fromFlex } from './tasks';

type Line = NonNullable<NonNullable<FlexUi.TaskChannelDefinition['templates']>['TaskListItem']>['firstLine'];

/** Lines that are ours already: the channels are gone through again once every plugin is there. */
const ours = new WeakSet<object>();

/**
 * Flex's own list of tasks shows who is calling while it still rings, wherever one customer is known (ID-3). The name stands in the
 * address's place alone: a line in which another plugin says something else is left to it.
 */
export function nameTasks(
  flex: typeof FlexUi,
  manager: Pick<FlexUi.Manager, 'strings' | 'events'>,
  sessions: Pick<Sessions, 'of'>,
): void {
  const install = (): void => {
    for (const channel of flex.TaskChannels.getRegistered()) {
      const item = channel.templates?.TaskListItem;
      if (!item || (typeof item.firstLine === 'function' && ours.has(item.firstLine))) continue;
      const before = item.firstLine;
      const named = (task: FlexUi.ITask, component: React.ComponentType): string => {
        const line = lineOf(before, task, component);
        const own = fromFlex(task);
        const name = own === null ? null : customerName(sessions, own);
        if (own === null || name === null) return line;
        const words = (manager.strings as unknown as Record<string, string | undefined>)[line];
        // one of Flex's templates, by name: its words are of who calls, unless somebody has put others there
        if (words !== undefined) return OF_THE_CALLER.test(words) ? plain(name) : line;
        return withName(line, wireAddress(own.caller), plain(name));
      };
      ours.add(named);
      item.firstLine = named as Line;
    }
  };
  install();
  // a plugin that is loaded after this one may have put lines of its own in their place
  manager.events.addListener('pluginsInitialized', install);
}

/** Where Flex's templates, and those made like them, hold the caller's address. */
const ADDRESS = /\{\{\s*task\.(defaultFrom|attributes\.(from|name|customerAddress|outbound_to|to))\s*\}\}/g;

const OF_THE_CALLER = /helper\.|defaultFrom|attributes\./;

/** Flex reads the line as a template: a name must not be one. */
const plain = (name: string): string => name.replace(/\{\{|\}\}/g, '');

function withName(line: string, address: string, name: string): string {
  const filled = line.replace(ADDRESS, () => name);
  return address === '' ? filled : filled.split(address).join(name);
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

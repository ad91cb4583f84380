import type { ITask, Manager } from '@twilio/flex-ui';
import type { AgentTask } from '../tasks/agent-task';
import { followTasks } from './tasks';

const WR1 = `WR${'1'.repeat(32)}`;
const WR2 = `WR${'2'.repeat(32)}`;

/** Flex with a worker's tasks, and what the plugin hears of them. */
function flexWith(...first: [sid: string, status: string][]) {
  const flexTask = (sid: string, status: string): ITask =>
    ({
      ...{ sid, status, taskSid: sid.replace('WR', 'WT'), attributes: { from: '+14155550100' }, taskChannelUniqueName: 'voice' },
      dateCreated: new Date(0),
      dateUpdated: new Date(0),
    }) as unknown as ITask;
  let tasks = new Map(first.map(([sid, status]) => [sid, flexTask(sid, status)]));
  let changed = (): void => undefined;
  let created: (reservation: unknown) => void = () => undefined;
  const manager = {
    store: { getState: () => ({ flex: { worker: { tasks } } }), subscribe: (listener: () => void) => (changed = listener) },
    workerClient: { on: (_event: string, listener: typeof created) => (created = listener) },
  } as unknown as Manager;
  const open = new Map<string, AgentTask>();
  const heard: string[] = [];
  let calls = 0;
  followTasks(manager, {
    of: (sid) => (open.has(sid) ? ({} as never) : null),
    update(task) {
      if (open.get(task.reservationSid)?.phase !== task.phase) heard.push(`${task.reservationSid.slice(0, 3)} ${task.phase}`);
      open.set(task.reservationSid, task);
      return {} as never;
    },
    end(sid) {
      heard.push(`${sid.slice(0, 3)} gone`);
      open.delete(sid);
    },
    followCalls: () => void calls++,
  });
  return {
    heard,
    followedCalls: () => calls,
    changes: () => changed(),
    becomes(...now: [sid: string, status: string][]) {
      tasks = new Map(now.map(([sid, status]) => [sid, flexTask(sid, status)]));
      changed();
    },
    ring: (sid: string) =>
      created({
        ...{ sid, status: 'pending', dateCreated: new Date(0), dateUpdated: new Date(0) },
        task: { sid: sid.replace('WR', 'WT'), attributes: { from: '+14155550100' }, taskChannelUniqueName: 'voice' },
      }),
  };
}

test('ID-3 a reservation begins as TaskRouter tells of it, before Flex has its task', () => {
  const flex = flexWith();
  flex.ring(WR1);
  expect(flex.heard).toEqual(['WR1 ringing']);
});

test('after a reload the tasks that are there begin at once; one that has ended does not', () => {
  expect(flexWith([WR1, 'accepted'], [WR2, 'completed']).heard).toEqual(['WR1 accepted']);
});

test('a task is followed through its phases, and its session ends when Flex has it no more', () => {
  const flex = flexWith([WR1, 'pending']);
  flex.becomes([WR1, 'accepted']);
  flex.becomes([WR1, 'wrapping'], [WR2, 'pending']);
  flex.becomes([WR1, 'completed'], [WR2, 'pending']);
  flex.becomes([WR2, 'pending']);
  expect(flex.heard).toEqual(['WR1 ringing', 'WR1 accepted', 'WR1 wrapping', 'WR2 ringing', 'WR1 ended', 'WR1 gone']);
});

test('IH-6 whether the agent can call is asked again with every change in Flex, tasks or not', () => {
  const flex = flexWith();
  const before = flex.followedCalls();
  flex.changes();
  expect(flex.followedCalls()).toBe(before + 1);
});

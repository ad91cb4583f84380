import type { ITask, Manager } from '@twilio/flex-ui';
import { agentTask, type AgentTask, type ReservationLike } from '../tasks/agent-task';

/** A Flex task as the plugin's own; null for what is no reservation yet, such as a call being dialled. */
export function fromFlex(task: ITask | undefined): AgentTask | null {
  if (!task?.sid || !/^WT/.test(task.taskSid ?? '') || !/^WR/.test(task.sid)) return null;
  return agentTask(task, Date.now());
}

/** TaskRouter's reservation, as `reservationCreated` brings it: the task is inside. */
interface Reservation {
  sid: string;
  status: string;
  dateCreated: Date;
  dateUpdated: Date;
  task: Pick<ReservationLike, 'attributes' | 'taskChannelUniqueName' | 'queueSid' | 'queueName'> & { sid: string };
}

function fromReservation({ sid, status, dateCreated, dateUpdated, task }: Reservation): AgentTask {
  const { attributes, taskChannelUniqueName, queueSid, queueName } = task;
  return agentTask(
    { sid, status, dateCreated, dateUpdated, taskSid: task.sid, attributes, taskChannelUniqueName, queueSid, queueName },
    Date.now(),
  );
}

const tasksOf = (manager: Manager): ReadonlyMap<string, ITask> => manager.store.getState().flex.worker.tasks;

/** A worker's task by reservation, as Flex holds it now. */
export const findTask = (manager: Manager, reservationSid: string | undefined): AgentTask | null =>
  reservationSid ? fromFlex(tasksOf(manager).get(reservationSid)) : null;

/**
 * Tells of each reservation as it arrives and once it is gone. Those that were there before (after a reload) arrive at once.
 * The event comes first, before Flex has built its own task: look-ups start that much earlier.
 */
export function watchTasks(manager: Manager, on: { arrive(task: AgentTask): void; leave(reservationSid: string): void }): void {
  let known: ReadonlyMap<string, ITask> = new Map();
  const compare = (): void => {
    const current = tasksOf(manager);
    const before = known;
    // a copy, should Flex change its map in place; a handful of entries at each of its actions
    known = new Map(current);
    for (const [sid, task] of current) {
      const arrived = before.has(sid) ? null : fromFlex(task);
      if (arrived) on.arrive(arrived);
    }
    for (const sid of before.keys()) if (!current.has(sid)) on.leave(sid);
  };
  manager.workerClient?.on('reservationCreated', (reservation: unknown) =>
    on.arrive(fromReservation(reservation as Reservation)),
  );
  manager.store.subscribe(compare);
  compare();
}

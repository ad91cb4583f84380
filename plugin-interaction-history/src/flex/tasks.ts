import type { ITask, Manager } from '@twilio/flex-ui';
import type { Sessions } from '../session/sessions';
import { agentTask, type AgentTask, type ReservationLike } from '../tasks/agent-task';

/** A Flex task as the plugin's own; null for what isn't a reservation yet, such as a call being dialled. */
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
 * Begins a session with each reservation, keeps its task current, and ends it once the reservation is gone. Those that were
 * there before (after a reload) begin at once. TaskRouter's event comes first, before Flex has built its own task: look-ups
 * start that much earlier.
 */
export function followTasks(manager: Manager, sessions: Pick<Sessions, 'of' | 'update' | 'end' | 'followCalls'>): void {
  let known: ReadonlySet<string> = new Set();
  const follow = (): void => {
    const current = tasksOf(manager);
    for (const flexTask of current.values()) {
      const task = fromFlex(flexTask);
      // one that has ended begins no session, but ends no open one either: Flex still has it for a moment
      if (task !== null && (task.phase !== 'ended' || sessions.of(task.reservationSid) !== null)) sessions.update(task);
    }
    for (const sid of known) if (!current.has(sid)) sessions.end(sid);
    known = new Set(current.keys());
    sessions.followCalls();
  };
  manager.workerClient?.on('reservationCreated', (reservation: unknown) => {
    const task = fromReservation(reservation as Reservation);
    if (task.phase !== 'ended') sessions.update(task);
  });
  manager.store.subscribe(follow);
  follow();
}

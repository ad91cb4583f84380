import { createHmac } from 'node:crypto';
import type { TaskRouter } from './taskrouter';
import type { WorkerEvent } from './taskrouter-model';

export interface EventCallbackOptions {
  accountSid: string;
  authToken: string;
  workspaceSid: string;
  /** The workspace's EventCallbackUrl and its EventsFilter, comma-separated, as they are when an event happens. No filter: all events. */
  callback: { readonly url: string; readonly events: string };
}
export interface EventCallbacks {
  /** What was posted, and the status it was answered with; 0 where nobody answered. */
  delivered: readonly { type: string; taskSid: string; status: number }[];
  /** Resolves when everything told so far has been answered. */
  settled(): Promise<void>;
  stop(): void;
}

/** The workspace's event callback: each event once, signed, never again (twilio.com/docs/taskrouter/api/event/reference). */
export function eventCallbacks(router: TaskRouter, options: EventCallbackOptions): EventCallbacks {
  const delivered: { type: string; taskSid: string; status: number }[] = [];
  const open = new Set<Promise<void>>();
  const stop = router.listen((event) => {
    const { url, events } = options.callback;
    if (!('task' in event) || url === '' || (events !== '' && !events.split(',').includes(event.type))) return;
    const fields = fieldsOf(event, options);
    const posting = post(fields, options).then((status) => {
      delivered.push({ type: event.type, taskSid: event.task.sid, status });
      open.delete(posting);
    });
    open.add(posting);
  });
  return { delivered, stop, settled: async () => void (await Promise.all(open)) };
}

export type TaskEvent = Extract<WorkerEvent, { task: unknown }>;

/** What an event tells, by the callback's names. */
export function fieldsOf(
  event: TaskEvent,
  { accountSid, workspaceSid }: Pick<EventCallbackOptions, 'accountSid' | 'workspaceSid'>,
): Record<string, string> {
  const { task, worker, type } = event;
  const reservation = 'reservation' in event ? event.reservation : null;
  const ended = { 'task.completed': 'TaskCompletedReason', 'task.canceled': 'TaskCanceledReason' }[type as string];
  return {
    EventType: type,
    EventDescription: type,
    AccountSid: accountSid,
    WorkspaceSid: workspaceSid,
    WorkspaceName: 'Flex Task Assignment',
    ResourceType: reservation === null ? 'task' : 'reservation',
    ResourceSid: reservation?.sid ?? task.sid,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    TaskSid: task.sid,
    TaskAttributes: JSON.stringify(task.attributes),
    TaskAge: String(Math.max(0, Math.floor((Date.now() - task.createdAt.getTime()) / 1000))),
    TaskPriority: String(task.priority),
    TaskAssignmentStatus: task.status,
    TaskQueueSid: task.queue.sid,
    TaskQueueName: task.queue.name,
    TaskChannelUniqueName: task.channel,
    WorkerSid: worker.sid,
    WorkerName: worker.person.email,
    ...(ended === undefined ? {} : { [ended]: task.reason ?? 'All reservations were completed' }),
    ...(reservation === null ? {} : { ReservationSid: reservation.sid }),
  };
}

async function post(fields: Record<string, string>, { callback: { url }, authToken }: EventCallbackOptions): Promise<number> {
  const signed = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value)
    .join('');
  const signature = createHmac('sha1', authToken)
    .update(url + signed)
    .digest('base64');
  try {
    const body = new URLSearchParams(fields);
    const response = await fetch(url, { method: 'POST', body, headers: { 'X-Twilio-Signature': signature } });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // TaskRouter does not send an event again; the phone page's report shows the 0
    return 0;
  }
}

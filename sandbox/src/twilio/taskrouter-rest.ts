import type { TaskRouter } from './taskrouter';
import { ACTIVITIES, TASK_CHANNELS, WORKFLOW, fixedSid } from './sids';
import type { AssignmentStatus, Reservation, Task, Worker } from './taskrouter-model';
import { requireBasicAuth, type Account } from './basic-auth';
import { route, type Route, type TwilioAnswer, type TwilioApi, type TwilioCall } from './call';
import { invalid } from './twilio-error';
import type { TaskAttributes } from './taskrouter-model';

const ORIGIN = 'https://taskrouter.twilio.com';

/** taskrouter.twilio.com/v1: what the Functions read and write. Shapes follow Twilio's published OpenAPI description. */
export function taskRouterRest(router: TaskRouter, account: Account, workspaceSid: string): TwilioApi {
  const base = `/v1/Workspaces/${workspaceSid}`;
  const owner = { account_sid: account.accountSid, workspace_sid: workspaceSid };
  const table: Route<TwilioCall>[] = [
    ['GET', /^$/, () => ok(workspace())],
    ['GET', /^\/Tasks\/(WT[0-9a-f]{32})$/, (_call, sid = '') => tagged(router.task(sid))],
    ['POST', /^\/Tasks\/(WT[0-9a-f]{32})$/, (call, sid = '') => tagged(post(router, call, sid))],
    ['GET', /^\/Tasks\/(WT[0-9a-f]{32})\/Reservations$/, (call, sid = '') => ok(reservations(call, sid))],
    ['GET', /^\/Tasks\/(WT[0-9a-f]{32})\/Reservations\/(WR[0-9a-f]{32})$/, (_call, task = '', sid = '') => ok(reservationOf(task, sid))],
    ['GET', /^\/TaskQueues$/, (call) => ok(page(call, 'task_queues', router.queues.map(queue)))],
    ['GET', /^\/Workers\/(WK[0-9a-f]{32})$/, (_call, sid = '') => ok(worker(router.worker(sid)))],
  ];

  return (call) => {
    requireBasicAuth(call.headers, account);
    if (call.url.pathname !== base && !call.url.pathname.startsWith(base + '/')) return null;
    return (route(table, call.method, call.url.pathname.slice(base.length), call)?.answer as TwilioAnswer | undefined) ?? null;
  };

  function tagged(one: Task): TwilioAnswer {
    return { body: task(one), headers: { etag: `"${one.version}"` } };
  }

  function task(one: Task): Record<string, unknown> {
    const url = `${ORIGIN}${base}/Tasks/${one.sid}`;
    return {
      ...owner,
      sid: one.sid,
      age: Math.max(0, Math.floor((Date.now() - one.createdAt.getTime()) / 1000)),
      assignment_status: one.status,
      attributes: JSON.stringify(one.attributes),
      addons: '{}',
      date_created: iso(one.createdAt),
      date_updated: iso(one.updatedAt),
      task_queue_entered_date: iso(one.createdAt),
      virtual_start_time: iso(one.createdAt),
      priority: one.priority,
      reason: one.reason,
      task_queue_sid: one.queue.sid,
      task_queue_friendly_name: one.queue.name,
      task_channel_sid: TASK_CHANNELS.find(({ uniqueName }) => uniqueName === one.channel)?.sid ?? null,
      task_channel_unique_name: one.channel,
      timeout: 86_400,
      workflow_sid: WORKFLOW.sid,
      workflow_friendly_name: WORKFLOW.name,
      ignore_capacity: false,
      routing_target: null,
      url,
      links: { workspace: ORIGIN + base, workflow: `${ORIGIN}${base}/Workflows/${WORKFLOW.sid}`, task_queue: `${ORIGIN}${base}/TaskQueues/${one.queue.sid}`, reservations: `${url}/Reservations` },
    };
  }

  function reservations(call: TwilioCall, taskSid: string): Record<string, unknown> {
    router.task(taskSid);
    const workerSid = call.url.searchParams.get('WorkerSid');
    const status = call.url.searchParams.get('ReservationStatus');
    const found = router.reservationsOf(taskSid).filter((one) => (!workerSid || one.workerSid === workerSid) && (!status || one.status === status));
    return page(call, 'reservations', found.map(reservation));
  }

  function reservationOf(taskSid: string, sid: string): Record<string, unknown> {
    const found = router.reservation(sid);
    if (found.taskSid !== taskSid) throw invalid(`Reservation ${sid} is not of task ${taskSid}`);
    return reservation(found);
  }

  function reservation(one: Reservation): Record<string, unknown> {
    const taskUrl = `${ORIGIN}${base}/Tasks/${one.taskSid}`;
    return {
      ...owner,
      sid: one.sid,
      task_sid: one.taskSid,
      worker_sid: one.workerSid,
      worker_name: router.worker(one.workerSid).person.email,
      reservation_status: one.status,
      date_created: iso(one.createdAt),
      date_updated: iso(one.updatedAt),
      url: `${taskUrl}/Reservations/${one.sid}`,
      links: { task: taskUrl, worker: `${ORIGIN}${base}/Workers/${one.workerSid}`, workspace: ORIGIN + base },
    };
  }

  function worker(one: Worker): Record<string, unknown> {
    const activity = ACTIVITIES.find(({ sid }) => sid === one.activitySid);
    const url = `${ORIGIN}${base}/Workers/${one.sid}`;
    return {
      ...owner,
      sid: one.sid,
      friendly_name: one.person.email,
      activity_name: activity?.name,
      activity_sid: one.activitySid,
      available: activity?.available,
      attributes: JSON.stringify(one.attributes),
      date_created: iso(one.createdAt),
      date_updated: iso(one.statusChangedAt),
      date_status_changed: iso(one.statusChangedAt),
      url,
      links: { workspace: ORIGIN + base, channels: `${url}/Channels`, activity: `${ORIGIN}${base}/Activities/${one.activitySid}`, worker_statistics: `${url}/Statistics`, real_time_statistics: `${url}/RealTimeStatistics`, cumulative_statistics: `${url}/CumulativeStatistics`, reservations: `${url}/Reservations` },
    };
  }

  function queue({ sid, name }: { sid: string; name: string }): Record<string, unknown> {
    const url = `${ORIGIN}${base}/TaskQueues/${sid}`;
    return {
      ...owner,
      sid,
      friendly_name: name,
      assignment_activity_name: null,
      assignment_activity_sid: null,
      reservation_activity_name: null,
      reservation_activity_sid: null,
      target_workers: '1==1',
      max_reserved_workers: 1,
      task_order: 'FIFO',
      date_created: EPOCH,
      date_updated: EPOCH,
      url,
      links: { workspace: ORIGIN + base, statistics: `${url}/Statistics`, real_time_statistics: `${url}/RealTimeStatistics`, cumulative_statistics: `${url}/CumulativeStatistics`, list_statistics: `${ORIGIN}${base}/TaskQueues/Statistics` },
    };
  }

  function workspace(): Record<string, unknown> {
    const links = ['activities', 'events', 'task_channels', 'task_queues', 'tasks', 'workers', 'workflows'] as const;
    const names: Record<(typeof links)[number], string> = { activities: 'Activities', events: 'Events', task_channels: 'TaskChannels', task_queues: 'TaskQueues', tasks: 'Tasks', workers: 'Workers', workflows: 'Workflows' };
    return {
      account_sid: account.accountSid,
      sid: workspaceSid,
      friendly_name: 'Flex Task Assignment',
      default_activity_name: 'Offline',
      default_activity_sid: fixedSid('WA', 1),
      timeout_activity_name: 'Offline',
      timeout_activity_sid: fixedSid('WA', 1),
      event_callback_url: null,
      events_filter: null,
      multi_task_enabled: true,
      prioritize_queue_order: 'FIFO',
      date_created: EPOCH,
      date_updated: EPOCH,
      url: ORIGIN + base,
      links: Object.fromEntries(links.map((link) => [link, `${ORIGIN}${base}/${names[link]}`])),
    };
  }
}

const EPOCH = '2026-01-01T00:00:00Z';
const ok = (body: unknown): TwilioAnswer => ({ body });
/** TaskRouter's dates have whole seconds. */
const iso = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** A page of a list with Twilio's paging `meta`; PageSize 1 to 1000, 50 by default. */
function page(call: TwilioCall, key: string, all: readonly Record<string, unknown>[]): Record<string, unknown> {
  const { url } = call;
  const size = Math.min(1000, Math.max(1, Number(url.searchParams.get('PageSize')) || 50));
  const number = Math.max(0, Number(url.searchParams.get('Page')) || 0);
  const at = (index: number): string => `${ORIGIN}${url.pathname}?PageSize=${size}&Page=${index}`;
  const next = (number + 1) * size < all.length ? at(number + 1) : null;
  return {
    [key]: all.slice(number * size, (number + 1) * size),
    meta: { key, page: number, page_size: size, first_page_url: at(0), previous_page_url: number > 0 ? at(number - 1) : null, next_page_url: next, url: at(number) },
  };
}

const STATUSES: readonly string[] = ['pending', 'reserved', 'assigned', 'canceled', 'completed', 'wrapping'] satisfies AssignmentStatus[];

function post(router: TaskRouter, call: TwilioCall, sid: string): Task {
  const form = new URLSearchParams(call.body);
  const text = form.get('Attributes');
  const status = form.get('AssignmentStatus');
  if (status !== null && !STATUSES.includes(status)) throw invalid(`Invalid AssignmentStatus ${status}`);
  const ifMatch = call.headers['if-match'];
  return router.update(
    sid,
    { ...(text !== null && { attributes: parseAttributes(text) }), ...(status !== null && { status: status as AssignmentStatus }), reason: form.get('Reason') },
    ifMatch === undefined || ifMatch === '*' ? undefined : ifMatch.replace(/^W\/|"/g, ''),
  );
}

/** @throws TwilioError 400 unless the text is a JSON object, as TaskRouter insists */
export function parseAttributes(text: string): TaskAttributes {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as TaskAttributes;
  } catch {
    // falls through to the refusal, which says the same for "not JSON" and "not an object"
  }
  throw invalid('Attributes must be a valid JSON object');
}

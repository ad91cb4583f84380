import { parseAttributes } from './attributes-json';
import { flexTokenOf, requireBasicAuth } from './basic-auth';
import { route, type Route, type TwilioAnswer, type TwilioApi, type TwilioCall } from './call';
import type { Centre } from './centre';
import { fieldsOf } from './event-callbacks';
import { eventLog } from './event-log';
import { TASK_CHANNELS } from './sids';
import type { TaskRouter } from './taskrouter';
import type { AssignmentStatus, Task } from './taskrouter-model';
import { ORIGIN, taskRouterResources } from './taskrouter-resources';
import { invalid, notFound } from './twilio-error';

/** taskrouter.twilio.com/v1: what the Functions read and write. Shapes follow Twilio's published OpenAPI description. */
export function taskRouterRest(centre: Centre): TwilioApi {
  const { router, tokens, account, workspaceSid } = centre;
  const { task, reservation, worker, queue, taskChannel, workspace } = taskRouterResources(centre);
  const base = `/v1/Workspaces/${workspaceSid}`;
  const owner = { account_sid: account.accountSid, workspace_sid: workspaceSid };
  const events = eventLog(router, owner, (event) => fieldsOf(event, { accountSid: account.accountSid, workspaceSid }));
  const table: Route<TwilioCall>[] = [
    ['GET', /^$/, () => ok(workspace())],
    ['POST', /^$/, (call) => ok(changeWorkspace(call))],
    ['GET', /^\/Tasks\/(WT[0-9a-f]{32})$/, (_call, sid = '') => tagged(router.task(sid))],
    ['POST', /^\/Tasks\/(WT[0-9a-f]{32})$/, (call, sid = '') => tagged(post(router, call, sid))],
    ['GET', /^\/Tasks\/(WT[0-9a-f]{32})\/Reservations$/, (call, sid = '') => ok(reservations(call, sid))],
    [
      'GET',
      /^\/Tasks\/(WT[0-9a-f]{32})\/Reservations\/(WR[0-9a-f]{32})$/,
      (_call, taskSid = '', sid = '') => ok(reservationOf(taskSid, sid)),
    ],
    ['GET', /^\/Events$/, ({ url }) => ok({ events: events(url.searchParams), meta: { key: 'events', next_page_url: null } })],
    ['GET', /^\/TaskQueues$/, (call) => ok(page(call, 'task_queues', router.queues.map(queue)))],
    ['GET', /^\/TaskChannels$/, (call) => ok(page(call, 'channels', TASK_CHANNELS.map(taskChannel)))],
    ['GET', /^\/Workers\/(WK[0-9a-f]{32})$/, (_call, sid = '') => ok(worker(router.worker(sid)))],
  ];

  return (call) => {
    // supervisors' views read queues with the Flex token; writing takes the account's credentials
    const reader = call.method === 'GET' && tokens.find(flexTokenOf(call.headers))?.worker;
    if (!reader) requireBasicAuth(call.headers, account);
    // another account's workspace is as good as none
    if (/^\/v1\/Workspaces\/WS[0-9a-f]{32}/.exec(call.url.pathname)?.[0] !== base) throw notFound(call.url.pathname);
    if (call.url.pathname !== base && !call.url.pathname.startsWith(base + '/')) return null;
    return (route(table, call.method, call.url.pathname.slice(base.length), call)?.answer as TwilioAnswer | undefined) ?? null;
  };

  function changeWorkspace(call: TwilioCall): Record<string, unknown> {
    const form = new URLSearchParams(call.body);
    const url = form.get('EventCallbackUrl');
    if (url !== null && url !== '' && !/^https?:\/\//.test(url)) throw invalid(`Invalid EventCallbackUrl ${url}`);
    centre.eventCallback.url = url ?? centre.eventCallback.url;
    centre.eventCallback.events = form.get('EventsFilter') ?? centre.eventCallback.events;
    return workspace();
  }

  function tagged(one: Task): TwilioAnswer {
    return { body: task(one), headers: { etag: `"${one.version}"` } };
  }

  function reservations(call: TwilioCall, taskSid: string): Record<string, unknown> {
    router.task(taskSid);
    const workerSid = call.url.searchParams.get('WorkerSid');
    const status = call.url.searchParams.get('ReservationStatus');
    const found = router
      .reservationsOf(taskSid)
      .filter((one) => (!workerSid || one.workerSid === workerSid) && (!status || one.status === status));
    return page(call, 'reservations', found.map(reservation));
  }

  function reservationOf(taskSid: string, sid: string): Record<string, unknown> {
    const found = router.reservation(sid);
    if (found.taskSid !== taskSid) throw notFound(`/Tasks/${taskSid}/Reservations/${sid}`);
    return reservation(found);
  }
}

const ok = (body: unknown): TwilioAnswer => ({ body });
/** A page of a list with Twilio's paging `meta`; PageSize 1 to 1000, 50 by default. */
function page(call: TwilioCall, key: string, all: readonly Record<string, unknown>[]): Record<string, unknown> {
  const { url } = call;
  const size = Math.min(1000, Math.max(1, Number(url.searchParams.get('PageSize')) || 50));
  const number = Math.max(0, Number(url.searchParams.get('Page')) || 0);
  const at = (index: number): string => `${ORIGIN}${url.pathname}?PageSize=${size}&Page=${index}`;
  const next = (number + 1) * size < all.length ? at(number + 1) : null;
  return {
    [key]: all.slice(number * size, (number + 1) * size),
    meta: {
      key,
      page: number,
      page_size: size,
      first_page_url: at(0),
      previous_page_url: number > 0 ? at(number - 1) : null,
      next_page_url: next,
      url: at(number),
    },
  };
}

const STATUSES: readonly string[] = [
  'pending',
  'reserved',
  'assigned',
  'canceled',
  'completed',
  'wrapping',
] satisfies AssignmentStatus[];

function post(router: TaskRouter, call: TwilioCall, sid: string): Task {
  const form = new URLSearchParams(call.body);
  const text = form.get('Attributes');
  const status = form.get('AssignmentStatus');
  if (status !== null && !STATUSES.includes(status)) throw invalid(`Invalid AssignmentStatus ${status}`);
  const ifMatch = call.headers['if-match'];
  return router.update(
    sid,
    {
      ...(text !== null && { attributes: parseAttributes(text) }),
      ...(status !== null && { status: status as AssignmentStatus }),
      reason: form.get('Reason'),
    },
    ifMatch === undefined || ifMatch === '*' ? undefined : ifMatch.replace(/^W\/|"/g, ''),
  );
}

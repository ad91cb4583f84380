import { timings } from '../../runtime/timings';
import { mergeAttributes } from '@interaction-history/shared/src/insights/insights';
import { groupIn, type TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import { z } from 'zod';
import { Breaker } from '../../runtime/breaker';
import type { Deadline } from '../../runtime/deadline';
import type { Config } from '../../config/config';
import { attributesText } from './attributes-text';
import { AppError, UpstreamError } from '../../runtime/errors';
import { retryOn } from '../../runtime/retry';

/** A task as TaskRouter's REST API shows it, as far as we read it (twilio.com/docs/taskrouter/api/task). */
const taskResource = z.object({
  sid: z.string(),
  attributes: z.string(),
  assignment_status: z.string(),
  task_queue_sid: z.string().nullish(),
  task_queue_friendly_name: z.string().nullish(),
  task_channel_unique_name: z.string().nullish(),
  date_created: z.string(),
});
/** twilio.com/docs/taskrouter/api/reservations */
const reservationResource = z.object({
  sid: z.string(),
  worker_sid: z.string(),
  worker_name: z.string().nullish(),
  reservation_status: z.string(),
  date_created: z.string(),
  date_updated: z.string(),
});
/** twilio.com/docs/taskrouter/api/worker */
const workerResource = z.object({ friendly_name: z.string(), attributes: z.string() });
const reservationPage = z.object({ reservations: z.array(reservationResource) });
/** twilio.com/docs/taskrouter/api/event: what an event tells stands in `event_data`, by the callback's names in snake case. */
const eventPage = z.object({
  events: z.array(
    z.object({
      event_date: z.string(),
      event_data: z.object({
        task_sid: z.string(),
        worker_sid: z.string(),
        task_attributes: z.string().nullish(),
        task_channel_unique_name: z.string().nullish(),
        task_queue_sid: z.string().nullish(),
        task_queue_name: z.string().nullish(),
      }),
    }),
  ),
});
export type ReservationEvent = z.infer<typeof eventPage>['events'][number];
/** TaskRouter keeps its events for 30 days, and tells of the last 15 minutes unless it is asked for more. */
const EVENTS_KEPT_MINUTES = 30 * 24 * 60;

/** Every list's paging: where the next page is, null on the last (twilio.com/docs/usage/twilios-response#pagination). */
const meta = z.object({ next_page_url: z.string().nullable() });
/** twilio.com/docs/taskrouter/api/task-queue */
const queuePage = z.object({ task_queues: z.array(z.object({ sid: z.string(), friendly_name: z.string() })), meta });
/** twilio.com/docs/taskrouter/api/task-channel */
const channelPage = z.object({ channels: z.array(z.object({ unique_name: z.string() })), meta });

export interface Task extends Omit<z.infer<typeof taskResource>, 'attributes'> {
  attributes: TaskAttributes;
  /** The text they were parsed of: what is not ours goes back to the letter. */
  attributesText: string;
  /** The version that an update must name in If-Match. */
  etag: string;
}
export type Reservation = z.infer<typeof reservationResource>;

const MERGE_RETRIES = { attempts: 8, jitterMs: 40 };
const isVersionConflict = (error: unknown): boolean => error instanceof AppError && error.code === 'conflict';
/** A page of TaskRouter's lists has 1,000 at most. */
const RESERVATIONS = 500;
const LIST_PAGE = 1_000;
const LIST_PAGES = 10;

/** TaskRouter's REST API by plain HTTP: the ETag, which every update needs, is a header that Twilio's own client does not hand out. */
export class TaskRouter {
  /** Requests made since the process began, for the bench. */
  requests = 0;
  private readonly workerNames = new Map<string, Promise<string>>();
  private readonly base: string;
  private readonly authorization: string;
  private readonly breaker: Breaker;

  constructor(config: Pick<Config, 'accountSid' | 'authToken' | 'workspaceSid'>) {
    this.base = `https://taskrouter.twilio.com/v1/Workspaces/${config.workspaceSid}`;
    this.breaker = new Breaker('taskrouter', config.workspaceSid);
    this.authorization = `Basic ${Buffer.from(`${config.accountSid}:${config.authToken}`).toString('base64')}`;
  }

  /** @throws AppError not_found (TaskRouter drops a task five minutes after it ended); UpstreamError */
  async task(taskSid: string, deadline: Deadline): Promise<Task> {
    return readTask(await this.send('GET', `/Tasks/${taskSid}`, deadline));
  }

  /** @throws AppError not_found; UpstreamError */
  async reservation(taskSid: string, reservationSid: string, deadline: Deadline): Promise<Reservation> {
    return (await this.send('GET', `/Tasks/${taskSid}/Reservations/${reservationSid}`, deadline)).as(reservationResource);
  }

  /**
   * Every reservation of a task, whoever's, as far as one page goes: a task that rang at hundreds of workers has more, so one
   * that is not here may still be.
   */
  async reservations(taskSid: string, deadline: Deadline): Promise<Reservation[]> {
    const answer = await this.send('GET', `/Tasks/${taskSid}/Reservations?PageSize=${RESERVATIONS}`, deadline);
    return answer.as(reservationPage).reservations;
  }

  /** The worker's reservations of a task: none means that the task is somebody else's. */
  async reservationsOf(taskSid: string, workerSid: string, deadline: Deadline): Promise<Reservation[]> {
    const answer = await this.send('GET', `/Tasks/${taskSid}/Reservations?WorkerSid=${workerSid}&PageSize=50`, deadline);
    return answer.as(reservationPage).reservations;
  }

  /** The event of a reservation's acceptance, also of a task that was dropped since; null where there was none in 30 days. @throws UpstreamError */
  async acceptanceEvent(reservationSid: string, deadline: Deadline): Promise<ReservationEvent | null> {
    const query = `ReservationSid=${reservationSid}&EventType=reservation.accepted&Minutes=${EVENTS_KEPT_MINUTES}`;
    const answer = await this.sendForList(`/Events?${query}`, deadline);
    return answer.as(eventPage).events[0] ?? null;
  }

  /** The name colleagues know: `full_name` of the worker's attributes, which Flex keeps, else TaskRouter's own. Asked once a process and worker. */
  workerName(workerSid: string, deadline: Deadline): Promise<string> {
    let name = this.workerNames.get(workerSid);
    if (name === undefined) {
      name = this.send('GET', `/Workers/${workerSid}`, deadline).then((answer) => {
        const worker = answer.as(workerResource);
        const { full_name: fullName } = parseAttributes(worker.attributes);
        return typeof fullName === 'string' && fullName.trim() !== '' ? fullName : worker.friendly_name;
      });
      this.workerNames.set(workerSid, name);
      name.catch(() => this.workerNames.delete(workerSid));
    }
    return name;
  }

  /** The worker's skills as Flex keeps them, `routing.skills` of the attributes. Asked each time: they are given and taken. @throws UpstreamError */
  async workerSkills(workerSid: string, deadline: Deadline): Promise<string[]> {
    const { attributes } = (await this.send('GET', `/Workers/${workerSid}`, deadline)).as(workerResource);
    const { skills } = groupIn(parseAttributes(attributes).routing);
    return Array.isArray(skills) ? skills.filter((one): one is string => typeof one === 'string') : [];
  }

  /** The workspace's queues, as TaskRouter orders them. `complete` is false where there are more than 10,000. @throws UpstreamError */
  async taskQueues(deadline: Deadline): Promise<{ queues: { sid: string; name: string }[]; complete: boolean }> {
    const { items, complete } = await this.list('/TaskQueues', queuePage, ({ task_queues: page }) => page, deadline);
    return { queues: items.map(({ sid, friendly_name: name }) => ({ sid, name })), complete };
  }

  /** Unique names of the workspace's task channels. @throws UpstreamError */
  async taskChannels(deadline: Deadline): Promise<string[]> {
    const { items } = await this.list('/TaskChannels', channelPage, ({ channels }) => channels, deadline);
    return items.map(({ unique_name: name }) => name);
  }

  /** Whether the workspace answers. */
  async ping(deadline: Deadline): Promise<void> {
    await this.send('GET', '', deadline);
  }

  /**
   * Merges a patch into the task's attributes (OR-1). The update names the version it was made from; when somebody wrote in
   * between (412), task and version are read again, so that no attribute is ever lost, whoever writes at the same moment.
   * @param patch what to merge, or what makes it of the attributes as they stand, asked again after each 412
   * @param known a task just read, to save the first read
   * @throws AppError not_found, conflict (others kept writing); UpstreamError
   */
  async mergeAttributes(
    taskSid: string,
    patch: TaskAttributes | ((attributes: TaskAttributes) => TaskAttributes),
    deadline: Deadline,
    known?: Task,
  ): Promise<TaskAttributes> {
    const patchFor = (attributes: TaskAttributes): TaskAttributes => (typeof patch === 'function' ? patch(attributes) : patch);
    return this.changeAttributes(taskSid, (attributes) => mergeAttributes(attributes, patchFor(attributes)), deadline, known);
  }

  /**
   * Changes the task's attributes by a function of how they stand, asked again after each 412.
   * @throws AppError not_found, conflict; UpstreamError
   */
  async changeAttributes(
    taskSid: string,
    change: (attributes: TaskAttributes) => TaskAttributes,
    deadline: Deadline,
    known?: Task,
  ): Promise<TaskAttributes> {
    let task = known;
    return retryOn(isVersionConflict, MERGE_RETRIES, async () => {
      const current = task ?? (await this.task(taskSid, deadline));
      const changed = change(current.attributes);
      // Nothing to change: a repeat costs no write and no event to every open desktop
      if (sameJson(changed, current.attributes)) return current.attributes;
      const body = new URLSearchParams({ Attributes: attributesText(current.attributesText, current.attributes, changed) });
      const answer = await this.send('POST', `/Tasks/${taskSid}`, deadline, { etag: current.etag, body });
      if (answer.status !== 412) return readTask(answer).attributes;
      task = undefined;
      throw new AppError('conflict', 'The task is being changed by others: try again');
    });
  }

  /** Every page of a list, LIST_PAGES at most: a workspace that never ends must not hold a Function. */
  private async list<P extends { meta: z.infer<typeof meta> }, T>(
    path: string,
    schema: z.ZodType<P>,
    itemsOf: (page: P) => T[],
    deadline: Deadline,
  ): Promise<{ items: T[]; complete: boolean }> {
    const items: T[] = [];
    let next: string | null = `${path}?PageSize=${LIST_PAGE}`;
    for (let pages = 0; next !== null && pages < LIST_PAGES; pages++) {
      const page: P = (await this.sendForList(next, deadline)).as(schema);
      items.push(...itemsOf(page));
      next = page.meta.next_page_url === null ? null : this.ownPath(page.meta.next_page_url);
    }
    return { items, complete: next === null };
  }

  /** A list that is not there means another workspace than the configured one, or none: no caller can do anything about it. */
  private async sendForList(path: string, deadline: Deadline): Promise<RestAnswer> {
    try {
      return await this.send('GET', path, deadline);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
      throw new UpstreamError('taskrouter', 'upstream_unavailable', 'TaskRouter does not know the configured workspace', {
        cause: error,
      });
    }
  }

  /** The credentials go to this workspace's own addresses alone, whatever an answer says. */
  private ownPath(url: string): string {
    if (url.startsWith(`${this.base}/`)) return url.slice(this.base.length);
    throw new UpstreamError('taskrouter', 'upstream_unavailable', 'TaskRouter answered with something else: try again', {
      cause: new Error('the next page is elsewhere'),
    });
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    deadline: Deadline,
    update?: { etag: string; body: URLSearchParams },
  ): Promise<RestAnswer> {
    const init = {
      method,
      headers: {
        Authorization: this.authorization,
        Accept: 'application/json',
        ...(update ? { 'If-Match': update.etag } : {}),
      },
      ...(update ? { body: update.body } : {}),
    };
    const { response, text } = await this.breaker.run(() => this.exchange(path, init, deadline));
    if (response.status === 404) throw new AppError('not_found', 'TaskRouter no longer has this task');
    if (response.status === 429) throw new UpstreamError('taskrouter', 'rate_limited', 'TaskRouter is busy: try again');
    if (!response.ok && response.status !== 412)
      throw new UpstreamError('taskrouter', 'upstream_unavailable', 'TaskRouter refused the request: try again', {
        cause: new Error(`status ${response.status}`),
      });
    return new RestAnswer(response.status, response.headers.get('etag') ?? '', text);
  }

  /**
   * One request; once more when its connection broke. That is harmless also where the first was carried out: an update names the
   * version it was made from.
   */
  private async exchange(path: string, init: RequestInit, deadline: Deadline): Promise<{ response: Response; text: string }> {
    for (let attempt = 1; ; attempt++) {
      this.requests += 1;
      try {
        const signal = AbortSignal.timeout(Math.min(timings.taskRouterCall, deadline.remainingMs()));
        // credentials and tasks are for Twilio's address, wherever an answer points
        const response = await fetch(this.base + path, { ...init, signal, redirect: 'error' });
        return { response, text: await response.text() };
      } catch (error) {
        if (attempt === 1 && isBroken(error)) continue;
        const late = (error as { name?: unknown } | null)?.name === 'TimeoutError';
        const code = late ? 'deadline_exceeded' : 'upstream_unavailable';
        throw new UpstreamError('taskrouter', code, 'TaskRouter isn’t responding: try again', { cause: error });
      }
    }
  }
}

/** A connection that had died while the process slept is one of these at its first use; a time-out is none. */
const isBroken = (error: unknown): boolean => error instanceof TypeError;

class RestAnswer {
  constructor(
    readonly status: number,
    readonly etag: string,
    private readonly text: string,
  ) {}

  as<S extends z.ZodType>(schema: S): z.output<S> {
    try {
      return schema.parse(JSON.parse(this.text));
    } catch (error) {
      throw new UpstreamError('taskrouter', 'upstream_unavailable', 'TaskRouter answered with something else: try again', {
        cause: error,
      });
    }
  }
}

function readTask(answer: RestAnswer): Task {
  const task = answer.as(taskResource);
  const attributes = parseAttributes(task.attributes);
  // Anything but an object is replaced, as it is read as none
  const text = task.attributes.trimStart().startsWith('{') ? task.attributes : '{}';
  return { ...task, attributes, attributesText: text, etag: answer.etag };
}

/** Attributes are JSON text of anyone's making; anything but an object is read as none, and would be replaced by a merge. */
export function parseAttributes(text: string): TaskAttributes {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as TaskAttributes;
  } catch (error) {
    throw new UpstreamError('taskrouter', 'upstream_unavailable', 'The task’s attributes are not JSON', { cause: error });
  }
  return {};
}

/** Key order is kept by a merge, so equal texts are equal values. */
const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

import { randomUUID } from 'node:crypto';
import { ENDPOINTS, type EndpointPath, type WorkerPath } from '@interaction-history/shared/src/contract/endpoints';
import { ERRORS, type ErrorBody } from '@interaction-history/shared/src/contract/errors';
import type { z } from 'zod';
import { readConfig, type Config } from '../config/config';
import { withSecrets } from '../config/secrets';
import { checkContract, checkIsInBody, checkSize, header, parseBody } from './body';
import type { BaseContext, Handler, RequestOf, ResponseOf } from './context';
import { corsHeaders } from './cors';
import { deadlineIn, withDeadline, type Deadline } from './deadline';
import { AppError, asAppError } from './errors';
import { describeError, log, logAudit, type LogEntry } from './log';
import { authenticate, SYSTEM, type Session, type Worker } from './token';
import { timings } from './timings';
import { toTwilioResponse, type Answer, type TwilioEvent, type TwilioHandler } from './twilio';
import { assertSignedByTwilio } from './twilio-signature';

/** Makes a handler's context of what every request has. `writes`: the request's effects stay, see the endpoint table. */
export type JoinContext<C> = (base: BaseContext, config: Config, writes: boolean) => Promise<C>;
/** What was found of a request that reads, while the handler was at work. */
export interface Admission {
  /** The task that it is for, once TaskRouter has said that the worker may name it. */
  taskSid: string | null;
  /** Which of the worker's budgets it counts to. */
  budget?: 'task' | 'none';
}
/** Sees every worker's request. None of it keeps an answer waiting for long, and only `admit` throws. */
export interface Watch<C> {
  /**
   * Begins before the handler and goes on beside it: what it refuses isn't answered.
   * @throws AppError forbidden, rate_limited; at once for what this process knows by itself
   */
  admit<P extends WorkerPath>(path: P, request: RequestOf<P>, ctx: C): Promise<Admission>;
  answered<P extends WorkerPath>(
    path: P,
    request: RequestOf<P>,
    response: ResponseOf<P>,
    admission: Admission,
    base: BaseContext,
    config: Config,
  ): Promise<void>;
  refused(path: WorkerPath, failure: AppError, taskSid: string | undefined, base: BaseContext, config: Config): Promise<void>;
}
interface Request {
  context: Record<string, unknown>;
  event: TwilioEvent;
  entry: LogEntry;
  /** Once it is known who asks. */
  asked?: { base: BaseContext; config: Config };
}

/**
 * The one way from Twilio's runtime to a handler, for endpoints and for Twilio's own callbacks alike, in this order: origin,
 * configuration, size, version, who (token and role, or Twilio's signature), what (schema), then the handler under the deadline, then the
 * response's schema, then its row in the audit trail. One log line, and one a row; the callback is called exactly once, whatever the
 * handler does.
 */
export function handleWith<C>(join: JoinContext<C>, watch: Watch<C>) {
  return <P extends EndpointPath>(path: P, handler: Handler<P, C>): TwilioHandler =>
    (context, event, callback) => {
      const request: Request = { context, event, entry: { correlationId: randomUUID(), endpoint: path } };
      void answer(path, handler, join, watch, request).then((response) => callback(null, toTwilioResponse(response)));
    };
}

async function answer<P extends EndpointPath, C>(
  path: P,
  handler: Handler<P, C>,
  join: JoinContext<C>,
  watch: Watch<C>,
  request: Request,
): Promise<Answer> {
  const started = Date.now();
  const { context, event, entry } = request;
  const headers: Record<string, string> = { ...ALWAYS };
  try {
    const config = readConfig(withSecrets(context));
    Object.assign(headers, corsHeaders(header(event.request?.headers, 'origin'), config.allowedOrigins));
    const done = await perform(path, handler, join, watch, config, request);
    // A busy contact centre has thousands of events that nobody needs a line for
    if (done.event !== null) log('info', { ...entry, ...done.event, status: done.status, ms: Date.now() - started });
    return { status: done.status, headers, body: done.body };
  } catch (thrown) {
    const failure = asAppError(thrown);
    const { asked } = request;
    if (asked !== undefined) {
      tell(asked.base, null);
      if (isWorkers(path)) await watch.refused(path, failure, entry.taskSid, asked.base, asked.config);
    }
    const { code, message, fields, retryAfterSeconds } = failure;
    const { status, retryable } = ERRORS[code];
    const error = describeError(failure.cause ?? failure);
    log(status >= 500 ? 'error' : 'warn', { ...entry, status, code, ms: Date.now() - started, error });
    if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds);
    const body: ErrorBody = {
      error: {
        code,
        message,
        ...(fields ? { fields } : {}),
        retryable,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        correlationId: entry.correlationId,
      },
    };
    return { status, headers, body: JSON.stringify(body) };
  }
}

/** No answer is kept, read as anything but JSON, shown in a frame, or run; and none is ever asked for without TLS. */
const ALWAYS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Referrer-Policy': 'no-referrer',
};

/** `event` is what the log line says of it beside the usual; null: no line. */
type Done = { status: 200 | 204; body: string; event: { event?: string } | null };

async function perform<P extends EndpointPath, C>(
  path: P,
  handler: Handler<P, C>,
  join: JoinContext<C>,
  watch: Watch<C>,
  config: Config,
  asking: Request,
): Promise<Done> {
  const { context, event, entry } = asking;
  const declaration = ENDPOINTS[path];
  checkSize(event, 'maxBytes' in declaration ? declaration.maxBytes : undefined);
  checkIsInBody(event);
  if (ENDPOINTS[path].auth !== 'twilio') checkContract(event);
  const deadline = deadlineIn(timings.deadline);
  const { worker, confirmed } = await whoAsks(path, config, deadline, context, event);
  if (worker !== SYSTEM) entry.workerSid = worker.sid;
  const base: BaseContext = { worker, deadline, correlationId: entry.correlationId, rows: [], note: noteFor(entry) };
  asking.asked = { base, config };
  assertRole(path, worker);
  // zod's output of one member of a union of schemas: the table's own types say which
  const request = parseBody(declaration.request as z.ZodType, event) as RequestOf<P>;
  entry.taskSid = taskSidIn(request);
  const ctx = await join(base, config, 'writes' in declaration);
  const admitting = isWorkers(path) ? watch.admit(path, request as never, ctx) : undefined;
  const work = handler(request, ctx) as Promise<unknown>;
  // a request that may not be answered isn't told why it would have failed either
  const [admission, now] = await withDeadline(deadline, null, Promise.all([admitting, confirmed, work.catch(() => undefined)]));
  if (now !== null) assertRole(path, now);
  const result = await work;
  if (!('response' in declaration)) {
    tell(base, true);
    return { status: 204, body: '', event: typeof result === 'string' ? { event: result } : null };
  }
  const response: unknown = declaration.response.parse(result);
  tell(base, true);
  if (isWorkers(path) && admission !== undefined)
    await watch.answered(path, request as never, response as never, admission, base, config);
  return { status: 200, body: JSON.stringify(response), event: {} };
}

const isWorkers = (path: EndpointPath): path is WorkerPath => ENDPOINTS[path].auth !== 'twilio';

/** The rows that the handler has committed, each as a line of the log. @param stored null: it failed, perhaps before the commit */
function tell(base: BaseContext, stored: true | null): void {
  for (const row of base.rows.splice(0)) logAudit(row, base, stored);
}

/** @throws AppError unauthenticated, forbidden; UpstreamError where Twilio can't be asked */
async function whoAsks(
  path: EndpointPath,
  config: Config,
  deadline: Deadline,
  context: Record<string, unknown>,
  event: TwilioEvent,
): Promise<Session> {
  const { auth } = ENDPOINTS[path];
  if (auth === 'twilio') {
    assertSignedByTwilio(path, config.authToken, context, event);
    return { worker: SYSTEM, confirmed: Promise.resolve(null) };
  }
  const asking = asksTwilio(path) ? 'always' : 'writes' in ENDPOINTS[path] ? 'before' : 'beside';
  return authenticate(event.Token, config, deadline, asking);
}

/** Whether what this process remembers of a session isn't enough, see the endpoint table. */
export function asksTwilio(path: EndpointPath): boolean {
  const { auth } = ENDPOINTS[path];
  return 'asksTwilio' in ENDPOINTS[path] || (auth !== 'twilio' && auth.every((role) => role === 'admin'));
}

/** @throws AppError forbidden */
function assertRole(path: EndpointPath, { roles }: Worker): void {
  const { auth } = ENDPOINTS[path];
  if (auth !== 'twilio' && !auth.some((role) => roles.includes(role)))
    throw new AppError('forbidden', 'Your role may not do this');
}

/** Our own endpoints name the task `taskSid`, Twilio's events `TaskSid`. */
function taskSidIn(request: object): string | undefined {
  const { taskSid, TaskSid } = request as { taskSid?: unknown; TaskSid?: unknown };
  return [taskSid, TaskSid].find((sid) => typeof sid === 'string');
}

const noteFor =
  (entry: LogEntry): BaseContext['note'] =>
  (event, { source, error } = {}) =>
    log('warn', {
      ...entry,
      event,
      ...(source ? { source } : {}),
      ...(error === undefined ? {} : { error: describeError(error) }),
    });

import { randomUUID } from 'node:crypto';
import { ENDPOINTS, type EndpointPath, type Endpoints } from '@interaction-history/shared/src/contract/endpoints';
import { ERRORS, type ErrorBody } from '@interaction-history/shared/src/contract/errors';
import type { z } from 'zod';
import { budgetOf, type Budget } from './deadline';
import { clientsOf, type Clients } from '../vendors/clients';
import { ConfigError, readConfig, type Config } from '../config/config';
import { AppError } from './errors';
import { describeError, log } from './log';
import { effectiveConfig } from '../settings/effective-config';
import { checkSize, header, parseBody } from './body';
import { corsHeaders } from './cors';
import { authenticate, type Worker } from './token';
import { toTwilioResponse, type Answer, type TwilioEvent, type TwilioHandler } from './twilio';
import { timings } from './timings';

export type RequestOf<P extends EndpointPath> = z.output<Endpoints[P]['request']>;
export type ResponseOf<P extends EndpointPath> = z.output<Endpoints[P]['response']>;

/** What a handler is given: who asks, what is left of the time, and the clients. */
export interface Call {
  worker: Worker;
  budget: Budget;
  /** What holds: the environment with the published settings over it (AD-5). */
  config: Config;
  /** The environment alone. */
  deployed: Config;
  clients: Clients;
  correlationId: string;
  /** A fact worth a line in the log, without personal data. */
  note(event: string, about?: { source?: string; error?: unknown }): void;
}
export type Handler<P extends EndpointPath> = (request: RequestOf<P>, call: Call) => Promise<ResponseOf<P>>;

/**
 * Wires an endpoint of the contract to its handler. All that every endpoint needs is here and nowhere else, in this order:
 * origin, configuration, size, who (token), may they (role), what (schema), then the handler under the deadline, then the response's schema.
 * The callback is called exactly once, whatever the handler does.
 */
export function endpoint<P extends EndpointPath>(path: P, handler: Handler<P>): TwilioHandler {
  return (context, event, callback) => {
    void answer(path, handler, context, event).then((response) => callback(null, toTwilioResponse(response)));
  };
}

type Entry = { correlationId: string; endpoint: string; workerSid?: string; taskSid?: string };

async function answer<P extends EndpointPath>(
  path: P,
  handler: Handler<P>,
  context: Record<string, unknown>,
  event: TwilioEvent,
): Promise<Answer> {
  const started = Date.now();
  const entry: Entry = { correlationId: randomUUID(), endpoint: path };
  const headers: Record<string, string> = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  try {
    const config = readConfig(context);
    Object.assign(headers, corsHeaders(header(event.request?.headers, 'origin'), config.allowedOrigins));
    const body = await perform(path, handler, config, event, entry);
    log('info', { ...entry, status: 200, ms: Date.now() - started });
    return { status: 200, headers, body: JSON.stringify(body) };
  } catch (thrown) {
    const failure = asAppError(thrown);
    const { status, retryable } = ERRORS[failure.code];
    log(status >= 500 ? 'error' : 'warn', {
      ...entry,
      status,
      code: failure.code,
      ms: Date.now() - started,
      error: describeError(failure.cause ?? failure),
    });
    const { code, message, fields } = failure;
    const error: ErrorBody = {
      error: { code, message, ...(fields ? { fields } : {}), retryable, correlationId: entry.correlationId },
    };
    return { status, headers, body: JSON.stringify(error) };
  }
}

async function perform<P extends EndpointPath>(
  path: P,
  handler: Handler<P>,
  config: Config,
  event: TwilioEvent,
  entry: Entry,
): Promise<unknown> {
  const declaration = ENDPOINTS[path];
  checkSize(event, 'maxBytes' in declaration ? declaration.maxBytes : undefined);
  const { roles, request: requestSchema, response: responseSchema } = declaration;
  const budget = budgetOf(timings.deadline);
  const worker = await authenticate(event.Token, config, budget);
  entry.workerSid = worker.sid;
  if (!roles.some((role) => worker.roles.includes(role))) throw new AppError('forbidden', 'Your role may not do this');
  // zod's output of one member of a union of schemas: the table's own types say which
  const request = parseBody(requestSchema as z.ZodType, event) as RequestOf<P>;
  if ('taskSid' in request && typeof request.taskSid === 'string') entry.taskSid = request.taskSid;
  const note: Call['note'] = (happened, { source, error } = {}) =>
    log('warn', {
      ...entry,
      event: happened,
      ...(source ? { source } : {}),
      ...(error === undefined ? {} : { error: describeError(error) }),
    });
  const clients = clientsOf(config);
  const call: Call = {
    worker,
    budget,
    config: await effectiveConfig(config, clients, 'writes' in declaration ? budget : undefined),
    deployed: config,
    clients,
    correlationId: entry.correlationId,
    note,
  };
  const response = await underDeadline(budget, handler(request, call));
  return responseSchema.parse(response);
}

/** The handler's result, or deadline_exceeded: every client has the budget too, so this is the last resort. */
export async function underDeadline<T>(budget: Budget, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('deadline_exceeded', 'This took too long: try again')), budget.remainingMs());
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

/** Anything that is no AppError is a mistake of ours or of the configuration: the browser learns the correlation id alone. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ConfigError) {
    for (const problem of thrown.problems) console.error(`configuration: ${problem}`);
    return new AppError('internal', 'The Functions are misconfigured: the log says what to mend', { cause: thrown });
  }
  return new AppError('internal', 'Something went wrong on our side: give support the correlation id', { cause: thrown });
}

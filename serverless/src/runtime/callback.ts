import { randomUUID } from 'node:crypto';
import { ERRORS } from '@interaction-history/shared/src/contract/errors';
import type { z } from 'zod';
import { budgetOf } from './deadline';
import { clientsOf } from '../vendors/clients';
import { readConfig, type Config } from '../config/config';
import { asAppError, underDeadline, type Call } from './endpoint';
import { timings } from './timings';
import { AppError } from './errors';
import { describeError, log, type LogEntry } from './log';
import { checkSize, header, parseBody } from './body';
import { effectiveConfig } from '../settings/effective-config';
import { toTwilioResponse, type Answer, type TwilioEvent, type TwilioHandler } from './twilio';
import { isSignedByTwilio } from './twilio-signature';

/** Who acts when no person does: it has no role, and audit rows name it. */
const SYSTEM = { sid: 'system', name: 'system', roles: [] } as const;

/** @returns what was done, in a few words, for the log; null for a callback that is of no interest */
export type CallbackHandler<T> = (event: T, call: Call) => Promise<string | null>;

/**
 * Wires a Function that Twilio itself calls: no Flex token, but Twilio's signature over every field, and else what `endpoint`
 * gives: size, schema, deadline, one log line, typed errors, the callback called exactly once. Success is 204.
 * @param path of the Function below the Functions' domain: what Twilio signed is the URL it was told to call
 */
export function signedCallback<S extends z.ZodType>(
  path: string,
  schema: S,
  handler: CallbackHandler<z.output<S>>,
): TwilioHandler {
  return (context, event, callback) => {
    void answer(path, schema, handler, context, event).then((response) => callback(null, toTwilioResponse(response)));
  };
}

async function answer<S extends z.ZodType>(
  path: string,
  schema: S,
  handler: CallbackHandler<z.output<S>>,
  context: Record<string, unknown>,
  event: TwilioEvent,
): Promise<Answer> {
  const started = Date.now();
  const entry: LogEntry = { correlationId: randomUUID(), endpoint: path };
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  try {
    const config = readConfig(context);
    checkSize(event);
    assertSigned(path, config, context, event);
    const done = await perform(schema, handler, config, event, entry);
    // A busy centre has thousands of events that nobody needs a line for
    if (done !== null) log('info', { ...entry, event: done, status: 204, ms: Date.now() - started });
    return { status: 204, headers, body: '' };
  } catch (thrown) {
    const { code, message, cause } = asAppError(thrown);
    const { status, retryable } = ERRORS[code];
    const error = describeError(cause ?? thrown);
    log(status >= 500 ? 'error' : 'warn', { ...entry, status, code, ms: Date.now() - started, error });
    const body = { error: { code, message, retryable, correlationId: entry.correlationId } };
    return { status, headers, body: JSON.stringify(body) };
  }
}

async function perform<S extends z.ZodType>(
  schema: S,
  handler: CallbackHandler<z.output<S>>,
  config: Config,
  event: TwilioEvent,
  entry: LogEntry,
): Promise<string | null> {
  const budget = budgetOf(timings.deadline);
  const parsed = parseBody(schema, event);
  if (typeof event.TaskSid === 'string') entry.taskSid = event.TaskSid;
  const note: Call['note'] = (happened, { source, error } = {}) =>
    log('warn', {
      ...entry,
      event: happened,
      ...(source ? { source } : {}),
      ...(error === undefined ? {} : { error: describeError(error) }),
    });
  const clients = clientsOf(config);
  const call: Call = {
    worker: SYSTEM,
    budget,
    config: await effectiveConfig(config, clients, budget),
    deployed: config,
    clients,
    correlationId: entry.correlationId,
    note,
  };
  return underDeadline(budget, handler(parsed, call));
}

/** Twilio's runtime tells a Function the domain it is reached at; loopback alone has no TLS. */
function assertSigned(path: string, config: Config, context: Record<string, unknown>, event: TwilioEvent): void {
  const { request, ...fields } = event;
  const domain = typeof context.DOMAIN_NAME === 'string' ? context.DOMAIN_NAME : '';
  const scheme = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(domain) ? 'http' : 'https';
  if (
    !isSignedByTwilio(header(request?.headers, 'x-twilio-signature'), config.authToken, `${scheme}://${domain}/${path}`, fields)
  ) {
    throw new AppError('forbidden', 'Only Twilio may call this: the signature does not fit');
  }
}

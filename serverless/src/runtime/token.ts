import { createHash } from 'node:crypto';
import { ROLES, type Role } from '@interaction-history/shared/src/contract/endpoints';
import { Breaker } from './breaker';
import { deadlineIn, withDeadline, type Deadline } from './deadline';
import type { Config } from '../config/config';
import { AppError, UpstreamError } from './errors';
import { processWide } from './process-wide';
import { timings } from './timings';

/** Who is calling: a Flex worker, never a guest. */
export interface Worker {
  sid: string;
  /** How colleagues read it: the identity with Twilio's escapes undone. */
  name: string;
  roles: readonly Role[];
}

/** Acts where no person does, as in TaskRouter's callback: it has no role, and audit rows name it. */
export const SYSTEM: Worker = { sid: 'system', name: 'system', roles: [] };

/** While Twilio can't be asked, nothing is believed for longer than this. */
const MAX_CACHE_MS = 5 * 60_000;
const MAX_CACHED = 1_000;

/**
 * When Twilio is asked about a session of which it has said something before, since it may have ended meanwhile. `beside`: while the handler
 * reads, and the answer waits. `before`: the handler's effects stay. In both, what was said ten seconds ago will do, and while Twilio can't be
 * asked, what was said five minutes ago. `always`: each time, and nothing else will do.
 */
export type Asking = 'beside' | 'before' | 'always';
export interface Session {
  worker: Worker;
  /** Rejects where the session has ended meanwhile; the worker as they are now, else null. Nobody need wait for it. */
  confirmed: Promise<Worker | null>;
}

interface Validated {
  worker: Worker;
  askedAt: number;
  until: number;
}
/** Answers alone are shared: an error of another Function's bundle is of another class, and would be taken for a mistake of ours. */
const cache = (): Map<string, Validated> => processWide('tokens', () => new Map<string, Validated>());
const asked = new Map<string, Promise<Validated>>();

/**
 * The worker behind a Flex token. Remembered by the token's hash: the token itself is kept nowhere. Parallel requests of one Function share
 * one question, and a refusal is forgotten as an answer for all.
 * @throws AppError unauthenticated (missing, expired, forged), forbidden (a guest, or no Flex role)
 * @throws UpstreamError deadline_exceeded, upstream_unavailable when Twilio cannot be asked
 */
export async function authenticate(token: unknown, config: Config, deadline: Deadline, asking: Asking): Promise<Session> {
  if (typeof token !== 'string' || token === '')
    throw new AppError('unauthenticated', 'Sign in to Flex again: the request has no token');
  // Twilio's are of visible ASCII, and would be asked about in a malformed request else
  if (token.length > 8_192 || !/^[\x21-\x7e]+$/.test(token))
    throw new AppError('unauthenticated', 'Sign in to Flex again: the token is not valid');
  const key = createHash('sha256').update(`${config.accountSid}\n${token}`).digest('base64');
  const found = cache().get(key);
  const known = found !== undefined && found.until > Date.now() ? found : null;
  if (known === null) return settled((await ask(key, token, config, deadline, false)).worker);
  if (asking !== 'always' && known.askedAt > Date.now() - timings.sessionFresh) return settled(known.worker);
  const question = ask(key, token, config, deadline, true).then(({ worker }) => worker);
  if (asking === 'always') return settled(await question);
  const confirmed = withDeadline(deadlineIn(timings.admission, deadline), 'iam', question).catch((error: unknown) => {
    if (error instanceof UpstreamError) return null;
    throw error;
  });
  if (asking === 'before') return settled((await confirmed) ?? known.worker);
  // the request may end by itself before
  confirmed.catch(() => undefined);
  return { worker: known.worker, confirmed };
}

const settled = (worker: Worker): Session => ({ worker, confirmed: Promise.resolve(null) });

/** @param isKnown whose token Twilio took before is asked about whatever others send */
async function ask(key: string, token: string, config: Config, deadline: Deadline, isKnown: boolean): Promise<Validated> {
  let question = asked.get(key);
  if (question === undefined) {
    if (!isKnown) assertNotTooMany();
    question = validate(token, config, deadline)
      .catch((error: unknown) => noteRefusal(error, key))
      .finally(() => asked.delete(key));
    asked.set(key, question);
  }
  const validated = await question;
  if (cache().size >= MAX_CACHED) cache().clear();
  cache().set(key, validated);
  return validated;
}

/** So many refusals in so long, and tokens that aren't known are asked for one a second: each junk token would cost a request to Twilio. */
const REFUSALS = { most: 20, withinMs: 10_000, askEveryMs: 1_000 };
const brake = (): { refusedAt: number[]; askedAt: number } => processWide('token-brake', () => ({ refusedAt: [], askedAt: 0 }));

/** @throws AppError rate_limited: who is known goes on, and who signs in just now is let in a second later */
function assertNotTooMany(): void {
  const state = brake();
  const now = Date.now();
  while (state.refusedAt[0] !== undefined && state.refusedAt[0] <= now - REFUSALS.withinMs) state.refusedAt.shift();
  if (state.refusedAt.length < REFUSALS.most) return;
  if (state.askedAt > now - REFUSALS.askEveryMs)
    throw new AppError('rate_limited', 'Too many tokens were refused just now: try again in a second', { retryAfterSeconds: 1 });
  state.askedAt = now;
}

function noteRefusal(error: unknown, key: string): never {
  if (error instanceof AppError && !(error instanceof UpstreamError)) cache().delete(key);
  if (error instanceof AppError && error.code === 'unauthenticated') brake().refusedAt.push(Date.now());
  throw error;
}

interface ValidatorResult {
  expiration?: string;
  identity?: string;
  roles?: unknown;
  worker_sid?: unknown;
  realm_user_id?: string;
}

async function validate(token: string, config: Config, deadline: Deadline): Promise<Validated> {
  const { validator } = await import('twilio-flex-token-validator');
  const result = await new Breaker('iam', config.accountSid).run<ValidatorResult>(() =>
    withDeadline(deadlineFor(deadline), 'iam', validator(token, config.accountSid, config.authToken)).catch((error: unknown) => {
      throw refusal(error);
    }),
  );
  const expires = Date.parse(result.expiration ?? '');
  const until = Math.min(Number.isNaN(expires) ? Infinity : expires, Date.now() + MAX_CACHE_MS);
  if (until <= Date.now()) throw new AppError('unauthenticated', 'Sign in to Flex again: the token has expired');
  return { worker: workerOf(result), askedAt: Date.now(), until };
}

function workerOf(result: ValidatorResult): Worker {
  const roles = Array.isArray(result.roles) ? result.roles.map((role) => String(role).replace(/^flex\./, '')) : [];
  const known = ROLES.filter((role) => roles.includes(role));
  const sid = result.worker_sid;
  if (typeof sid !== 'string' || !sid.startsWith('WK') || roles.includes('guest') || known.length === 0) {
    throw new AppError('forbidden', 'Only signed-in Flex workers may do this');
  }
  return { sid, name: readable(result.identity ?? result.realm_user_id ?? sid), roles: known };
}

/** Flex encodes an identity so that Voice accepts it: ada_40example_2Ecom is ada@example.com. */
function readable(identity: string): string {
  return identity.replace(/_([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** What Twilio says of a token it does not accept ("Invalid Access Token", "Access Token expired or …"), and the validator of none at all. */
const TOKEN_REFUSED = /token|unauthorized/i;

/** The validator rejects with a bare text, for a refused token and for a broken connection alike; only the text tells them apart. */
function refusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const text = String(error);
  if (TOKEN_REFUSED.test(text) && !/in JSON|Unexpected token/.test(text))
    return new AppError('unauthenticated', 'Sign in to Flex again: the token is not valid');
  return new UpstreamError('iam', 'upstream_unavailable', 'Twilio could not be asked about your session: try again');
}

const deadlineFor = (deadline: Deadline): Deadline => ({
  ...deadline,
  remainingMs: () => Math.min(timings.tokenValidation, deadline.remainingMs()),
});

import type { ErrorCode } from '@interaction-history/shared/src/contract/errors';
import { UpstreamError } from '../../runtime/errors';

/** What can stand between us and the master. `reason` is for the log and for health; the sentence, for the person. */
type Trouble = readonly [code: ErrorCode, reason: string | undefined, message: string];

const failed = (reason: string | undefined, message: string): Trouble => ['upstream_unavailable', reason, message];
const TLS = 'The customer master can’t be reached over TLS:';
const SELF_SIGNED = failed(
  'TLS_UNKNOWN_AUTHORITY',
  `${TLS} its certificate is from an authority that isn’t known here: set MASTER_DATABASE_CA_BASE64`,
);
const TLS_FAILED = failed('TLS_FAILED', `${TLS} what stands at its address answers otherwise than Postgres`);
const NO_DATABASE = failed('NO_DATABASE', 'The customer master has no database of the name in MASTER_DATABASE_URL');
const REFUSED = (reason: string): Trouble => failed(reason, 'The customer master refused the log-in');
const FULL = (reason: string): Trouble => ['rate_limited', reason, 'The customer master has no free connection'];
const LATE = (reason: string): Trouble => ['deadline_exceeded', reason, 'The customer master isn’t responding'];

/** Node's codes of a handshake that failed (OpenSSL's X509_V_ERR_…), and SQLSTATEs (PostgreSQL's appendix A). */
const BY_CODE: Readonly<Record<string, Trouble>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: SELF_SIGNED,
  UNABLE_TO_GET_ISSUER_CERT: SELF_SIGNED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: SELF_SIGNED,
  // another authority of the same name: it was renewed
  CERT_SIGNATURE_FAILURE: SELF_SIGNED,
  CERT_HAS_EXPIRED: failed('TLS_EXPIRED', `${TLS} its certificate has expired`),
  CERT_NOT_YET_VALID: failed('TLS_NOT_YET_VALID', `${TLS} its certificate isn’t valid yet`),
  ERR_TLS_CERT_ALTNAME_INVALID: failed(
    'TLS_WRONG_HOST',
    `${TLS} its certificate is for another host name than MASTER_DATABASE_URL has`,
  ),
  // the database gave up by its own statement_timeout
  '57014': LATE('57014'),
  '3D000': NO_DATABASE,
  '42501': failed('42501', 'The customer master’s role may not read what is looked up'),
};

/** Texts of pg 8, which gives its own failures no code, and of PgBouncer, which gives nearly all of its the same (08P01). */
const BY_TEXT: readonly (readonly [RegExp, Trouble])[] = [
  [/^Query read timeout$/, LATE('QUERY_TIMEOUT')],
  [/^(timeout expired$|timeout exceeded|Connection terminated due to connection timeout)/, LATE('CONNECT_TIMEOUT')],
  [/server does not support SSL/, failed('NO_TLS', `${TLS} it doesn’t offer it. Switch it on there`)],
  [/error establishing an SSL connection/, TLS_FAILED],
  [/^no such database/, NO_DATABASE],
  [/no more connections allowed|query_wait_timeout|too many clients/, FULL('POOLER_FULL')],
  [/password authentication failed|^no such user|SASL authentication failed|auth failed/i, REFUSED('28P01')],
];

/** A failure of pg or of the network, typed, and never with the server's own text in it. */
export function upstream(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const [code, reason, message] = troubleOf(error);
  return new UpstreamError('master', code, message, { cause: error, ...(reason === undefined ? {} : { reason }) });
}

function troubleOf(error: unknown): Trouble {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const named = typeof code === 'string' ? code : '';
  const known = BY_CODE[named] ?? BY_TEXT.find(([text]) => text.test(String(message)))?.[1];
  if (known !== undefined) return known;
  if (['42883', '42P01', '42703'].includes(named))
    return failed(
      named,
      'The customer master lacks what master/schema.sql, phone-index.sql and name-index.sql describe: npm run deploy:master',
    );
  // Class 53, insufficient resources: no connection is free, which passes
  if (named.startsWith('53')) return FULL(named);
  if (named.startsWith('28')) return REFUSED(named);
  return failed(named === '' ? undefined : named, 'The customer master cannot be reached');
}

const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', '57P01', '57P02', '57P03']);

/** A connection that broke: a read may be sent once more on another. */
export function isBroken(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (typeof code === 'string' && BROKEN.has(code)) || message === 'Connection terminated unexpectedly';
}

/** PgBouncer takes no statement_timeout at the start of a session: its sessions are shared. */
export const isUnwantedParameter = (error: unknown): boolean =>
  error instanceof Error && /unsupported startup parameter/.test(error.message);

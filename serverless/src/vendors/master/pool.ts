import type { Pool } from 'pg';
import { withDeadline, type Deadline } from '../../runtime/deadline';
import { UpstreamError } from '../../runtime/errors';

/** Twilio runs many instances; two connections of each are enough for one call at a time, and spare the database. */
const MAX_CONNECTIONS = 2;
const CONNECT_MS = 2_000;
/** Longer than any query of ours may run: the database gives up by itself, should we be frozen meanwhile. */
const STATEMENT_MS = 5_000;
/** A connection that has lain idle this long may have died while the instance was frozen: a new one costs less than finding out. */
const IDLE_MS = 10_000;

/**
 * The customer master's connections. Opened at the first query; a query never outlives its budget, whatever the socket does.
 * Reads only, so that one that met a broken connection is sent once more.
 */
export class MasterPool {
  /** Queries sent since the start; the benchmark counts with it. */
  queries = 0;
  private pool: Pool | null = null;
  private usedAt = 0;

  /** @param url postgres://…, as in MASTER_DATABASE_URL */
  constructor(private readonly url: string) {}

  /**
   * @param sql with $1, $2, … for every value
   * @throws UpstreamError
   */
  async query<T>(sql: string, values: readonly unknown[], deadline: Deadline): Promise<T[]> {
    try {
      return await this.once<T>(sql, values, deadline);
    } catch (error) {
      if (!isBroken(error) || deadline.remainingMs() === 0) throw upstream(error);
      this.discard();
      return await this.once<T>(sql, values, deadline).catch((second: unknown) => {
        throw upstream(second);
      });
    }
  }

  /** Closes what is open; a later query opens anew. */
  async end(): Promise<void> {
    const pool = this.pool;
    this.pool = null;
    await pool?.end();
  }

  private async once<T>(sql: string, values: readonly unknown[], deadline: Deadline): Promise<T[]> {
    const pool = await this.open();
    this.queries++;
    // pg drops a connection whose query ran into its time-out; `within` covers the wait for a free connection as well
    const query = { text: sql, values: [...values], query_timeout: Math.max(1, deadline.remainingMs()) };
    const answer = await withDeadline(deadline, 'master', pool.query<T & Record<string, unknown>>(query));
    this.usedAt = Date.now();
    return answer.rows;
  }

  private async open(): Promise<Pool> {
    if (this.pool !== null && Date.now() - this.usedAt > IDLE_MS) this.discard();
    if (this.pool !== null) return this.pool;
    const { Pool } = await import('pg');
    this.usedAt = Date.now();
    const pool = new Pool({
      connectionString: this.url,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: IDLE_MS,
      statement_timeout: STATEMENT_MS,
      keepAlive: true,
      allowExitOnIdle: true,
      application_name: 'interaction-history',
    });
    // An idle connection that breaks emits here, and would end the process if nobody listened; the pool has already dropped it
    pool.on('error', () => undefined);
    this.pool ??= pool;
    return this.pool;
  }

  private discard(): void {
    const pool = this.pool;
    this.pool = null;
    // Its queries are reported to their own callers; nobody waits for the farewell of a connection that may be dead
    void pool?.end().catch(() => undefined);
  }
}

const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', '57P01', '57P02', '57P03']);

function isBroken(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (typeof code === 'string' && BROKEN.has(code)) || message === 'Connection terminated unexpectedly';
}

function upstream(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const named = typeof code === 'string' ? code : '';
  // Texts of pg 8: it gives its own time-outs no code. 57014: the database's statement_timeout
  if (
    named === '57014' ||
    message === 'Query read timeout' ||
    message === 'timeout exceeded when trying to connect' ||
    message === 'Connection terminated due to connection timeout'
  ) {
    return new UpstreamError('master', 'deadline_exceeded', 'The customer master did not answer in time', { cause: error });
  }
  if (named === '42883' || named === '42P01' || named === '42703') {
    return new UpstreamError(
      'master',
      'upstream_unavailable',
      'The customer master lacks what master/schema.sql, master/phone-index.sql and master/name-index.sql describe',
      {
        cause: error,
      },
    );
  }
  // Class 53, insufficient resources: no connection is free, which passes
  if (named.startsWith('53'))
    return new UpstreamError('master', 'rate_limited', 'The customer master has no free connection', { cause: error });
  if (named.startsWith('28'))
    return new UpstreamError('master', 'upstream_unavailable', 'The customer master refused the log-in', { cause: error });
  return new UpstreamError('master', 'upstream_unavailable', 'The customer master cannot be reached', { cause: error });
}

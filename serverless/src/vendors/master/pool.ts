import type { Client, ClientConfig, Pool, PoolClient } from 'pg';
import { Breaker } from '../../runtime/breaker';
import { withDeadline, type Deadline } from '../../runtime/deadline';
import { UpstreamError } from '../../runtime/errors';
import { processWide } from '../../runtime/process-wide';
import { isBroken, isUnwantedParameter, upstream } from './errors';
import { transportOf } from './tls';

/** Opened by need alone: an instance that serves one call at a time has one. Enough for 50 look-ups at once 200 ms away. */
export const DEFAULT_CONNECTIONS = 5;
const CONNECT_MS = 2_000;
/** Longer than any query of ours may run: the database gives up by itself, should we be frozen meanwhile. */
const STATEMENT_MS = 5_000;
/** A connection that has lain idle this long may have died while the instance was frozen: a new one costs less than finding out. */
const IDLE_MS = 10_000;

/** One a process, whichever bundle opened it: `pg` is the same package for all. */
interface Shared {
  pool: Pool | null;
  usedAt: number;
  answeredAt: number;
  running: number;
  /** Whether the server takes a statement_timeout at the start; a pooler refuses it. */
  takesTimeout: boolean;
}

export interface MasterOptions {
  /** Certificates in PEM that are trusted in place of the system's. */
  ca?: string | null;
  /** Connections of this process at most. */
  connections?: number;
}

/**
 * The customer master's connections, shared by every Function of the process. Opened at the first query; a query never outlives its
 * budget, whatever the socket does. Reads only, so that one that met a broken connection is sent once more.
 */
export class MasterPool {
  /** Queries sent since the start; the benchmark counts with it. */
  queries = 0;
  private readonly shared: Shared;
  private readonly breaker: Breaker;

  /** @param url postgres://…, as in MASTER_DATABASE_URL */
  constructor(
    readonly url: string,
    private readonly options: MasterOptions = {},
  ) {
    const pools = processWide('master', () => new Map<string, Shared>());
    const key = JSON.stringify([url, options.ca ?? null]);
    this.shared = pools.get(key) ?? { pool: null, usedAt: 0, answeredAt: 0, running: 0, takesTimeout: true };
    pools.set(key, this.shared);
    this.breaker = new Breaker('master', url);
  }

  /** Known once it has refused what a database takes. */
  get isBehindPooler(): boolean {
    return !this.shared.takesTimeout;
  }

  /**
   * @param sql with $1, $2, … for every value
   * @throws UpstreamError
   */
  async query<T>(sql: string, values: readonly unknown[], deadline: Deadline): Promise<T[]> {
    return this.breaker.run(() =>
      this.twice(() => this.once<T>(sql, values, deadline), deadline).catch((error: unknown) => {
        throw upstream(error);
      }),
    );
  }

  /** Work on a connection itself, which is closed after it. */
  async onConnection<T>(deadline: Deadline, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connection(deadline).catch((error: unknown) => {
      throw upstream(error);
    });
    try {
      return await withDeadline(deadline, 'master', work(client));
    } catch (error) {
      throw upstream(error);
    } finally {
      client.release(true);
    }
  }

  /** Closes what is open; a later query opens it again. */
  async end(): Promise<void> {
    const { pool } = this.shared;
    this.shared.pool = null;
    await pool?.end();
  }

  private async twice<T>(work: () => Promise<T>, deadline: Deadline): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isUnwantedParameter(error)) this.shared.takesTimeout = false;
      else if (!isBroken(error)) throw error;
      if (deadline.remainingMs() === 0) throw error;
      this.discard();
      return work();
    }
  }

  private async once<T>(sql: string, values: readonly unknown[], deadline: Deadline): Promise<T[]> {
    const client = await this.connection(deadline);
    this.queries++;
    this.shared.running++;
    let failure: unknown;
    try {
      // pg gives no answer up by itself: the time-out is its own, and `withDeadline` is for a socket that takes nothing
      const query = { text: sql, values: [...values], query_timeout: Math.max(1, deadline.remainingMs()) };
      const { rows } = await withDeadline(deadline, 'master', client.query<T & Record<string, unknown>>(query));
      this.shared.answeredAt = Date.now();
      return rows;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      this.shared.running--;
      this.shared.usedAt = Date.now();
      client.release(failure !== undefined);
    }
  }

  /** @throws UpstreamError rate_limited where the database answers, but others had every connection until the deadline */
  private async connection(deadline: Deadline): Promise<PoolClient> {
    const pool = await this.open();
    const began = Date.now();
    const connecting = pool.connect();
    try {
      return await withDeadline(deadline, 'master', connecting);
    } catch (error) {
      connecting.then(
        (late) => late.release(),
        () => undefined,
      );
      const waitedForOthers = error instanceof UpstreamError && this.shared.answeredAt >= began;
      if (!waitedForOthers) throw error;
      throw new UpstreamError('master', 'rate_limited', 'All connections to the customer master were in use: try again', {
        cause: error,
        reason: 'CONNECTIONS_IN_USE',
      });
    }
  }

  private async open(): Promise<Pool> {
    const { shared } = this;
    if (shared.pool !== null && shared.running === 0 && Date.now() - shared.usedAt > IDLE_MS) this.discard();
    if (shared.pool !== null) return shared.pool;
    const { Pool, Client } = await import('pg');
    const pool = new Pool({
      ...transportOf(this.url, this.options.ca ?? null),
      max: this.options.connections ?? DEFAULT_CONNECTIONS,
      Client: impatient(Client),
      idleTimeoutMillis: IDLE_MS,
      ...(shared.takesTimeout ? { statement_timeout: STATEMENT_MS } : {}),
      keepAlive: true,
      allowExitOnIdle: true,
      application_name: 'interaction-history',
    });
    // A connection that breaks emits, idle or in use, and would end the process if nobody listened; its query fails with the same
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    shared.usedAt = Date.now();
    shared.pool ??= pool;
    return shared.pool;
  }

  private discard(): void {
    const { pool } = this.shared;
    this.shared.pool = null;
    // Its queries are reported to their own callers; nobody waits for the farewell of a connection that may be dead. Who still waits for
    // a connection of it gets one, which an ended pool would never give; it then closes by its idle time
    if (pool?.waitingCount === 0) void pool.end().catch(() => undefined);
  }
}

/** A client that waits its own time for a connection: the pool's setting would hold for the wait for a free one as well. */
const impatient = (base: typeof Client): typeof Client =>
  class extends base {
    constructor(config?: ClientConfig) {
      super({ ...config, connectionTimeoutMillis: CONNECT_MS });
    }
  };

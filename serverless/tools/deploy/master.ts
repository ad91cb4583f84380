import { Client } from 'pg';
import { upstream } from '../../src/vendors/master/errors';
import { transportOf } from '../../src/vendors/master/tls';
import { inspectMaster } from './master-inspection';

/** Any number that nobody else uses: two deployments at once would drop each other's half-built indexes. */
const LOCK = 7_214_530_163;

export interface MasterPlan {
  /** The owner of the tables, by a direct connection: a pooler keeps no session for an index that takes minutes. */
  ownerUrl: string;
  /** PEM; null: the system's authorities. */
  ca: string | null;
}

/** @returns null where the environment has no master, or names no owner: only they can make indexes on the tables */
export function masterPlan(env: Readonly<Record<string, string>>): MasterPlan | null {
  if (env.MASTER_DATABASE_URL === undefined || env.MASTER_OWNER_URL === undefined) return null;
  const ca = env.MASTER_DATABASE_CA_BASE64;
  return { ownerUrl: env.MASTER_OWNER_URL, ca: ca === undefined ? null : Buffer.from(ca, 'base64').toString('utf8') };
}

/**
 * What a deployment would change, one line each; empty: nothing.
 * @throws Error in words
 */
export function describeMaster(plan: MasterPlan): Promise<string[]> {
  return asOwner(plan, async (client) => {
    const { steps, notices } = await inspectMaster(client);
    return [...steps.map(({ text }) => text), ...notices];
  });
}

/**
 * Makes the functions and indexes that look-up and search need, without blocking anyone who writes: CONCURRENTLY, a half-built index of
 * an earlier try dropped first, and a changed one built beside the old before that goes. Repeatable: what is right is left alone.
 * @param say is told each step before it begins; an index can take minutes
 * @returns what was done, in words
 * @throws Error in words; what was done before it stays and isn't done again
 */
export function deployMaster(plan: MasterPlan, say: (line: string) => void = () => undefined): Promise<string> {
  return asOwner(plan, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
    if (rows[0]?.mine !== true) throw new Error('Another deployment is at work on the master: wait until it is done');
    const { steps, notices } = await inspectMaster(client);
    for (const { text, statements } of steps) {
      say(text);
      for (const statement of statements) await client.query(statement);
    }
    if (steps.length > 0 && notices.length === 0) await client.query('ANALYZE account; ANALYZE contact');
    const done = steps.length === 0 ? 'Nothing to change' : `Done: ${steps.map(({ text }) => text).join('; ')}`;
    return [done, ...notices].join('\n');
  });
}

async function asOwner<T>({ ownerUrl, ca }: MasterPlan, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    ...transportOf(ownerUrl, ca),
    connectionTimeoutMillis: 10_000,
    application_name: 'interaction-history-deploy',
  });
  // its queries say what happened to the connection
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw new Error(upstream(error).message.replace('MASTER_DATABASE_URL', 'MASTER_OWNER_URL'), { cause: error });
    });
    return await work(client);
  } finally {
    await client.end();
  }
}

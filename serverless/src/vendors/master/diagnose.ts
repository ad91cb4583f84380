import type { PoolClient } from 'pg';
import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import { UpstreamError } from '../../runtime/errors';
import { speedOf } from './diagnose-speed';
import { tablesOf } from './diagnose-tables';
import type { MasterPool } from './pool';
import { transportOf } from './tls';

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** What to do about a failure, by its reason; the text itself says the rest. */
const MENDS: Readonly<Record<string, string>> = {
  TLS_UNKNOWN_AUTHORITY: 'Put the certificate of its authority into MASTER_DATABASE_CA_BASE64: base64 -w0 ca.pem',
  TLS_EXPIRED: 'Renew the certificate on the database server',
  TLS_NOT_YET_VALID: 'Compare the clocks of the database server and of this machine',
  TLS_WRONG_HOST: 'Use the host name that the certificate is for, or have it made for this one',
  NO_TLS: 'Switch TLS on there (ssl = on)',
  NO_DATABASE: 'Correct the name at the end of MASTER_DATABASE_URL',
  '28P01': 'Correct user and password in MASTER_DATABASE_URL',
  '28000': 'Correct the user in MASTER_DATABASE_URL, or allow it in pg_hba.conf',
  '42501': 'GRANT SELECT ON account, contact to the role',
  '42P01': 'Run serverless/master/schema.sql, or make views named account and contact',
  ENOTFOUND: 'Correct the host in MASTER_DATABASE_URL',
  ECONNREFUSED: 'Start the database, or correct host and port in MASTER_DATABASE_URL',
};

/**
 * The master looked at from every side that decides whether callers are found, and how fast (OP-2, OP-4). Reads only, as the Functions'
 * own role; never throws for what the master does or lacks.
 */
export async function diagnose(pool: MasterPool, deadline: Deadline): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    findings.push(...(await connectionOf(pool, deadline)), await roleOf(pool, deadline));
    findings.push(...(await tablesOf(pool, deadline)));
    if (findings.every(({ level }) => level !== 'fail')) findings.push(...(await speedOf(pool, deadline)));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { reason = error.code, message } = error;
    const mend = MENDS[reason];
    findings.push({ id: 'master.reach', level: 'fail', text: `${message} (${reason})`, ...(mend === undefined ? {} : { mend }) });
  }
  return findings;
}

async function connectionOf(pool: MasterPool, deadline: Deadline): Promise<Finding[]> {
  const began = performance.now();
  const [row] = await pool.query<{ version: string; timeout: string }>(
    "SELECT current_setting('server_version') AS version, current_setting('statement_timeout') AS timeout",
    [],
    deadline,
  );
  const ms = Math.round(performance.now() - began);
  const tls = await pool.onConnection(deadline, async (client) => certificateOf(client, pool.url));
  return [
    { id: 'master.reach', level: 'ok', text: `PostgreSQL ${row?.version ?? ''} answers in ${ms} ms` },
    tls,
    ...(pool.isBehindPooler ? [poolerOf(row?.timeout ?? '0')] : []),
  ];
}

/** The certificate that stands before us: a pooler's, where there is one. */
async function certificateOf(client: PoolClient, url: string): Promise<Finding> {
  const id = 'master.tls';
  const { ssl } = transportOf(url, null);
  if (ssl === false) return { id, level: 'ok', text: 'Not encrypted, on this machine' };
  if (ssl.rejectUnauthorized === false)
    return {
      id,
      level: 'warn',
      text: 'Encrypted, but the certificate isn’t checked: who stands between could read everything',
      mend: 'Set MASTER_DATABASE_CA_BASE64 and sslmode=verify-full',
    };
  // pg hands its socket out, but doesn't say so in its types
  const { stream } = (client as unknown as { connection: { stream: { getPeerCertificate(): { valid_to: string } } } }).connection;
  const ends = new Date(stream.getPeerCertificate().valid_to);
  const days = Math.floor((ends.getTime() - Date.now()) / DAY_MS);
  const text = `Encrypted and checked; the certificate is valid until ${ends.toISOString().slice(0, 10)}`;
  return days > SOON_DAYS ? { id, level: 'ok', text } : { id, level: 'warn', text, mend: `Renew it: ${days} days are left` };
}

function poolerOf(timeout: string): Finding {
  const id = 'master.pooler';
  const text = 'A pooler stands before the database';
  if (timeout !== '0') return { id, level: 'ok', text };
  return {
    id,
    level: 'warn',
    text: `${text}, and nothing there ends a query that runs on after we have gone`,
    mend: "ALTER ROLE … SET statement_timeout = '5s', for the role in MASTER_DATABASE_URL",
  };
}

async function roleOf(pool: MasterPool, deadline: Deadline): Promise<Finding> {
  const id = 'master.role';
  const [row] = await pool.query<{ superuser: boolean; writes: boolean }>(
    `SELECT rolsuper AS superuser,
            coalesce((SELECT bool_or(has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) FROM pg_class
                       WHERE oid IN (to_regclass('account'), to_regclass('contact'))), false) AS writes
       FROM pg_roles WHERE rolname = current_user`,
    [],
    deadline,
  );
  const mend = 'Make a role that may SELECT on account and contact, and nothing else';
  if (row?.superuser === true) return { id, level: 'warn', text: 'The role is a superuser', mend };
  if (row?.writes === true) return { id, level: 'warn', text: 'The role may write, and needs only to read', mend };
  return { id, level: 'ok', text: 'The role may read and not write' };
}

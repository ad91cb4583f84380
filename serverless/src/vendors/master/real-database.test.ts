import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificates, type Certificates } from '@interaction-history/sandbox/src/master/real/certificates';
import { startPgBouncer, type PgBouncer } from '@interaction-history/sandbox/src/master/real/pgbouncer';
import { startPostgres, type RealPostgres } from '@interaction-history/sandbox/src/master/real/postgres';
import { deadlineIn } from '../../runtime/deadline';
import { describeError } from '../../runtime/log';
import { onMaster } from '../../testing/master';
import { findByPhone } from './find-by-phone';
import { MADE_BY } from './made-by';
import { MasterPool } from './pool';

/** What the embedded database of the sandbox can't be asked: TLS, log-ins, sessions, a pooler. */
const folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));
const MASTER = path.join(__dirname, '../../../master');
let certificates: Certificates;
let postgres: RealPostgres;
const pools: MasterPool[] = [];

beforeAll(async () => {
  certificates = makeCertificates(folder);
  postgres = await startPostgres(certificates);
  await onMaster(postgres.url(), async (database) => {
    await database.query('CREATE DATABASE master');
    await database.query('CREATE ROLE reader LOGIN');
  });
  await onMaster(postgres.url({ database: 'master' }), async (database) => {
    for (const file of ['schema.sql', ...Object.keys(MADE_BY)])
      await database.query(readFileSync(path.join(MASTER, file), 'utf8'));
    await database.query('GRANT SELECT ON account, contact TO reader');
    await database.query("INSERT INTO account (account_number, name, phone) VALUES ('A-1', 'Aiko Kimura', '(415) 555-0163')");
  });
}, 60_000);
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const asked = (url: string, ca: string | null = null, connections = 5): MasterPool => {
  const pool = new MasterPool(url, { ca, connections });
  pools.push(pool);
  return pool;
};
const lookUp = (pool: MasterPool, ms = 5_000) => findByPhone(pool, '+14155550163', 'US', deadlineIn(ms));
const urlOf = (query: string, host = 'localhost'): string => postgres.url({ user: 'reader', database: 'master', host, query });
const FULL = '?sslmode=verify-full';

describe('TR-5 a master behind TLS', () => {
  test.each([
    'sslmode=verify-full',
    'sslmode=require',
    'uselibpqcompat=true&sslmode=verify-full',
    'uselibpqcompat=true&sslmode=verify-ca',
    'uselibpqcompat=true&sslmode=require',
  ])('with an authority of its own is reached by its certificate: %s', async (query) => {
    const pool = asked(urlOf(`?${query}`), certificates.ca);
    expect((await lookUp(pool)).total).toBe(1);
    const [session] = await pool.query<{ ssl: boolean }>(
      'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      [],
      deadlineIn(2_000),
    );
    expect(session).toEqual({ ssl: true });
  });

  test.each([
    ['sslmode=verify-full', 'localhost', 'TLS_UNKNOWN_AUTHORITY'],
    ['sslmode=require', 'localhost', 'TLS_UNKNOWN_AUTHORITY'],
    ['uselibpqcompat=true&sslmode=verify-ca', 'localhost', 'TLS_UNKNOWN_AUTHORITY'],
    ['sslmode=verify-full', '127.0.0.1', 'TLS_WRONG_HOST'],
    ['sslmode=require', '127.0.0.1', 'TLS_WRONG_HOST'],
  ])('is not taken for another: %s, at %s', async (query, host, reason) => {
    const pool = asked(urlOf(`?${query}`, host), host === 'localhost' ? null : certificates.ca);
    await expect(lookUp(pool)).rejects.toMatchObject({ code: 'upstream_unavailable', reason });
  });

  test('verify-ca of libpq asks for the authority, not for the host name; require without one asks for nothing', async () => {
    const libpq = (mode: string) => urlOf(`?uselibpqcompat=true&sslmode=${mode}`, '127.0.0.1');
    expect((await lookUp(asked(libpq('verify-ca'), certificates.ca))).total).toBe(1);
    expect((await lookUp(asked(libpq('require')))).total).toBe(1);
  });

  test('whose authority was renewed under its old name, whose certificate has expired, and one that offers no TLS, are told apart', async () => {
    postgres.setCertificates(makeCertificates(mkdtempSync(path.join(folder, 'renewed-'))));
    await untilItSays('TLS_UNKNOWN_AUTHORITY', certificates.ca);
    const expired = makeCertificates(mkdtempSync(path.join(folder, 'expired-')), -1);
    postgres.setCertificates(expired);
    await untilItSays('TLS_EXPIRED', expired.ca);
    postgres.setCertificates(null);
    await untilItSays('NO_TLS', expired.ca);
    postgres.setCertificates(certificates);
    await untilItSays('nothing', certificates.ca);
  });
});

/** A reload takes a moment, and says nothing when it is done. */
async function untilItSays(reason: string, ca: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  let said = '';
  while (said !== reason && Date.now() < deadline) {
    const pool = new MasterPool(urlOf(FULL), { ca });
    said = await lookUp(pool).then(
      () => 'nothing',
      (error: unknown) => (error as { reason?: string }).reason ?? 'no reason',
    );
    await pool.end();
  }
  expect(said).toBe(reason);
}

describe('OP-6 what is wrong with the master is told apart', () => {
  test.each([
    ['another database', { user: 'reader', database: 'nowhere' }, 'NO_DATABASE'],
    ['another role', { user: 'nobody', database: 'master' }, '28000'],
    ['no tables', { user: 'reader', database: 'postgres' }, '42P01'],
  ])('%s', async (_, parts, reason) => {
    const error: unknown = await lookUp(asked(postgres.url(parts))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'upstream_unavailable', reason });
    expect(describeError(error)).toMatchObject({ reason });
    expect((error as Error).message).not.toMatch(/nowhere|nobody|127\.0\.0\.1/);
  });

  test('a role that may not read', async () => {
    await onMaster(postgres.url({ database: 'master' }), async (database) => {
      await database.query('CREATE ROLE stranger LOGIN');
    });
    const pool = asked(postgres.url({ user: 'stranger', database: 'master' }));
    await expect(lookUp(pool)).rejects.toMatchObject({ reason: '42501' });
  });
});

describe('behind PgBouncer in transaction mode', () => {
  let bouncer: PgBouncer;
  beforeAll(async () => {
    bouncer = await startPgBouncer({ postgres: postgres.port, database: 'master', clients: 8 });
  });
  afterAll(() => bouncer.stop());

  test('OP-6 the master answers, though the pooler takes no statement_timeout: the first look-up, and fifty at once', async () => {
    const pool = asked(bouncer.url());
    expect((await lookUp(pool)).total).toBe(1);
    const all = await Promise.all(Array.from({ length: 50 }, () => lookUp(pool)));
    expect(all.map(({ total }) => total)).toEqual(Array<number>(50).fill(1));
  });

  test('OP-6 a database that the pooler doesn’t know, and a pooler that is full, are told apart', async () => {
    await expect(lookUp(asked(bouncer.url({ database: 'nowhere' })))).rejects.toMatchObject({ reason: 'NO_DATABASE' });
    const greedy = asked(bouncer.url({ user: 'postgres' }), null, 20);
    const sleep = () => greedy.query('SELECT pg_sleep(0.5)', [], deadlineIn(5_000));
    const answers = await Promise.allSettled(Array.from({ length: 20 }, sleep));
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each).toMatchObject({ reason: { code: 'rate_limited', reason: 'POOLER_FULL' } });
  });
});

describe('the connections of a process', () => {
  const sessions = async (): Promise<number> => {
    let count = -1;
    await onMaster(postgres.url(), async (database) => {
      const { rows } = await database.query<{ count: string }>(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'interaction-history'",
      );
      count = Number(rows[0]?.count);
    });
    return count;
  };
  const slow = (pool: MasterPool, ms = 5_000) => pool.query('SELECT pg_sleep(0.1)', [], deadlineIn(ms));

  test('are one set, whichever Function asks, and never more than the setting', async () => {
    const functions = Array.from({ length: 7 }, () => asked(urlOf('', '127.0.0.1')));
    await lookUp(functions[0] as MasterPool);
    expect(await sessions()).toBe(1);
    const all = Promise.all(functions.flatMap((pool) => Array.from({ length: 4 }, () => slow(pool))));
    await slow(functions[0] as MasterPool);
    expect(await sessions()).toBe(5);
    await all;
  });

  test('ID-13 who waited for others until the deadline is told so, and not that the master is silent', async () => {
    const pool = asked(urlOf('?application_name=one', '127.0.0.1'), null, 1);
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => slow(pool, 350)));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused).toContainEqual(expect.objectContaining({ code: 'rate_limited', reason: 'CONNECTIONS_IN_USE' }));
    expect((await lookUp(pool)).total).toBe(1);
  });

  test('a session that the database ended costs no look-up, and no one who waits', async () => {
    const pool = asked(urlOf('?application_name=two', '127.0.0.1'), null, 2);
    await Promise.all([slow(pool), slow(pool)]);
    await onMaster(postgres.url(), async (database) => {
      await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'two'");
    });
    const answers = await Promise.all(Array.from({ length: 8 }, () => lookUp(pool)));
    expect(answers.map(({ total }) => total)).toEqual(Array<number>(8).fill(1));
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificates, type Certificates } from '@interaction-history/sandbox/src/master/real/certificates';
import { startPgBouncer } from '@interaction-history/sandbox/src/master/real/pgbouncer';
import { startPostgres, type RealPostgres } from '@interaction-history/sandbox/src/master/real/postgres';
import { deadlineIn } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import { onMaster } from '../../testing/master';
import { diagnose } from './diagnose';
import { MADE_BY } from './made-by';
import { MasterPool } from './pool';

const folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));
let certificates: Certificates;
let postgres: RealPostgres;
let number = 0;
let database: string;
beforeAll(async () => {
  certificates = makeCertificates(folder);
  postgres = await startPostgres(certificates);
  await asAdmin('CREATE ROLE owner LOGIN; CREATE ROLE reader LOGIN');
  await asAdmin('CREATE DATABASE template_master OWNER owner');
  const owners = postgres.url({ user: 'owner', database: 'template_master' });
  await onMaster(owners, async (client) => {
    for (const file of ['schema.sql', ...Object.keys(MADE_BY)])
      await client.query(readFileSync(path.join(__dirname, '../../../master', file), 'utf8'));
    await client.query(`
      INSERT INTO account (account_number, name, phone) SELECT 'A-' || n, 'Aiko ' || n, (4150000000 + n)::text FROM generate_series(1, 12000) n;
      GRANT SELECT ON account, contact TO reader;`);
    await client.query('ANALYZE');
  });
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  database = `master_${number++}`;
  await asAdmin(`CREATE DATABASE ${database} TEMPLATE template_master`);
});

const asAdmin = (sql: string, at = 'postgres') =>
  onMaster(postgres.url({ database: at }), async (client) => {
    for (const each of sql.split('; ')) await client.query(each);
  });
async function findingsOf(parts: { user?: string; query?: string; url?: string; ca?: string } = {}): Promise<Finding[]> {
  const query = parts.query ?? '?sslmode=verify-full';
  const url = parts.url ?? postgres.url({ user: parts.user ?? 'reader', database, host: 'localhost', query });
  const pool = new MasterPool(url, { ca: parts.ca ?? certificates.ca });
  try {
    return await diagnose(pool, deadlineIn(10_000));
  } finally {
    await pool.end();
  }
}
const troubles = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ id, level }) => `${id} ${level}`);

test('OP-2 a master that lacks nothing: every line is ok', async () => {
  const findings = await findingsOf();
  expect(troubles(findings)).toEqual([]);
  expect(findings.map(({ id }) => id)).toEqual([
    ...['master.reach', 'master.tls', 'master.role', 'master.table.account', 'master.table.contact', 'master.functions'],
    ...['master.indexes', 'master.count', 'master.plan', 'master.phone', 'master.name'],
  ]);
  expect(findings.find(({ id }) => id === 'master.count')?.text).toBe('About 12,000 accounts');
});

test.each<[string, string, string[]]>([
  ['an index is missing', 'DROP INDEX account_phone_keys', ['master.indexes warn', 'master.plan warn']],
  [
    'an index is half built',
    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'contact_name_keys'::regclass",
    ['master.indexes warn'],
  ],
  [
    'a function is missing',
    'DROP FUNCTION interaction_history_phone_keys CASCADE',
    ['master.functions fail', 'master.indexes warn'],
  ],
  [
    'a column is missing',
    'ALTER TABLE contact DROP COLUMN home_phone CASCADE',
    ['master.table.contact fail', 'master.indexes warn'],
  ],
  ['a table is missing', 'DROP TABLE contact', ['master.table.contact fail', 'master.indexes warn']],
  ['a table may not be read', 'REVOKE SELECT ON contact FROM reader', ['master.table.contact fail']],
  ['the role may write', 'GRANT DELETE ON account TO reader', ['master.role warn']],
  ['there is nobody', 'TRUNCATE account CASCADE; ANALYZE account', ['master.count warn']],
])('OP-2 what is wrong is named with what to do: %s', async (_, sql, expected) => {
  await asAdmin(sql, database);
  const findings = await findingsOf();
  expect(troubles(findings)).toEqual(expected);
  for (const { level, mend } of findings) expect(mend !== undefined).toBe(level !== 'ok');
});

test('OP-2 over views nobody can tell the number, and nothing else is amiss', async () => {
  const sql = `ALTER TABLE account RENAME TO firms; CREATE VIEW account AS SELECT * FROM firms; GRANT SELECT ON account TO reader`;
  await asAdmin(sql, database);
  expect(troubles(await findingsOf())).toEqual([]);
});

test.each([
  ['a superuser', { user: 'postgres' }, ['master.role warn']],
  ['a certificate that nobody checks', { query: '?sslmode=no-verify' }, ['master.tls warn']],
  ['another authority', { ca: 'own' }, ['master.reach fail']],
])('TR-5 %s', async (_, parts, expected) => {
  const other = makeCertificates(mkdtempSync(path.join(folder, 'other-'))).ca;
  const findings = await findingsOf('ca' in parts ? { ca: other } : parts);
  expect(troubles(findings)).toEqual(expected);
  expect(findings.find(({ level }) => level !== 'ok')?.mend).toBeDefined();
});

test('OP-2 a pooler is named, and that the role has no statement_timeout of its own', async () => {
  const bouncer = await startPgBouncer({ postgres: postgres.port, database });
  try {
    expect(troubles(await findingsOf({ url: bouncer.url() }))).toEqual(['master.pooler warn']);
    await asAdmin("ALTER ROLE reader SET statement_timeout = '5s'");
    await asAdmin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
    expect(troubles(await findingsOf({ url: bouncer.url() }))).toEqual([]);
  } finally {
    await asAdmin('ALTER ROLE reader RESET statement_timeout');
    await bouncer.stop();
  }
});

test('OP-2 a master that is switched off: one line, in no time', async () => {
  const findings = await findingsOf({ url: 'postgres://reader@127.0.0.1:1/master' });
  expect(findings).toEqual([
    {
      id: 'master.reach',
      level: 'fail',
      text: expect.stringContaining('(ECONNREFUSED)') as string,
      mend: expect.any(String) as string,
    },
  ]);
});

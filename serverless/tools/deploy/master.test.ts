import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres, type RealPostgres } from '@interaction-history/sandbox/src/master/real/postgres';
import { Client } from 'pg';
import { MADE_BY } from '../../src/vendors/master/made-by';
import { onMaster } from '../../src/testing/master';
import { deployMaster, describeMaster, masterPlan, type MasterPlan } from './master';

const SCHEMA = readFileSync(path.join(__dirname, '../../master/schema.sql'), 'utf8');
const INDEXES = Object.values(MADE_BY).flatMap(({ indexes }) => indexes as readonly string[]);

let postgres: RealPostgres;
let plan: MasterPlan;
let url: string;
let number = 0;
beforeAll(async () => {
  postgres = await startPostgres(null);
  await onMaster(postgres.url(), async (database) => {
    await database.query('CREATE ROLE owner LOGIN; CREATE ROLE reader LOGIN');
  });
}, 60_000);
afterAll(() => postgres.stop());
/** A master of each test's own, as it is before the product: tables of somebody's, with rows. */
beforeEach(async () => {
  const database = `master_${number++}`;
  await onMaster(postgres.url(), async (admin) => void (await admin.query(`CREATE DATABASE ${database} OWNER owner`)));
  url = postgres.url({ database });
  plan = { ownerUrl: postgres.url({ database, user: 'owner' }), ca: null };
  await sql(plan.ownerUrl, SCHEMA);
  await sql(plan.ownerUrl, "INSERT INTO account (account_number, name, phone) VALUES ('A-1', 'Aiko Kimura', '(415) 555-0163')");
});

const sql = async (at: string, text: string): Promise<Record<string, unknown>[]> => {
  let rows: Record<string, unknown>[] = [];
  await onMaster(at, async (database) => {
    ({ rows } = await database.query<Record<string, unknown>>(text));
  });
  return rows;
};
const valid = async (): Promise<unknown[]> =>
  (await sql(url, 'SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indisvalid')).map(
    ({ relname }) => relname,
  );

test('OP-3 functions and indexes are made, said before, and a second time there is nothing to do', async () => {
  const described = await describeMaster(plan);
  expect(described).toEqual([
    'functions of phone-index.sql',
    ...INDEXES.slice(0, 2).map(named),
    'functions of name-index.sql',
    ...INDEXES.slice(2).map(named),
  ]);
  const said: string[] = [];
  await deployMaster(plan, (line) => said.push(line));
  expect(said).toEqual(described);
  expect(await valid()).toEqual(expect.arrayContaining(INDEXES));
  expect(await describeMaster(plan)).toEqual([]);
  expect(await deployMaster(plan)).toBe('Nothing to change');
});
const named = (index: string): string => `index ${index}`;

test('OP-5 to say what would change changes nothing', async () => {
  await describeMaster(plan);
  expect(await sql(url, "SELECT 1 FROM pg_proc WHERE proname LIKE 'interaction_history%'")).toEqual([]);
});

test('OP-5 an index that was left half built is made again', async () => {
  await deployMaster(plan);
  await sql(url, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'account_phone_keys'::regclass");
  await sql(plan.ownerUrl, 'CREATE INDEX contact_phone_keys_new ON contact (phone)');
  expect(await describeMaster(plan)).toEqual([
    'index account_phone_keys, which was half built',
    'leftovers of index contact_phone_keys',
  ]);
  await deployMaster(plan);
  expect(await valid()).toEqual(expect.arrayContaining(INDEXES));
  expect(await valid()).not.toContain('contact_phone_keys_new');
});

test('OP-5 a function that has changed has its indexes rebuilt, also where the deployment ended in between', async () => {
  await deployMaster(plan);
  await sql(
    plan.ownerUrl,
    `CREATE OR REPLACE FUNCTION interaction_history_phone_keys(VARIADIC fields text[]) RETURNS text[]
     LANGUAGE sql IMMUTABLE AS $$ SELECT '{old}'::text[] $$`,
  );
  await sql(plan.ownerUrl, 'REINDEX INDEX account_phone_keys');
  const steps = ['functions of phone-index.sql', 'index account_phone_keys rebuilt', 'index contact_phone_keys rebuilt'];
  expect(await describeMaster(plan)).toEqual(steps);
  const ended = deployMaster(plan, (line) => {
    if (line === 'index account_phone_keys rebuilt') throw new Error('the laptop was closed');
  });
  await expect(ended).rejects.toThrow('the laptop was closed');
  expect(await describeMaster(plan)).toEqual(steps.slice(1));
  await deployMaster(plan);
  await onMaster(url, async (database) => {
    await database.query('SET enable_seqscan = off');
    const { rows } = await database.query(
      "SELECT name FROM account WHERE interaction_history_phone_keys(phone, mobile_phone, other_phone) @> ARRAY['5550163']",
    );
    expect(rows).toEqual([{ name: 'Aiko Kimura' }]);
  });
  expect(await describeMaster(plan)).toEqual([]);
});

test('OP-3 indexes that were made by hand are taken as they are', async () => {
  for (const file of Object.keys(MADE_BY))
    await sql(plan.ownerUrl, readFileSync(path.join(__dirname, '../../master', file), 'utf8'));
  const before = await sql(url, "SELECT relfilenode FROM pg_class WHERE relname = 'account_phone_keys'");
  expect(await describeMaster(plan)).toEqual(INDEXES.map((index) => `note on index ${index}`));
  await deployMaster(plan);
  expect(await sql(url, "SELECT relfilenode FROM pg_class WHERE relname = 'account_phone_keys'")).toEqual(before);
});

test('OP-3 who writes meanwhile is not kept waiting', async () => {
  const writer = new Client({ connectionString: plan.ownerUrl });
  await writer.connect();
  await writer.query("BEGIN; UPDATE account SET name = 'Aiko' WHERE account_number = 'A-1'");
  const deploying = deployMaster(plan);
  // it waits for the writer's transaction to end before the first index is whole
  const waits =
    "SELECT 1 FROM pg_stat_activity WHERE application_name = 'interaction-history-deploy' AND wait_event_type = 'Lock'";
  while ((await sql(url, waits)).length === 0);
  await sql(plan.ownerUrl, "SET lock_timeout = '1s'; INSERT INTO account (account_number, name) VALUES ('A-2', 'Bo')");
  await expect(deployMaster(plan)).rejects.toThrow('Another deployment is at work');
  await writer.query('COMMIT');
  await writer.end();
  await deploying;
  expect(await valid()).toEqual(expect.arrayContaining(INDEXES));
});

test('OP-3 views are told, with the tables behind them; the functions are made all the same', async () => {
  await sql(
    plan.ownerUrl,
    'ALTER TABLE contact RENAME TO people; ALTER TABLE account RENAME TO firms; CREATE VIEW account AS SELECT * FROM firms; CREATE VIEW contact AS SELECT * FROM people',
  );
  const hints: unknown[] = [
    expect.stringMatching(/^account is a view.* on firms,/),
    expect.stringMatching(/^contact is a view.* on people,/),
  ];
  expect(await describeMaster(plan)).toEqual(['functions of phone-index.sql', 'functions of name-index.sql', ...hints]);
  expect((await deployMaster(plan)).split('\n')).toEqual([expect.stringMatching(/^Done: functions/), ...hints]);
  expect(await describeMaster(plan)).toEqual(hints);
});

test.each([
  [
    'another role',
    async () => ({ ...plan, ownerUrl: plan.ownerUrl.replace('owner@', 'reader@') }),
    /belongs to owner: set MASTER_OWNER_URL/,
  ],
  ['no tables', async () => ({ ...plan, ownerUrl: postgres.url() }), /no account: run serverless\/master\/schema.sql/],
  [
    'no database',
    async () => ({ ...plan, ownerUrl: postgres.url({ database: 'nowhere' }) }),
    /no database of the name in MASTER_OWNER_URL/,
  ],
])('OP-5 what is in the way is told with what to do: %s', async (_, wrong, words) => {
  await expect(describeMaster(await wrong())).rejects.toThrow(words);
});

test('OP-5 without a master, or without its owner, there is no part of a deployment for it', () => {
  expect(masterPlan({})).toBeNull();
  expect(masterPlan({ MASTER_DATABASE_URL: 'postgres://x' })).toBeNull();
  const env = { MASTER_DATABASE_URL: 'postgres://x', MASTER_OWNER_URL: 'postgres://y', MASTER_DATABASE_CA_BASE64: 'UEVN' };
  expect(masterPlan(env)).toEqual({ ownerUrl: 'postgres://y', ca: 'PEM' });
});

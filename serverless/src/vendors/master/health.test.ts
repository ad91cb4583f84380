import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import { deadlineIn } from '../../runtime/deadline';
import { onMaster } from '../../testing/master';
import { MADE_BY, ping } from './health';
import { MasterPool } from './pool';

let master: MasterStandIn;
let pool: MasterPool;
beforeAll(async () => {
  master = await startMaster({ port: 0, host: '127.0.0.1', customers: 500 });
  pool = new MasterPool(master.url);
}, 120_000);
afterAll(async () => {
  await pool.end();
  await master.stop();
});

test.each(['phone-index.sql', 'name-index.sql'] as const)('OP-4 what is looked for is what %s makes', (file) => {
  const sql = readFileSync(path.join(__dirname, '../../../master', file), 'utf8');
  const named = (pattern: RegExp): (string | undefined)[] => [...sql.matchAll(pattern)].map(([, name]) => name);
  expect(named(/^CREATE OR REPLACE FUNCTION (\w+)/gm)).toEqual(MADE_BY[file].functions);
  expect(named(/^CREATE INDEX IF NOT EXISTS (\w+)/gm)).toEqual(MADE_BY[file].indexes);
});

test('OP-4 a master with both files run lacks nothing', async () => {
  expect(await ping(pool, deadlineIn(5_000))).toMatchObject({ missing: [], usable: true });
});

test('OP-4 a missing index, a half built one and a missing function are named with the file that makes them', async () => {
  await onMaster(master.url, async (database) => {
    await database.query('DROP INDEX contact_phone_keys');
    await database.query("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'account_name_keys'::regclass");
  });
  expect(await ping(pool, deadlineIn(5_000))).toMatchObject({
    missing: [
      { name: 'contact_phone_keys', file: 'phone-index.sql' },
      { name: 'account_name_keys', file: 'name-index.sql' },
    ],
    usable: true,
  });
  await onMaster(master.url, async (database) => {
    await database.query('DROP FUNCTION interaction_history_phone_keys CASCADE');
  });
  expect(await ping(pool, deadlineIn(5_000))).toMatchObject({
    missing: expect.arrayContaining([{ name: 'interaction_history_phone_keys', file: 'phone-index.sql' }]) as object,
    usable: false,
  });
});

import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import { Client } from 'pg';
import { deadlineIn } from '../../runtime/deadline';
import { findByEmail } from './find-by-email';
import { findByPhone } from './find-by-phone';
import { MasterPool } from './pool';
import { readRecord } from './read-record';

let master: MasterStandIn;
let pool: MasterPool;
beforeAll(async () => {
  master = await startMaster({ port: 0, host: '127.0.0.1' });
  pool = new MasterPool(master.url);
}, 120_000);
afterAll(async () => {
  await pool.end();
  await master.stop();
});
const deadline = () => deadlineIn(5_000);

test('ID-7 a customer known to the master alone is found with her own name, company and phones', async () => {
  const { matches, total } = await findByPhone(pool, '+14155550163', 'US', deadline());
  expect(total).toBe(1);
  expect(matches[0]).toEqual({
    key: 'master:A-204417',
    source: 'master',
    name: '山本 彩 (Aya Yamamoto)',
    company: 'Yamamoto Coffee Imports',
    accountNumber: 'A-204417',
    address: '2150 Folsom St, San Francisco, CA 94110',
    region: 'US',
    email: 'aya@yamamotocoffee.example',
    phones: [
      { label: 'Mobile', value: '+1 415 555 0164', matched: false },
      { label: 'Office', value: '+1 415 555 0163', matched: true },
    ],
    statuses: [
      { field: 'status', value: 'Active' },
      { field: 'segment', value: 'Business' },
    ],
    openCases: null,
    orders: null,
    salesforce: null,
  });
});

test('ID-4 an account without a primary contact is found by its own phone', async () => {
  const { matches } = await findByPhone(pool, '+14155550176', 'US', deadline());
  expect(matches).toMatchObject([{ name: 'Takeshi Yamamoto', company: null, accountNumber: 'A-198203' }]);
});

test.each([
  ['+14155550100', '(415) 555-0100'],
  ['+14155550100', '415.555.0100'],
  ['+14155550100', '+1 415 555 0100'],
  ['+14155550100', '1-415-555-0100'],
  ['+14155550100', '4155550100'],
  ['+14155550100', '+1(415)5550100 x12'],
  ['+14155550100', '４１５－５５５－０１００'],
  ['+14155550100', '415\u00a0555\u00a00100'],
  ['+14155550100', '415-555-7777 / 415-555-0100'],
  ['+14155550100', '415-555-0100; 415-555-7777'],
  ['+14155550100', '415 555 7777 415 555 0100'],
  ['+14155550100', 'office 415 555 0100 or 415 555 7777'],
  ['+81312345678', '03-1234-5678'],
  ['+81312345678', '+81 3 1234 5678'],
  ['+81312345678', '(03)12345678'],
  ['+442079460018', '0044 20 7946 0018'],
  ['+442079460018', '+44 (0)20 7946 0018'],
  ['+442079460018', '020 79 46 00 18'],
  ['+18003569377', '1-800-FLOWERS'],
  ['+14155552273', '(415) 555-CARE'],
  ['+525512345678', '+521 55 1234 5678'],
  ['+5541988887777', '+55 41 8888-7777'],
  ['+541123456789', '+54 9 11 2345-6789'],
])('ID-4 %s is found where the master holds %s', async (e164, stored) => {
  await withAccount(stored, async () => {
    const { matches } = await findByPhone(pool, e164, 'US', deadline());
    expect(matches.map((match) => match.accountNumber)).toContain('T-1');
  });
});

test.each(['(650) 555-0100', '555-0100', '+1 415 555 01002', '(415) 555-9999 x0100', '415-555-4444 / 555-0100', '06-1234-5678'])(
  'ID-4 %s is not +14155550100 nor +81312345678',
  async (stored) => {
    await withAccount(stored, async () => {
      for (const e164 of ['+14155550100', '+81312345678']) {
        const { matches } = await findByPhone(pool, e164, 'US', deadline());
        expect(matches.map((match) => match.accountNumber)).not.toContain('T-1');
      }
    });
  },
);

test('ID-4 ID-16 a foreign switchboard of sixty people, each number in another notation, is counted whole, and twenty are shown', async () => {
  const written = ['+1 415 555 0142', '(415) 555-0142', '415.555.0142', '001 1 415 555 0142', '4155550142', '1-415-555-0142'];
  const rows = Array.from({ length: 60 }, (_, n) => `('S-${n}', 'Person ${n}', '${written[n % written.length]}', 'US')`);
  await asAdmin(async (admin) => {
    await admin.query(`INSERT INTO account (account_number, name, phone, billing_country) VALUES ${rows.join(', ')}`);
    try {
      const { matches, total } = await findByPhone(pool, '+14155550142', 'JP', deadline());
      expect([matches.length, total]).toEqual([20, 60]);
    } finally {
      await admin.query("DELETE FROM account WHERE account_number LIKE 'S-%'");
    }
  });
});

test('a look-up is one query, and reads from the index', async () => {
  const before = pool.queries;
  await findByPhone(pool, '+14155550171', 'US', deadline());
  expect(pool.queries - before).toBe(1);
  const plan = await pool.query<{ 'QUERY PLAN': string }>(
    "EXPLAIN SELECT 1 FROM contact WHERE interaction_history_phone_keys(phone, mobile_phone, home_phone) @> ARRAY['5550171']",
    [],
    deadline(),
  );
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('contact_phone_keys');
});

test('an e-mail address is found whatever its case; an account number reads one record; hostile text is only text', async () => {
  expect((await findByEmail(pool, 'AYA@YamamotoCoffee.example', deadline())).matches).toMatchObject([
    { accountNumber: 'A-204417', name: '山本 彩 (Aya Yamamoto)' },
  ]);
  expect(await readRecord(pool, 'C-18820', deadline())).toMatchObject({
    key: 'master:C-18820',
    name: 'Kenji Yamamoto',
    company: null,
  });
  expect(await readRecord(pool, "x'; DROP TABLE contact; --", deadline())).toBeNull();
  expect((await findByEmail(pool, "' OR 1=1 --", deadline())).total).toBe(0);
  expect((await findByPhone(pool, '+14155550171', 'US', deadline())).total).toBeGreaterThan(0);
});

async function asAdmin(work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: master.url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

async function withAccount(phone: string, check: () => Promise<void>): Promise<void> {
  await asAdmin(async (admin) => {
    try {
      await admin.query("INSERT INTO account (account_number, name, phone) VALUES ('T-1', 'Test', $1)", [phone]);
      await check();
    } finally {
      await admin.query("DELETE FROM account WHERE account_number = 'T-1'");
    }
  });
}

import fc from 'fast-check';
import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import { deadlineIn } from '../../runtime/deadline';
import { code, folded, indexKeys, storedWords, typedWords } from '@interaction-history/shared/src/customers/search-text';
import { customerQuery } from '../../customers/search/query';
import { onMaster } from '../../testing/master';
import { MasterPool } from './pool';
import { searchCustomers } from './search';

let master: MasterStandIn;
let pool: MasterPool;
beforeAll(async () => {
  master = await startMaster({ port: 0, host: '127.0.0.1', customers: 500 });
  pool = new MasterPool(master.url);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await master.stop();
});
const deadline = () => deadlineIn(5_000);

const NAMES = [
  'Zoë Núñez',
  "Conan O'Brien",
  'Łukasz Świątek',
  'Jürgen Groß',
  'Æther Øre Þór Đặng Ðæ',
  'ＡＣＭＥ　Ｗｉｄｇｅｔｓ',
  'ﾔﾏﾓﾄ ｱﾔ',
  'ガギグゲゴ パピプペポ ヴ',
  '山本 彩 (Aya Yamamoto)',
  '𠮷田 花子',
  '김 민준',
  '陈伟',
  'Ελένη ΠΑΠΑΔΟΠΟΎΛΟΥ Οδυσσεύς',
  'Анастасия ВОЛКОВА Ёлкин Йозеф',
  'نادية حداد',
  'נועה לוי',
  'अर्जुन मेहता',
  'İstanbul Işık ısı',
  'Ngọc Trần',
  'a-b_c.d/e',
  '々〇 〒100-0005',
  'Żółć WAŁĘSA Ħamrun',
  'أحمد إبراهيم مُحَمَّد هدى فاطمة',
  'כֹּהֵן שָׂרָה',
  'ՀԱՅԿ Սարգսյան',
  'O’Neill O´Neill Oʼneill D‛Arcy',
  'タ゛ナカ はﾟん',
  'ᲒᲘᲝᲠᲒᲘ ქავთარაძე',
  'Љубомир ЏОРЂЕВИЋ Ѓорѓи',
  'zero\u200bwidth so\u00adft',
];

test.each(NAMES)('ID-8 the database folds %s and cuts its keys as the Functions do', async (name) => {
  const [row] = await pool.query<{ fold: string; keys: string[]; code: string }>(
    'SELECT interaction_history_fold($1) fold, interaction_history_text_keys($1) keys, interaction_history_code($1) code',
    [name],
    deadline(),
  );
  expect(row?.fold).toBe(folded(name));
  expect(row?.code.replace(/[^\p{L}\p{M}\p{N}]/gu, '')).toBe(code(name));
  for (const word of [...typedWords(name), ...storedWords(name)])
    expect(row?.keys).toEqual(expect.arrayContaining(indexKeys(word)));
  for (const word of storedWords(name)) expect(row?.keys).toContain(`=${word}`);
});

test('ID-8 every beginning of every word of any name is among the keys', async () => {
  const name = fc
    .array(fc.constantFrom(...NAMES.flatMap((one) => one.split(' '))), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' '));
  await fc.assert(
    fc.asyncProperty(name, fc.nat(12), async (stored, length) => {
      const typed = typedWords(stored).map((word) => [...word].slice(0, length + 1).join(''));
      const wanted = typed.flatMap(indexKeys);
      const [row] = await pool.query<{ found: boolean }>(
        'SELECT interaction_history_text_keys($1) @> $2::text[] AS found',
        [stored, wanted],
        deadline(),
      );
      expect(row?.found).toBe(true);
    }),
    { numRuns: 200 },
  );
}, 120_000);

test.each([
  ['account_name_keys', "SELECT 1 FROM account WHERE interaction_history_text_keys(name) @> ARRAY['yam','ama']"],
  [
    'contact_name_keys',
    "SELECT 1 FROM contact WHERE interaction_history_text_keys(first_name, last_name, full_name) @> ARRAY['山本']",
  ],
  ['contact_email_keys', "SELECT 1 FROM contact WHERE interaction_history_text_keys(email) @> ARRAY['aya']"],
  ['account_number_code', "SELECT 1 FROM account WHERE interaction_history_code(account_number) LIKE 'a204%'"],
])('a search reads from the index %s', async (index, query) => {
  const plan = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`, [], deadline());
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
});

test('the indexes can be rebuilt with an empty search_path, as PostgreSQL 17 does it', async () => {
  await pool.query('REINDEX TABLE contact', [], deadline());
  await pool.query('ANALYZE account', [], deadline());
});

test('ID-8 whose name is exactly the typed word is found, however many names begin with it', async () => {
  await onMaster(master.url, async (database) => {
    await database.query(
      "INSERT INTO account (account_number, name) SELECT 'Z-' || n, 'Kimura' || n || ' Aiko' FROM generate_series(1, 1200) n",
    );
    await database.query("INSERT INTO account (account_number, name) VALUES ('Z-exact', 'Aiko Kimu')");
  });
  const query = customerQuery({ name: 'kimu' }, 'US');
  const found = await searchCustomers(pool, query, 'US', deadline());
  expect(found.map(({ accountNumber }) => accountNumber)).toContain('Z-exact');
  expect(found.length).toBeLessThanOrEqual(1_000);
});

import type { SearchResponse } from '@interaction-history/shared/src/contract/customers';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';
import { onMaster } from '../../testing/master';
import { handler as search } from '../../../functions/customers/search';

/** ID-8 over scripts and spellings: given and family name as they are stored. */
const PEOPLE: readonly (readonly [given: string, family: string])[] = [
  ['Zoë', 'Ñíguez'],
  ['Conan', "O'Brien"],
  ['Sinéad', 'O’Connor'],
  ['Łukasz', 'Żółć'],
  ['Małgorzata', 'Wałęsa'],
  ['Jörg', 'Preuß'],
  ['Weiß', 'Strauß'],
  ['Søren', 'Kjær'],
  ['Åsa', 'Ångström'],
  ['Þóra', 'Ðorðardóttir'],
  ['Jiří', 'Dvořák'],
  ['Ľudmila', 'Šťastná'],
  ['İbrahim', 'Yıldız'],
  ['Şükrü', 'Çağlar'],
  ['Ștefan', 'Țepeș'],
  ['Đorđe', 'Čavić'],
  ['Hằng', 'Phạm'],
  ['Đặng', 'Nguyễn'],
  ['Françoise', "L'Hôpital"],
  ['Renée', 'D’Angelo'],
  ['José', 'García-Ibáñez'],
  ['Ελένη', 'Παπαδοπούλου'],
  ['Γιώργος', 'Ιωάννου'],
  ['Άννα', 'Ψαρρού'],
  ['Сергей', 'Йовков'],
  ['Фёдор', 'Ёлкин'],
  ['Їжакевич', 'Андрій'],
  ['Ґалаґан', 'Олекса'],
  ['أحمد', 'إبراهيم'],
  ['فاطمة', 'الزهراء'],
  ['هدى', 'آل سعود'],
  ['علی', 'کریمی'],
  ['נועה', 'לוי'],
  ['אברהם', 'כהן'],
  ['अर्जुन', 'मेहता'],
  ['प्रिया', 'शर्मा'],
  ['สมชาย', 'ใจดี'],
  ['민준', '편'],
  ['서연', '이'],
  ['지훈', '남궁'],
  ['伟', '陈'],
  ['小明', '王'],
  ['太郎', '林'],
  ['花子', '佐藤'],
  ['彩', '山本'],
  ['一郎', '渡邉'],
  ['アヤ', 'ヤマモト'],
  ['ﾀﾛｳ', 'ﾔﾏﾀﾞ'],
  ['はなこ', 'さとう'],
  ['Հայկ', 'Սարգսյան'],
  ['გიორგი', 'ქავთარაძე'],
];

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
beforeAll(async () => {
  centre = await startTestEnvironment();
  ada = centre.as('ada');
  await onMaster(centre.master.url, async (database) => {
    for (const [at, [given, family]] of PEOPLE.entries()) {
      await database.query('INSERT INTO account (account_number, name) VALUES ($1, $2)', [`N-${at}`, `Household ${at}`]);
      await database.query('INSERT INTO contact (contact_id, account_number, first_name, last_name) VALUES ($1, $2, $3, $4)', [
        `NC-${at}`,
        `N-${at}`,
        given,
        family,
      ]);
    }
  });
  // Older than what is asked for by date: the search index alone has to find them
  for (const [at, [FirstName, LastName]] of PEOPLE.entries()) {
    const account = centre.salesforce.records.create('Account', { Name: `Household ${at}`, SF_Account_No__c: `S-${at}` });
    const contact = centre.salesforce.records.create('Contact', { FirstName, LastName, AccountId: account.Id ?? null });
    for (const record of [account, contact]) record.SystemModstamp = '2026-01-01T00:00:00.000+0000';
  }
}, 120_000);
beforeEach(() => {
  captureLog();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await centre.stop();
  expect(centre.salesforce.unknown).toEqual([]);
});

/** Without what is not on every keyboard. */
const withoutAccents = (text: string): string =>
  [...text]
    .map(
      (letter) =>
        ({ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', ø: 'o', ı: 'i', ß: 'ss', æ: 'ae', þ: 'th', Þ: 'Th', ґ: 'ґ' })[
          letter
        ] ??
        letter
          .normalize('NFD')
          .replace(/[\u0300-\u036f\u0654\u0655\u0653]/g, '')
          .normalize('NFC'),
    )
    .join('');

function asked(given: string, family: string): Record<string, string> {
  const whole = `${given} ${family}`;
  return {
    'as stored': whole,
    'in capitals': whole.toUpperCase(),
    'without accents': withoutAccents(whole),
    reversed: `${family} ${given}`,
    'by the family name': family,
    'by a part': `${given} ${[...family.normalize('NFKC')].slice(0, 3).join('')}`,
    'with plain apostrophes': whole.replaceAll('’', "'"),
    'with typographic apostrophes': whole.replaceAll("'", '’'),
    'without apostrophes': whole.replace(/['’]/g, ''),
    ...(/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff66-\uff9f]+$/u.test(given + family)
      ? { 'as one word': family + given }
      : {}),
  };
}

test.each(PEOPLE.map(([given, family], at) => [`${given} ${family}`, at] as const))(
  'ID-8 %s is found in both sources, however it is typed',
  async (_, at) => {
    const [given, family] = PEOPLE[at] ?? ['', ''];
    const missed: string[] = [];
    for (const [way, name] of Object.entries(asked(given, family))) {
      const { status, body } = await ada(search, { name });
      const { results, salesforce, master } = body as SearchResponse;
      if (status !== 200 || salesforce.status !== 'ok' || master.status !== 'ok')
        missed.push(`${way} (${name}): a section failed`);
      const numbers = results.map(({ accountNumber }) => accountNumber);
      for (const number of [`S-${at}`, `N-${at}`]) if (!numbers.includes(number)) missed.push(`${way} (${name}): ${number}`);
    }
    expect(missed).toEqual([]);
  },
);

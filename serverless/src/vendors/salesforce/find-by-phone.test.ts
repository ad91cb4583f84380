import fc from 'fast-check';
import { TOKENISERS, type TokeniserName } from '@interaction-history/sandbox/src/salesforce/tokenisers';
import { LOOK_ALIKES } from '@interaction-history/sandbox/src/salesforce/background';
import type { SalesforceConfig } from '../../config/config';
import { findByEmail } from './find-by-email';
import { findByPhone } from './find-by-phone';
import { phoneSearchText } from './phone-search';
import { readRecord } from './read-record';
import { directoryIn, startOrg, type TestOrg } from './testing/org';

const find = (org: TestOrg, e164: string, phoneFields?: SalesforceConfig['phoneFields']) =>
  findByPhone(directoryIn(org, phoneFields ? { phoneFields } : {}), e164);
const names = async (org: TestOrg, e164: string): Promise<string[]> => (await find(org, e164)).matches.map((match) => match.name);

describe('in the seeded org', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startOrg();
  });
  afterAll(async () => {
    await org.org.stop();
    expect(org.org.unknown).toEqual([]);
  });

  test('ID-4 a number three customers share, each in another notation, finds the three and no look-alike', async () => {
    expect(await names(org, '+14155550100')).toEqual(['Ana Torres', 'Anna Torres', 'Miguel Torres']);
  });

  test.each([
    ['+14155550127', 'David Okafor'],
    ['+14155550119', 'Priya Natarajan'],
    ['+14155550171', 'Kenji Yamamoto'],
    ['+14155550174', 'Laura Yamamoto-Price'],
    ['+14155550157', 'Miguel Torres'],
    ['+81312345678', '花子 (Hanako) 佐藤 (Sato)'],
  ])('ID-4 %s finds %s alone', async (e164, name) => {
    expect(await names(org, e164)).toEqual([name]);
  });

  test('ID-7 nobody is found for a customer of the master alone, nor for a number nobody has', async () => {
    expect(await names(org, '+14155550163')).toEqual([]);
    expect(await names(org, '+14155550187')).toEqual([]);
  });

  test('ID-5 a card holds what confirms identity', async () => {
    const { matches } = await find(org, '+14155550127');
    expect(matches[0]).toMatchObject({
      key: expect.stringMatching(/^salesforce:003\w{15}$/) as string,
      name: 'David Okafor',
      company: 'Okafor & Reid LLP',
      accountNumber: 'C-20714',
      address: '410 Larkin St, San Francisco, CA 94102',
      email: 'd.okafor@okaforreid.example',
      phones: [
        { label: 'Mobile', value: '(415) 555-0127', matched: true },
        { label: 'Office', value: '+1 415 555 0128', matched: false },
      ],
      statuses: [
        { field: 'Id_Verification_Status__c', value: 'Verified' },
        { field: 'Portal_Status__c', value: 'Active' },
      ],
      openCases: 1,
      orders: 2,
    });
    const page = await fetch(matches[0]?.salesforce?.url ?? '');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('David Okafor')]);
  });

  test('ID-5 closed cases are not counted as open', async () => {
    const { matches } = await find(org, '+14155550100');
    expect(matches.map(({ name, openCases, orders }) => [name, openCases, orders])).toEqual([
      ['Ana Torres', 2, 1],
      ['Anna Torres', 0, 1],
      ['Miguel Torres', 0, 4],
    ]);
  });

  test('PR-3 no URL sent to Salesforce holds a number, a name or an address', async () => {
    org.org.requests.length = 0;
    await find(org, '+14155550100');
    await findByEmail(directoryIn(org), 'ana@torres.example');
    expect(org.org.requests.map(({ url }) => url).filter((url) => !url.endsWith('/token'))).toEqual([
      '/services/data/v62.0/composite/batch',
      '/services/data/v62.0/composite',
      '/services/data/v62.0/composite',
    ]);
  });

  test('a pop costs two API calls, found or not, once logged in', async () => {
    for (const e164 of ['+14155550100', '+14155550187']) {
      const before = org.org.apiCalls();
      await find(org, e164);
      expect(org.org.apiCalls() - before).toBe(2);
    }
  });

  test('a chosen record and an e-mail address are one API call each', async () => {
    const chosen = (await find(org, '+14155550100')).matches[0];
    const before = org.org.apiCalls();
    const byEmail = await findByEmail(directoryIn(org), 'ANA@torres.example');
    expect(org.org.apiCalls() - before).toBe(1);
    expect(byEmail.matches).toMatchObject([{ key: chosen?.key, openCases: 2, orders: 1 }]);
    const { contactId = null, accountId = null } = chosen?.salesforce ?? {};
    for (const ids of [{ contactId, accountId }, { contactId }, { accountId }]) {
      expect(await readRecord(directoryIn(org), ids)).toMatchObject({ accountNumber: 'C-10042', openCases: 2, orders: 1 });
    }
    expect(org.org.apiCalls() - before).toBe(4);
    expect(await readRecord(directoryIn(org), { contactId: '003000000000000AAA' })).toBeNull();
  });
});

const RECALL: [e164: string, stored: string][] = [
  ['+14155550100', '(415) 555-0100'],
  ['+14155550100', '415.555.0100'],
  ['+14155550100', '(415) 555.0100'],
  ['+14155550100', '+1 415 555 0100'],
  ['+14155550100', '1-415-555-0100'],
  ['+14155550100', '4155550100'],
  ['+14155550100', '+14155550100'],
  ['+14155550100', '+1(415)5550100 x12'],
  ['+14155550100', '415 55 501 00'],
  ['+14155550100', '００１－４１５－５５５－０１００'],
  ['+14155550100', '（４１５）５５５－０１００'],
  ['+14155550100', '415\u00a0555\u00a00100'],
  ['+14155550100', '415\u2011555\u20110100'],
  ['+14155550100', '415-555-7777 / 415-555-0100'],
  ['+14155550100', '415-555-0100, 415-555-7777'],
  ['+81312345678', '03-1234-5678'],
  ['+81312345678', '+81 3 1234 5678'],
  ['+81312345678', '(03)12345678'],
  ['+81312345678', '０３−１２３４−５６７８'],
  ['+442079460018', '0044 20 7946 0018'],
  ['+442079460018', '+44 (0)20 7946 0018'],
  ['+442079460018', '020 79 46 00 18'],
  ['+18003569377', '1-800-FLOWERS'],
  ['+18004633339', '1 800 GO FEDEX'],
  ['+14155552273', '(415) 555-CARE'],
  ['+525512345678', '+521 55 1234 5678'],
  ['+5541988887777', '+55 41 8888-7777'],
  ['+541123456789', '+54 9 11 2345-6789'],
];

describe.each(Object.keys(TOKENISERS) as TokeniserName[])('with an index that cuts by %s', (tokeniser) => {
  let org: TestOrg;
  /** The records are older than what is asked for by date, so that the search alone has to find them. */
  let clock = Date.parse('2026-01-01T00:00:00Z');
  beforeAll(async () => {
    org = await startOrg({ tokeniser, seeded: false, now: () => clock });
    RECALL.forEach(([, stored], at) =>
      org.org.records.create('Contact', { LastName: `Recall ${at}`, Phone: stored.slice(0, 40) }),
    );
    LOOK_ALIKES.forEach(({ phone }) => org.org.records.create('Contact', { LastName: 'Look-alike', MobilePhone: phone }));
    clock = Date.now();
  });
  afterAll(() => org.org.stop());

  test.each(RECALL)('ID-4 %s is found where Salesforce holds %s', async (e164, stored) => {
    const { matches } = await find(org, e164);
    const wanted = RECALL.flatMap(([number], at) => (number === e164 ? [`Recall ${at}`] : []));
    expect(matches.flatMap((match) => match.phones.map((phone) => phone.value))).toContain(stored);
    expect(matches.map((match) => match.name).sort()).toEqual(wanted.sort());
  });
});

const open: TestOrg[] = [];
/** An org for one test; stopped whether the test passes or not, or a failing one would keep the run from ending. */
async function opened(...options: Parameters<typeof startOrg>): Promise<TestOrg> {
  const org = await startOrg(...options);
  open.push(org);
  return org;
}
afterEach(async () => {
  for (const org of open.splice(0)) await org.org.stop();
});

test('ID-4 any grouping and any prefix of a number is found by the search alone', async () => {
  let clock = Date.parse('2026-01-01T00:00:00Z');
  const org = await opened({ seeded: false, now: () => clock });
  const contact = org.org.records.create('Contact', { LastName: 'Anybody' });
  const separator = fc.constantFrom(' ', '-', '.', ' - ', '\u00a0', '.\u2009', '/');
  const written = fc
    .record({
      national: fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/),
      prefix: fc.constantFrom('', '1', '+1', '001'),
      groups: fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 4 }),
      separators: fc.array(separator, { minLength: 5, maxLength: 5 }),
    })
    .map(({ national, prefix, groups, separators }) => {
      const parts: string[] = [];
      let rest = national;
      for (const size of groups) {
        if (rest.length - size < 2) break;
        parts.unshift(rest.slice(-size));
        rest = rest.slice(0, -size);
      }
      const all = [prefix, rest, ...parts].filter((part) => part !== '');
      return {
        e164: `+1${national}`,
        stored: all.map((part, at) => (at === 0 ? part : (separators[at % separators.length] ?? ' ') + part)).join(''),
      };
    });
  await fc.assert(
    fc.asyncProperty(written, async ({ e164, stored }) => {
      clock = Date.parse('2026-01-01T00:00:00Z');
      org.org.records.update('Contact', String(contact.Id), { HomePhone: stored });
      clock = Date.now();
      expect((await find(org, e164)).total).toBe(1);
    }),
    { numRuns: 60 },
  );
});

test('ID-4 ID-16 a foreign switchboard of sixty people, each number in another notation, is counted whole, and twenty are shown', async () => {
  let clock = Date.parse('2026-01-01T00:00:00Z');
  const org = await opened({ seeded: false, now: () => clock });
  const written = ['+1 415 555 0100', '(415) 555-0100', '415.555.0100', '011 1 415 555 0100', '4155550100', '1-415-555-0100'];
  for (let n = 0; n < 60; n++)
    org.org.records.create('Contact', { LastName: `Person ${n}`, Phone: written[n % written.length], MailingCountry: 'US' });
  clock = Date.now();
  const { matches, total } = await findByPhone(directoryIn(org, { region: 'JP' }), '+14155550100');
  expect([matches.length, total]).toEqual([20, 60]);
});

test('ID-4 a record younger than the search index is found by its date', async () => {
  const org = await opened({ seeded: false });
  const original = org.client.search.bind(org.client);
  // An index that has not caught up answers with nothing
  org.client.search = async <T>(sosl: string, given: Parameters<typeof original>[1]) =>
    (await original<T>(sosl, given)).slice(0, 0);
  org.org.records.create('Contact', { LastName: 'New', OtherPhone: '４１５－５５５－０１００' });
  org.org.records.create('Account', { Name: 'New Ltd', Phone: '415/555.0100' });
  expect(await names(org, '+14155550100')).toEqual(['New', 'New Ltd']);
});

test('ID-4 configured custom fields and person accounts are searched, and a contact and its own account are one card', async () => {
  const org = await opened({ seeded: false, personAccounts: true });
  org.org.records.create('Account', { Name: 'Pat Person', PersonMobilePhone: '415-555-0100', PersonEmail: 'pat@person.example' });
  const account = org.org.records.create('Account', { Name: 'Shared Ltd', Phone: '+1 415 555 0100' });
  org.org.records.create('Contact', { LastName: 'Owner', AccountId: account.Id, Phone: '4155550100' });
  const { matches } = await find(org, '+14155550100', { Contact: [], Account: ['PersonMobilePhone'] });
  expect(matches.map(({ name, email }) => [name, email])).toEqual([
    ['Owner', null],
    ['Pat Person', 'pat@person.example'],
  ]);
  expect(matches[1]?.phones).toEqual([{ label: 'Mobile', value: '415-555-0100', matched: true }]);
});

test('a search text keeps its operators: it stays below 4,000 characters for every length of number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{5,14}$/), (e164) => {
      expect(phoneSearchText(e164).length).toBeLessThan(4_000);
      expect(encodeURIComponent(phoneSearchText(e164)).length).toBeLessThan(14_000);
    }),
  );
});

import { startOrg, directoryIn, type TestOrg } from './testing/org';
import { captureLog } from '../../testing/environment';
import { customerQuery } from '../../customers/search/query';
import { deadlineIn } from '../../runtime/deadline';
import { findByEmail } from './find-by-email';
import { findByNumber } from './find-by-number';
import { findByPhone } from './find-by-phone';
import { openCase } from './open-case';
import { readRecord } from './read-record';
import { searchCustomers } from './search';

const DAVID = '+14155550127';
const EMAIL = 'd.okafor@okaforreid.example';
/** Time for a machine that others load, too. */
const PATIENT = { ms: 30_000 };
let open: TestOrg | undefined;
let log: string[];
beforeEach(() => {
  log = captureLog();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await open?.org.stop();
  open = undefined;
});
const org = async (...options: Parameters<typeof startOrg>): Promise<TestOrg> => (open = await startOrg(...options));
const names = ({ matches }: { matches: { name: string }[] }): string[] => matches.map(({ name }) => name);
const leftOut = (): string[] => log.filter((line) => line.includes('left out'));

/** Every way in which we ask for customers, and what each must answer whatever the org lacks. */
async function everyWay(test: TestOrg): Promise<void> {
  const directory = directoryIn(test, PATIENT);
  const { matches } = await findByPhone(directory, DAVID);
  expect(matches.map(({ name }) => name)).toEqual(['David Okafor']);
  expect(names(await findByEmail(directory, EMAIL.toUpperCase()))).toEqual(['David Okafor']);
  for (const fields of [
    { name: 'okafor' },
    { email: EMAIL },
    { email: '@okaforreid.example' },
    { phone: DAVID },
    { company: 'okafor', name: 'david' },
  ]) {
    const found = await searchCustomers(directory, customerQuery(fields, 'US'));
    expect(found.map(({ name }) => name)).toContain('David Okafor');
  }
  const ids = matches[0]?.salesforce;
  expect(await readRecord(directory, { contactId: ids?.contactId ?? '', accountId: ids?.accountId ?? '' })).toMatchObject({
    name: 'David Okafor',
  });
}

test('OP-6 look-ups at once in a standard org are all answered, and none takes another’s refusal for one of its own', async () => {
  const test = await org({ org: 'standard' });
  const directory = directoryIn(test, PATIENT);
  const answers = await Promise.all(Array.from({ length: 6 }, () => findByPhone(directory, DAVID)));
  expect(answers.map(names)).toEqual(Array(6).fill(['David Okafor']));
  expect(directory.client.facts.matchesPatterns('Contact.Email')).toBe(true);
});

test('OP-6 a standard org: customers are found in every way, without badges and customer number; said once, with Salesforce’s code', async () => {
  const test = await org({ org: 'standard' });
  await everyWay(test);
  const [david] = (await findByPhone(directoryIn(test, PATIENT), DAVID)).matches;
  expect(david).toMatchObject({ company: 'Okafor & Reid LLP', statuses: [], accountNumber: null, openCases: 1, orders: 2 });
  expect(leftOut()).toHaveLength(1);
  expect(JSON.parse(leftOut()[0] ?? '')).toMatchObject({
    code: 'INVALID_FIELD',
    event: expect.stringContaining(
      'Account.Id_Verification_Status__c, Account.Internet_Eligibility_Status__c, Account.Portal_Status__c',
    ) as string,
  });
  const record = { accountNumber: 'C-20714', primaryContact: null } as Parameters<typeof findByNumber>[1];
  expect(await findByNumber(directoryIn(test, PATIENT), record)).toBeNull();
});

test('OP-6 what an org lacks costs one refusal and one describe a process, and an org that lacks nothing none', async () => {
  const lacking = await org({ org: 'standard' });
  await findByPhone(directoryIn(lacking, PATIENT), DAVID);
  const first = lacking.org.apiCalls();
  await findByPhone(directoryIn(lacking, PATIENT), DAVID);
  expect([first, lacking.org.apiCalls() - first]).toEqual([4, 2]);
  await lacking.org.stop();
  const whole = await org();
  await findByPhone(directoryIn(whole, PATIENT), DAVID);
  expect(whole.org.apiCalls()).toBe(2);
});

test.each([
  ['Account.Portal_Status__c', { statuses: [{ field: 'Id_Verification_Status__c', value: 'Verified' }] }],
  ['Contact.AssistantPhone', { openCases: 1, orders: 2 }],
  ['Account.Phone', { openCases: 1, orders: 2 }],
  ['Order', { openCases: 1, orders: null, accountNumber: 'C-20714' }],
  ['Case', { openCases: null, orders: 2 }],
])('OP-6 without access to %s only what it holds is missing', async (hidden, rest) => {
  const test = await org();
  test.org.org.become({ hidden: [hidden] });
  await everyWay(test);
  expect((await findByPhone(directoryIn(test, PATIENT), DAVID)).matches[0]).toMatchObject(rest);
  expect(leftOut()).toEqual([expect.stringContaining(hidden)]);
});

test('OP-6 Orders switched off in the org: no count of them, and everything else', async () => {
  const test = await org({ org: 'standard', ordersEnabled: false });
  await everyWay(test);
  expect((await findByPhone(directoryIn(test, PATIENT), DAVID)).matches[0]).toMatchObject({ openCases: 1, orders: null });
});

describe.each(['probabilistic', 'deterministic'] as const)('OP-6 phones, e-mail and names encrypted, %s', (scheme) => {
  const fields = ['Phone', 'MobilePhone', 'Email', 'Name'].flatMap((field) => [`Contact.${field}`, `Account.${field}`]);
  const encrypted = Object.fromEntries(fields.map((field) => [field, scheme]));

  test('customers are found in every way', async () => {
    const test = await org();
    test.org.org.become({ encrypted });
    await everyWay(test);
  });

  test('so is a record too young for the search index', async () => {
    const test = await org();
    test.org.org.become({ encrypted });
    test.org.records.create('Contact', { LastName: 'Young', MobilePhone: '(415) 555-0199' });
    jest.spyOn(test.client, 'search').mockResolvedValue([]);
    expect(names(await findByPhone(directoryIn(test, PATIENT), '+14155550199'))).toEqual(['Young']);
  });
});

test('OP-6 a search that Salesforce calls too complicated is asked again with fewer terms, and the next one at once', async () => {
  const test = await org();
  test.org.org.become({ maxSearchTerms: 40 });
  await everyWay(test);
  const before = test.org.apiCalls();
  expect(names(await findByPhone(directoryIn(test, PATIENT), '+14155550119'))).toEqual(['Priya Natarajan']);
  expect(test.org.apiCalls() - before).toBe(2);
});

test('OP-6 what is deployed later is used without a restart', async () => {
  const test = await org();
  test.org.org.become({ hidden: ['Account.Portal_Status__c'] });
  const portal = async (): Promise<unknown> =>
    (await findByPhone(directoryIn(test, PATIENT), DAVID)).matches[0]?.statuses.find(({ field }) => field === 'Portal_Status__c')
      ?.value;
  expect(await portal()).toBeUndefined();
  test.org.org.become({});
  const now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => now + 16 * 60_000);
  expect(await portal()).toBe('Active');
});

test('SA-8 OP-6 a case in a standard org: opened once for its key, though no field holds it and its type is not one of the org’s', async () => {
  const test = await org({ org: 'standard' });
  const wanted = {
    key: 'WT1-form',
    accountId: null,
    contactId: null,
    subject: 'No signal',
    description: 'Since Monday.',
    origin: 'Phone',
  };
  const first = await openCase(test.client, wanted, deadlineIn(PATIENT.ms));
  const again = await openCase(test.newClient(), wanted, deadlineIn(PATIENT.ms));
  expect([first.created, again]).toEqual([true, { ...first, created: false }]);
  const other = await openCase(test.client, { ...wanted, key: 'WT2-form' }, deadlineIn(PATIENT.ms));
  expect(other.caseNumber).not.toBe(first.caseNumber);
  expect(test.org.records.get('Case', first.caseId)).toMatchObject({ Description: 'Since Monday.\n[WT1-form]' });
});

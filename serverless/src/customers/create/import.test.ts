import type { ImportResponse, MasterRecordResponse } from '@interaction-history/shared/src/contract/customers';
import { handler as importCustomer } from '../../../functions/customers/import';
import { handler as masterRecord } from '../../../functions/customers/master-record';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';
import { onMaster } from '../../testing/master';
import { restoreTimings, shortenTimings } from '../../testing/timings';

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
let log: string[];
beforeAll(async () => {
  centre = await startTestEnvironment();
  ada = centre.as('ada');
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect([...centre.salesforce.unknown, ...centre.twilio.unknown]).toEqual([]);
});
beforeEach(() => {
  log = captureLog();
});
afterEach(async () => {
  jest.restoreAllMocks();
  centre.salesforce.faults.clear();
  centre.salesforce.duplicateRules.mode = 'off';
  centre.salesforce.records.refuseWrites('DUPLICATE_VALUE', 0);
  centre.salesforce.records.refuseField('LastName', null);
  await centre.master.faults.set(null);
});

const ring = (whom = 'ada'): string => {
  const { taskSid } = centre.twilio.phone.ring('unknown', whom);
  centre.twilio.phone.accept(taskSid);
  return taskSid;
};
const bring = async (accountNumber: string, more: Record<string, string> = {}) =>
  ada(importCustomer, { taskSid: ring(), accountNumber, ...more });
const imported = (answer: { body: unknown }) => answer.body as ImportResponse;
const accountsOf = (number: string) => centre.salesforce.records.all('Account').filter((one) => one.SF_Account_No__c === number);
const contactsOf = (number: string) =>
  centre.salesforce.records.all('Contact').filter((one) => accountsOf(number).some((account) => account.Id === one.AccountId));
const errorOf = (answer: { body: unknown }) =>
  (answer.body as { error: { code: string; fields?: object; message: string } }).error;

describe('customers/master-record', () => {
  const read = async (accountNumber: string) => ada(masterRecord, { accountNumber });

  test('ID-9 the record in full, with its primary contact; not in Salesforce yet', async () => {
    const { record, inSalesforce, salesforce } = (await read('A-204417')).body as MasterRecordResponse;
    expect([salesforce, inSalesforce]).toEqual(['ok', null]);
    expect(record).toMatchObject({
      accountNumber: 'A-204417',
      name: 'Yamamoto Coffee Imports',
      billingAddress: '2150 Folsom St, San Francisco, CA 94110, United States',
      amountDue: '0.00',
      lastPayment: { amount: '184.00', date: '2026-11-03' },
      primaryContact: {
        contactId: 'K-204417-1',
        fullName: '山本 彩 (Aya Yamamoto)',
        phones: [
          { label: 'Mobile', value: '+1 415 555 0164' },
          { label: 'Office', value: '+1 415 555 0163' },
        ],
      },
    });
  });

  test('ID-9 an account without a contact; one that Salesforce has under its number', async () => {
    expect((await read('A-198203')).body).toMatchObject({
      record: { name: 'Takeshi Yamamoto', primaryContact: null },
      salesforce: 'ok',
    });
    expect((await read('C-18820')).body).toMatchObject({
      inSalesforce: { name: 'Kenji Yamamoto', orders: 1, salesforce: { contactId: expect.any(String) as string } },
    });
  });

  test.each(['X-0', "x' OR '1'='1", 'a\0b', '\ud800'])('404 %j', async (number) => {
    expect(await read(number)).toMatchObject({ status: 404 });
  });

  test('ID-13 without Salesforce the record is shown all the same; without the master it is 503', async () => {
    centre.salesforce.faults.set('500');
    expect((await read('A-204417')).body).toMatchObject({
      inSalesforce: null,
      salesforce: 'failed',
      record: { name: 'Yamamoto Coffee Imports' },
    });
    await centre.master.faults.set('refuse');
    expect(await read('A-204417')).toMatchObject({ status: 503 });
  });

  test('400 without a number', async () => {
    expect(await read(' ')).toMatchObject({ status: 400 });
  });
});

describe('customers/import', () => {
  test('ID-9 Account and Contact are made under the customer number, then updated', async () => {
    const first = imported(await bring('A-204417'));
    expect(first).toMatchObject({
      outcome: 'created',
      match: {
        name: 'Aya Yamamoto',
        company: 'Yamamoto Coffee Imports',
        accountNumber: 'A-204417',
        email: 'aya@yamamotocoffee.example',
      },
    });
    const second = imported(await bring('A-204417'));
    expect(second).toMatchObject({ outcome: 'updated', match: { key: first.outcome === 'created' ? first.match.key : '' } });
    expect([accountsOf('A-204417'), contactsOf('A-204417')].map(({ length }) => length)).toEqual([1, 1]);
    expect(contactsOf('A-204417')[0]).toMatchObject({ SF_Contact_No__c: 'K-204417-1', MobilePhone: '+1 415 555 0164' });
  });

  test('ID-9 a contact somebody typed in before is taken over, not doubled', async () => {
    const before = contactsOf('C-18820');
    expect(before).toHaveLength(1);
    expect(imported(await bring('C-18820'))).toMatchObject({
      outcome: 'updated',
      match: { salesforce: { contactId: before[0]?.Id } },
    });
    expect(imported(await bring('C-18820'))).toMatchObject({ outcome: 'updated' });
    expect(contactsOf('C-18820')).toMatchObject([{ Id: before[0]?.Id, SF_Contact_No__c: 'K-18820-1' }]);
  });

  test('ID-9 an account without a contact comes without one', async () => {
    expect(imported(await bring('A-198203'))).toMatchObject({
      outcome: 'created',
      match: { name: 'Takeshi Yamamoto', salesforce: { contactId: null } },
    });
    expect(contactsOf('A-198203')).toEqual([]);
  });

  test('ID-9 two agents at once, 20 times over: one Account and one Contact each time', async () => {
    const kim = centre.as('kim');
    for (let round = 0; round < 20; round++) {
      const number = `A-${300_100 + round * 7 + 1}`;
      // Another process at the same records: half of the rounds meet it
      if (round % 2 === 0) centre.salesforce.records.refuseWrites(round % 4 === 0 ? 'UNABLE_TO_LOCK_ROW' : 'DUPLICATE_VALUE', 2);
      const answers = await Promise.all([
        ada(importCustomer, { taskSid: ring(), accountNumber: number }),
        kim(importCustomer, { taskSid: ring('kim'), accountNumber: number }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect([accountsOf(number).length, contactsOf(number).length]).toEqual([1, 1]);
    }
  }, 60_000);

  test('ID-9 an import that fails half-way leaves nothing, and says which field', async () => {
    centre.salesforce.records.refuseField('LastName', 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
    const before = [centre.salesforce.records.all('Account').length, centre.salesforce.records.all('Contact').length];
    const answer = await bring('A-300003');
    expect([answer.status, errorOf(answer).code]).toEqual([400, 'invalid_request']);
    expect([centre.salesforce.records.all('Account').length, centre.salesforce.records.all('Contact').length]).toEqual(before);
    expect(errorOf(answer).fields).toEqual({ LastName: { code: 'refused' } });
    expect(log.join()).not.toContain('as the org wants it');
  });

  test('ID-9 the duplicate rules’ records are shown, nothing is written; the agent may insist unless the rule blocks', async () => {
    centre.salesforce.records.create('Contact', { LastName: 'Bennett', Email: 'k304@master.example' });
    await onMaster(centre.master.url, async (database) => {
      await database.query("UPDATE contact SET email = 'k304@master.example' WHERE contact_id = 'K-300304-1'");
    });
    centre.salesforce.duplicateRules.mode = 'alert';
    const first = imported(await bring('A-300304'));
    expect(first).toMatchObject({ outcome: 'duplicates', duplicates: [{ name: 'Bennett', email: 'k304@master.example' }] });
    expect(accountsOf('A-300304')).toEqual([]);
    centre.salesforce.duplicateRules.mode = 'block';
    expect(imported(await bring('A-300304', { allowDuplicates: 'true' }))).toMatchObject({ outcome: 'duplicates' });
    centre.salesforce.duplicateRules.mode = 'alert';
    expect(imported(await bring('A-300304', { allowDuplicates: 'true' }))).toMatchObject({ outcome: 'created' });
  });

  test('ID-9 of many duplicates the first five are shown, for as many API calls as of one', async () => {
    const named = (n: number) =>
      centre.salesforce.records.create('Contact', { LastName: `Twin ${n}`, Email: 'twin@master.example' });
    await onMaster(centre.master.url, async (database) => {
      await database.query("UPDATE contact SET email = 'twin@master.example' WHERE contact_id = 'K-300311-1'");
    });
    centre.salesforce.duplicateRules.mode = 'alert';
    const calls = async (): Promise<number> => {
      const before = centre.salesforce.apiCalls();
      await bring('A-300311');
      return centre.salesforce.apiCalls() - before;
    };
    const account = centre.salesforce.records.create('Account', { Name: 'Twins' });
    centre.salesforce.records.create('Contact', { LastName: 'Twin 0', Email: 'twin@master.example', AccountId: account.Id });
    centre.salesforce.records.create('Case', { Subject: 'Open', AccountId: account.Id });
    const one = await calls();
    for (let n = 1; n < 12; n++) named(n);
    expect(await calls()).toBe(one);
    const { duplicates } = imported(await bring('A-300311')) as Extract<ImportResponse, { outcome: 'duplicates' }>;
    expect(duplicates.map(({ name, openCases }) => [name, openCases])).toEqual([
      ['Twin 0', 1],
      ...[1, 2, 3, 4].map((n) => [`Twin ${n}`, null]),
    ]);
  });

  test('every contact of the master can be brought in, whatever its name and phones', async () => {
    for (let n = 10; n < 42; n++)
      expect(await bring(`A-${300_000 + n}`)).toMatchObject({
        status: 200,
        body: { outcome: expect.stringMatching(/created|updated/) as string },
      });
  }, 120_000);

  test('403 for a colleague’s task, 404 for a record that is gone, 400 without a number', async () => {
    expect(await centre.as('kim')(importCustomer, { taskSid: ring(), accountNumber: 'A-300050' })).toMatchObject({ status: 403 });
    expect(accountsOf('A-300050')).toEqual([]);
    expect(await bring('X-0')).toMatchObject({ status: 404 });
    expect(await bring('')).toMatchObject({ status: 400 });
  });

  test.each([
    ['hang', 504],
    ['reset', 503],
    ['401', 503],
    ['quota403', 429],
    ['429', 429],
    ['500', 503],
    ['html', 503],
    ['truncated', 503],
  ] as const)(
    'Salesforce faulted (%s): %s, and a repeat brings it in',
    async (fault, status) => {
      if (fault === 'hang') shortenTimings();
      centre.salesforce.faults.set(fault, 'composite');
      expect(await bring('A-300060')).toMatchObject({ status });
      centre.salesforce.faults.clear();
      restoreTimings();
      expect(await bring('A-300060')).toMatchObject({ status: 200 });
      expect([accountsOf('A-300060').length, contactsOf('A-300060').length]).toEqual([1, 1]);
    },
    15_000,
  );

  test('PR-2 an import is told of before Salesforce is asked, and what came of it afterwards', async () => {
    const outcomes = async (taskSid: string) =>
      (await centre.firestore.store.collection('audit').where('taskSid', '==', taskSid).get()).docs
        .filter((row) => row.get('action') === 'customer.import')
        .map((row) => row.get('outcome') as string);
    const [good, dead, refused] = [ring(), ring(), ring()];
    await ada(importCustomer, { taskSid: good, accountNumber: 'A-300066' });
    expect((await outcomes(good)).sort()).toEqual(['created', 'intended']);
    // Salesforce has the request, and nobody lives to hear what came of it
    centre.salesforce.faults.set('hang', 'composite');
    shortenTimings();
    await ada(importCustomer, { taskSid: dead, accountNumber: 'A-300067' });
    expect(await outcomes(dead)).toEqual(['intended']);
    centre.salesforce.faults.clear();
    restoreTimings();
    const before = centre.salesforce.apiCalls();
    centre.firestore.setFault('unavailable');
    expect(await ada(importCustomer, { taskSid: refused, accountNumber: 'A-300068' })).toMatchObject({ status: 503 });
    centre.firestore.setFault(null);
    expect([centre.salesforce.apiCalls() - before, accountsOf('A-300068').length]).toEqual([0, 0]);
  }, 15_000);

  test('PR-2 an import leaves a row, PR-3 without personal data in row or log', async () => {
    const answer = await bring('A-300065');
    const rows = (await centre.firestore.store.collection('audit').where('action', '==', 'customer.import').get()).docs;
    expect(rows.length).toBeGreaterThan(0);
    const { match } = imported(answer) as Extract<ImportResponse, { match: object }>;
    for (const secret of [match.name, match.email ?? '?', match.accountNumber ?? '?']) {
      expect(JSON.stringify(rows.map((row) => row.data())) + log.join()).not.toContain(secret);
    }
  });
});

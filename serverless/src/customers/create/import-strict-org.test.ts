import type { ImportResponse } from '@interaction-history/shared/src/contract/customers';
import { handler as importCustomer } from '../../../functions/customers/import';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';
import { onMaster } from '../../testing/master';

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
let taskSid: string;
beforeAll(async () => {
  centre = await startTestEnvironment({ personAccounts: true });
  ada = centre.as('ada');
  ({ taskSid } = centre.twilio.phone.ring('unknown'));
  centre.twilio.phone.accept(taskSid);
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect(centre.twilio.unknown).toEqual([]);
});
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  const { records, duplicateRules } = centre.salesforce;
  records.statePicklists = null;
  records.refuseField('Email', null);
  duplicateRules.mode = 'off';
});

let count = 0;
/** A customer of the master's alone. */
async function inMaster(account: Record<string, string | null>, contact: Record<string, string | null> | null): Promise<string> {
  const number = `I-${++count}`;
  const row = (values: Record<string, string | null>) => [Object.keys(values), Object.values(values)] as const;
  await onMaster(centre.master.url, async (database) => {
    const insert = async (table: string, values: Record<string, string | null>): Promise<void> => {
      const [columns, texts] = row(values);
      await database.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
        [...texts],
      );
    };
    await insert('account', {
      account_number: number,
      name: 'Strict Ltd',
      ...account,
      primary_contact_id: contact && `IK-${number}`,
    });
    if (contact !== null) await insert('contact', { contact_id: `IK-${number}`, account_number: number, ...contact });
  });
  return number;
}
const bring = async (accountNumber: string): Promise<Extract<ImportResponse, { leftOut: string[] }>> => {
  const answer = await ada(importCustomer, { taskSid, accountNumber });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as Extract<ImportResponse, { leftOut: string[] }>;
};
const stored = (number: string) => {
  const account = centre.salesforce.records.findBy('Account', 'SF_Account_No__c', number);
  return { account, contact: centre.salesforce.records.all('Contact').find(({ AccountId }) => AccountId === account?.Id) };
};
const PERSON = { first_name: 'Ida', last_name: 'Strict', email: 'ida@strict.example' };

test('ID-9 with State and Country picklists what the list lacks is left out, and said', async () => {
  centre.salesforce.records.statePicklists = { states: ['California'], countries: ['United States'] };
  const number = await inMaster({ billing_city: 'Reno', billing_state: 'NV', billing_country: 'United States' }, PERSON);
  expect(await bring(number)).toMatchObject({ outcome: 'created', leftOut: ['BillingState', 'BillingCountry'] });
  expect(stored(number).account).toMatchObject({ BillingCity: 'Reno' });
  const valid = await inMaster({ billing_state: 'California', billing_country: 'United States' }, PERSON);
  expect(await bring(valid)).toMatchObject({ leftOut: [] });
  expect(stored(valid).account).toMatchObject({ BillingState: 'California', BillingCountry: 'United States' });
});

test('ID-9 a validation rule that objects to one field costs that field alone', async () => {
  centre.salesforce.records.refuseField('Email', 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
  const number = await inMaster({}, PERSON);
  expect(await bring(number)).toMatchObject({ outcome: 'created', leftOut: ['Email'] });
  expect(stored(number).contact).toMatchObject({ FirstName: 'Ida', LastName: 'Strict' });
  expect(stored(number).contact?.Email ?? null).toBeNull();
});

test.each(['n/a', 'none', `${'x'.repeat(75)}@strict.example`])(
  'ID-9 the e-mail address %s is left out, and said',
  async (email) => {
    const number = await inMaster({}, { ...PERSON, email });
    expect(await bring(number)).toMatchObject({ outcome: 'created', leftOut: ['Email'] });
  },
);

test('ID-9 an empty last name is none, a blank account name is the person’s, and several numbers in a field give the first', async () => {
  const phones = '0171/8912 3456 oder 030 123456, Büro 030 654321';
  const number = await inMaster(
    { name: ' ', billing_country: 'Deutschland' },
    { first_name: 'Ida', last_name: '', phone: phones },
  );
  expect(await bring(number)).toMatchObject({ outcome: 'created', leftOut: [] });
  expect(stored(number).account).toMatchObject({ Name: 'Ida' });
  expect(stored(number).contact).toMatchObject({ LastName: 'Ida', Phone: '+4917189123456' });
});

test('ID-9 an account that is a person gets the person’s fields, and no contact beside it', async () => {
  const number = await inMaster({}, { ...PERSON, mobile_phone: '+1 415 555 0155' });
  centre.salesforce.records.create('Account', { Name: 'Old name', SF_Account_No__c: number });
  const { account } = stored(number);
  centre.salesforce.records.settle('Account', String(account?.Id), { IsPersonAccount: true });
  expect(await bring(number)).toMatchObject({ outcome: 'updated', leftOut: [], match: { name: 'Ida Strict' } });
  expect(stored(number).account).toMatchObject({
    FirstName: 'Ida',
    LastName: 'Strict',
    PersonEmail: 'ida@strict.example',
    PersonMobilePhone: '+1 415 555 0155',
  });
  expect(stored(number).contact).toBeUndefined();
});

test('ID-9 duplicates that the org names are there to choose from, in the REST API’s own spelling', async () => {
  centre.salesforce.records.create('Contact', { LastName: 'Twin', Email: 'twin@strict.example' });
  centre.salesforce.duplicateRules.mode = 'alert';
  const number = await inMaster({}, { ...PERSON, email: 'twin@strict.example' });
  const { body } = await ada(importCustomer, { taskSid, accountNumber: number });
  expect(body).toMatchObject({ outcome: 'duplicates', duplicates: [{ name: 'Twin' }] });
});

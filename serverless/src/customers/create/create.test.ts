import type { CreateResponse, Customer, LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { ListResponse } from '@interaction-history/shared/src/contract/interactions';
import { handler as create } from '../../../functions/customers/create';
import { handler as lookup } from '../../../functions/customers/lookup';
import { handler as list } from '../../../functions/interactions/list';
import { handler as record } from '../../../functions/interactions/record';
import { handler as linkCustomer } from '../../../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';
import { restoreTimings, shortenTimings, shortenWaits } from '../../testing/timings';

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
  await centre.master.faults.set(null);
  centre.salesforce.duplicateRules.mode = 'off';
  centre.twilio.faults.taskrouter = null;
  centre.firestore.setFault(null);
  delete centre.env.CREATE_IN_SALESFORCE;
  delete centre.env.CUSTOMER_REQUIRED_FIELDS;
});

const ring = (persona = 'unknown', whom = 'ada') => {
  const rung = centre.twilio.phone.ring(persona, whom);
  centre.twilio.phone.accept(rung.taskSid);
  return rung;
};
let numbers = 0;
const newPhone = (): string => `(628) 555-${String(9_000 + numbers++)}`;
const make = async (fields: Record<string, string>, taskSid = ring().taskSid) =>
  ada(create, { taskSid, lastName: 'Vance', phone: newPhone(), ...fields });
const created = (answer: { body: unknown }) => answer.body as Extract<CreateResponse, { outcome: 'created' }>;
const taken = (answer: { body: unknown }) => answer.body as Extract<CreateResponse, { outcome: 'taken' }>;
const fieldsOf = (answer: { body: unknown }) => (answer.body as { error: { fields: Record<string, string> } }).error.fields;

test('ID-10 a new customer is made and linked with the task; the phone is stored as E.164', async () => {
  const { taskSid } = ring();
  const phone = newPhone();
  const answer = await make(
    { firstName: 'Zoë', company: 'Vance & Co.', email: 'Zoe@Vance.example', accountNumber: 'N-1', phone },
    taskSid,
  );
  expect(answer).toMatchObject({
    status: 200,
    body: {
      outcome: 'created',
      customer: {
        name: 'Zoë Vance',
        company: 'Vance & Co.',
        email: 'zoe@vance.example',
        accountNumber: 'N-1',
        phones: [`+1${phone.replace(/\D/g, '')}`],
      },
      salesforce: { status: 'off' },
      attributes: { customers: { name: 'Zoë Vance', organization: 'Vance & Co.' } },
    },
  });
  expect(centre.twilio.taskrouter.task(taskSid).attributes).toMatchObject({
    customers: { external_id: created(answer).customer.customerId },
  });
  const { stored } = (await ada(lookup, { address: phone })).body as LookupResponse;
  expect(stored).toMatchObject({ customer: { name: 'Zoë Vance' } });
});

test('ID-10 an identity that is taken is refused and shows whose it is', async () => {
  const phone = newPhone();
  const first = created(await make({ phone, email: 'one@taken.example', accountNumber: 'N-2' }));
  const again: [field: string, text: string][] = [
    ['phone', phone],
    ['email', 'ONE@taken.example'],
    ['accountNumber', 'N-2'],
  ];
  for (const [field, text] of again) {
    expect(taken(await make({ [field]: text }))).toEqual({ outcome: 'taken', field, existing: first.customer });
  }
});

test.each([
  ['花子', '佐藤', '佐藤 花子'],
  ['민준', '김', '김 민준'],
  ['Zoë', 'Vance', 'Zoë Vance'],
  ['花子', 'Vance', '花子 Vance'],
])('ID-10 %s %s is read as %s', async (firstName, lastName, name) => {
  expect(created(await make({ firstName, lastName })).customer.name).toBe(name);
});

test.each([
  ['phone', 'Salesforce alone', { phone: '(415) 555 0128' }, ['David Okafor'], 'salesforce'],
  ['phone', 'several in Salesforce', { phone: '4155550100' }, ['Ana Torres', 'Anna Torres', 'Miguel Torres'], 'salesforce'],
  ['email', 'Salesforce alone', { email: 'Laura@PriceDental.example' }, ['Laura Yamamoto-Price'], 'salesforce'],
  ['phone', 'the master alone', { phone: '+1 415 555 0164' }, ['山本 彩 (Aya Yamamoto)'], 'master'],
  ['email', 'the master alone', { email: 'aya@yamamotocoffee.example' }, ['山本 彩 (Aya Yamamoto)'], 'master'],
  ['phone', 'both, as one', { phone: '415-555-0171' }, ['Kenji Yamamoto'], 'salesforce'],
  ['accountNumber', 'Salesforce alone', { accountNumber: 'c20714' }, ['David Okafor'], 'salesforce'],
  ['accountNumber', 'the master alone', { accountNumber: 'A-204417' }, ['山本 彩 (Aya Yamamoto)'], 'master'],
] as const)('ID-10 a %s that %s holds is refused, and the record is offered', async (field, _where, typed, names, source) => {
  const before = (await centre.firestore.store.collection('customers').get()).size;
  const answer = (await make(typed)).body as Extract<CreateResponse, { outcome: 'held' }>;
  expect([answer.outcome, answer.field, answer.matches.map(({ name }) => name)]).toEqual(['held', field, names]);
  expect(new Set(answer.matches.map((match) => match.source))).toEqual(new Set([source]));
  expect((await centre.firestore.store.collection('customers').get()).size).toBe(before);
});

test.each(['500', 'hang', 'quota403'] as const)(
  'ID-10 Salesforce %s and the master gone: the customer is made all the same, unique among ours',
  async (fault) => {
    if (fault === 'hang') shortenWaits();
    centre.salesforce.faults.set(fault);
    await centre.master.faults.set('refuse');
    const phone = newPhone();
    const began = performance.now();
    expect(created(await make({ phone })).outcome).toBe('created');
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(taken(await make({ phone }))).toMatchObject({ outcome: 'taken', field: 'phone' });
  },
  15_000,
);

test('SA-1 a repeat is not refused for the record that Salesforce has of this very customer', async () => {
  centre.env.CREATE_IN_SALESFORCE = 'true';
  const request = { taskSid: ring().taskSid, lastName: 'Vance', phone: newPhone(), email: 'own@repeat.example' };
  const first = created(await ada(create, request));
  expect(first.salesforce).toEqual({ status: 'ok' });
  expect(created(await ada(create, request))).toMatchObject({
    outcome: 'created',
    customer: { customerId: first.customer.customerId },
  });
});

test('SA-1 Salesforce hanging leaves time for the task’s attributes', async () => {
  centre.env.CREATE_IN_SALESFORCE = 'true';
  centre.salesforce.faults.set('hang');
  shortenWaits();
  const { taskSid } = ring();
  const answer = created(await make({}, taskSid));
  expect(answer.salesforce).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded' } });
  expect(centre.twilio.taskrouter.task(taskSid).attributes).toMatchObject({ customers: { name: 'Vance' } });
}, 15_000);

test('ID-10 two agents at once give one customer; the second is shown it', async () => {
  const kim = centre.as('kim');
  for (let round = 0; round < 10; round++) {
    const phone = newPhone();
    const answers = await Promise.all([
      make({ phone }),
      kim(create, { taskSid: ring('unknown', 'kim').taskSid, lastName: 'Vance', phone }),
    ]);
    expect(answers.map(({ body }) => (body as CreateResponse).outcome).sort()).toEqual(['created', 'taken']);
    const found = await centre.firestore.store
      .collection('customers')
      .where('phones', 'array-contains', `+1${phone.replace(/\D/g, '')}`)
      .get();
    expect(found.size).toBe(1);
  }
});

test('ID-10 a repeat of the same request answers the same', async () => {
  const request = { taskSid: ring().taskSid, lastName: 'Vance', phone: newPhone() };
  const [first, second] = [created(await ada(create, request)), created(await ada(create, request))];
  expect(second.customer.customerId).toBe(first.customer.customerId);
});

test('ID-10 SA-1 the same request twenty times at once makes one customer, and each answer says so', async () => {
  centre.env.CREATE_IN_SALESFORCE = 'true';
  const request = { taskSid: ring().taskSid, lastName: 'Vance', phone: newPhone(), email: 'twenty@vance.example' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => ada(create, request)));
  expect([...new Set(answers.map(({ status, body }) => `${status} ${(body as CreateResponse).outcome}`))]).toEqual([
    '200 created',
  ]);
  expect(new Set(answers.map((answer) => created(answer).customer.customerId)).size).toBe(1);
});

test('ID-15 what cannot be seen in what was typed is dropped: the customer is found by what can', async () => {
  const made = created(await make({ lastName: 'Van\u200bce', email: 'un\u200bseen@vance.example\ufeff' }));
  expect(made.customer).toMatchObject({ name: 'Vance', email: 'unseen@vance.example' });
  const { stored } = (await ada(lookup, { address: 'unseen@\u200bvance.example', channel: 'email' })).body as LookupResponse;
  expect(stored).toMatchObject({ customer: { customerId: made.customer.customerId } });
});

test('ID-10 SA-1 without phone, e-mail address and number a repeat makes nobody twice, in Salesforce neither', async () => {
  centre.env.CUSTOMER_REQUIRED_FIELDS = 'lastName';
  centre.env.CREATE_IN_SALESFORCE = 'true';
  const request = { taskSid: ring('withheld').taskSid, lastName: 'Keyless', firstName: 'Kai' };
  // the answer was lost: as after a time-out, and as of a double click
  const answers = [await ada(create, request), ...(await Promise.all([1, 2].map(() => ada(create, request))))];
  expect(new Set(answers.map((answer) => created(answer).customer.customerId)).size).toBe(1);
  const { store } = centre.firestore;
  expect((await store.collection('customers').where('name', '==', 'Kai Keyless').get()).size).toBe(1);
  const all = (object: string) => centre.salesforce.records.all(object).filter(({ Name }) => Name === 'Kai Keyless');
  expect([all('Account').length, all('Contact').length]).toEqual([1, 1]);
  const other = await ada(create, { ...request, taskSid: ring('withheld').taskSid });
  expect(created(other).customer.customerId).not.toBe(created(answers[0] ?? other).customer.customerId);
});

test('ID-14 a caller nobody could name becomes the new customer, history included', async () => {
  const rung = ring();
  await ada(record, { ...rung, customerId: '', reasonId: 'billing_refund_status', comment: 'Before the name was known' });
  const again = ring();
  const { customer } = created(await make({ phone: '+14155550187' }, again.taskSid));
  const history = (await ada(list, { customerId: customer.customerId })).body as ListResponse;
  expect(history).toMatchObject({
    total: 1,
    interactions: [{ comment: 'Before the name was known' }],
    customer: { name: 'Vance' },
  });
});

test('400 ID-10 every invalid field is named at once, with words for a person', async () => {
  const answer = await make({ lastName: ' ', phone: '12', email: 'nobody' });
  expect(answer.status).toBe(400);
  expect(fieldsOf(answer)).toEqual({
    lastName: { code: 'required' },
    phone: { code: 'not_a_phone' },
    email: { code: 'not_an_email' },
  });
  centre.env.CUSTOMER_REQUIRED_FIELDS = 'firstName,email,accountNumber';
  expect(Object.keys(fieldsOf(await make({ lastName: '', phone: '' }))).sort()).toEqual(['accountNumber', 'email', 'firstName']);
  delete centre.env.CUSTOMER_REQUIRED_FIELDS;
  const tooLong = await make({ lastName: 'x'.repeat(81), company: 'x'.repeat(256), phone: '1'.repeat(41) });
  expect(Object.keys(fieldsOf(tooLong)).sort()).toEqual(['company', 'lastName', 'phone']);
});

test('500 a configuration with an unknown required field says so in the log, not to the browser', async () => {
  centre.env.CUSTOMER_REQUIRED_FIELDS = 'lastName,shoeSize';
  expect(await make({})).toMatchObject({ status: 500 });
  expect(log.join('\n')).toContain('CUSTOMER_REQUIRED_FIELDS');
});

test('403 a colleague’s task, 404 a task that is gone', async () => {
  expect(await centre.as('kim')(create, { taskSid: ring().taskSid, lastName: 'Vance', phone: newPhone() })).toMatchObject({
    status: 403,
  });
  expect(await make({}, 'WT' + 'f'.repeat(32))).toMatchObject({ status: 404 });
});

test.each([
  ['unavailable', 503],
  ['hang', 504],
] as const)(
  'Firestore faulted (%s): %s, and nothing is made',
  async (fault, status) => {
    const phone = newPhone();
    const { taskSid } = ring();
    if (fault === 'hang') shortenTimings();
    centre.firestore.setFault(fault);
    expect(await make({ phone }, taskSid)).toMatchObject({ status });
    centre.firestore.setFault(null);
    restoreTimings();
    expect(created(await make({ phone }, taskSid)).outcome).toBe('created');
  },
  15_000,
);

test('SA-1 by configuration the customer is in Salesforce, too; a repeat doubles nothing', async () => {
  centre.env.CREATE_IN_SALESFORCE = 'true';
  const request = { taskSid: ring().taskSid, firstName: 'Ada', lastName: 'Sarl', phone: newPhone() };
  const { customer, salesforce, attributes } = created(await ada(create, request));
  expect(salesforce).toEqual({ status: 'ok' });
  expect(attributes).toMatchObject({ customers: { customer_link: customer.salesforce?.url } });
  const account = centre.salesforce.records.get('Account', customer.salesforce?.accountId ?? '');
  expect(account).toMatchObject({ Name: 'Ada Sarl', Portal_Status__c: 'Active', Portal_Registration_Source__c: 'Legacy' });
  expect(centre.salesforce.records.get('Contact', customer.salesforce?.contactId ?? '')).toMatchObject({
    FirstName: 'Ada',
    LastName: 'Sarl',
    AccountId: account.Id,
  });
  const sizes = () => ['Account', 'Contact'].map((object) => centre.salesforce.records.all(object).length);
  const before = sizes();
  expect(created(await ada(create, request)).customer.salesforce).toEqual(customer.salesforce);
  expect(sizes()).toEqual(before);
});

test.each(['UNABLE_TO_LOCK_ROW', 'DUPLICATE_VALUE'] as const)(
  'SA-1 a registration that meets %s once is tried again',
  async (errorCode) => {
    centre.env.CREATE_IN_SALESFORCE = 'true';
    centre.salesforce.records.refuseWrites(errorCode, 1);
    expect(created(await make({})).salesforce).toEqual({ status: 'ok' });
  },
);

test('SA-1 under a number that Salesforce has, the account stays as it is and gets the contact', async () => {
  centre.env.CREATE_IN_SALESFORCE = 'true';
  const existing = centre.salesforce.records.findBy('Account', 'SF_Account_No__c', 'C-20714');
  const { customer } = created(await make({ accountNumber: 'C-20714', company: 'Okafor & Reid LLP' }));
  expect(customer.salesforce?.accountId).toBe(existing?.Id);
  expect(centre.salesforce.records.get('Account', String(existing?.Id))).toEqual(existing);
});

test('SA-1 Salesforce down or objecting: the customer stands, the answer says so, a repeat finishes it', async () => {
  centre.env.CREATE_IN_SALESFORCE = 'true';
  const request = { taskSid: ring().taskSid, lastName: 'Later', phone: newPhone(), email: 'later@dup.example' };
  centre.salesforce.faults.set('500');
  expect(created(await ada(create, request)).salesforce).toMatchObject({
    status: 'failed',
    error: { code: 'upstream_unavailable', retryable: true },
  });
  centre.salesforce.faults.clear();
  const other = centre.salesforce.records.create('Contact', { LastName: 'Other', Email: 'later@dup.example' });
  centre.salesforce.duplicateRules.mode = 'alert';
  expect(created(await ada(create, request)).salesforce).toMatchObject({
    status: 'failed',
    error: { code: 'conflict', retryable: false },
  });
  centre.salesforce.records.remove('Contact', String(other.Id));
  expect(created(await ada(create, request)).salesforce).toEqual({ status: 'ok' });
});

test('ID-17 whose number was typed for somebody else while the sources were down does not take over that customer', async () => {
  await centre.master.faults.set('refuse');
  centre.salesforce.faults.set('500');
  const mallory = ring();
  const made = created(
    await make({ firstName: 'Mallory', lastName: 'Weaver', accountNumber: 'A-204417' }, mallory.taskSid),
  ).customer;
  await ada(record, { ...mallory, reasonId: 'billing_refund_status', comment: 'confidential', customerId: made.customerId });
  await centre.master.faults.set(null);
  centre.salesforce.faults.clear();
  const aya = ring();
  const chosen = { source: 'master', accountNumber: 'A-204417' };
  const linked = await ada(linkCustomer, { taskSid: aya.taskSid, record: JSON.stringify(chosen) });
  const { customer } = linked.body as { customer: Customer };
  expect(customer).toMatchObject({ name: '山本 彩 (Aya Yamamoto)', accountNumber: 'A-204417' });
  expect(customer.customerId).not.toBe(made.customerId);
  const historyOf = async (customerId: string) => (await ada(list, { customerId })).body as ListResponse;
  expect((await historyOf(customer.customerId)).interactions).toEqual([]);
  expect(await historyOf(made.customerId)).toMatchObject({ customer: { name: 'Mallory Weaver', accountNumber: null }, total: 1 });
  // The next call links the same Aya
  const again = await ada(linkCustomer, { taskSid: ring().taskSid, record: JSON.stringify(chosen) });
  expect((again.body as { customer: Customer }).customer.customerId).toBe(customer.customerId);
});

test('PR-3 neither audit nor log holds what was typed', async () => {
  await make({ lastName: 'Secretname', email: 'secret@name.example' });
  const rows = (await centre.firestore.store.collection('audit').where('action', '==', 'customer.create').get()).docs;
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows.map((row) => row.data())) + log.join()).not.toMatch(/secret/i);
});

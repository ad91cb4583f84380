import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { Timestamp } from 'firebase-admin/firestore';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
beforeAll(async () => {
  centre = await startTestEnvironment();
  ada = centre.as('ada');
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect([...centre.salesforce.unknown, ...centre.twilio.unknown]).toEqual([]);
});
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  centre.twilio.faults.taskrouter = null;
});

const ring = (persona: string) => {
  const rung = centre.twilio.phone.ring(persona);
  centre.twilio.phone.accept(rung.taskSid);
  return rung;
};
const attributesOf = (taskSid: string) => centre.twilio.taskrouter.task(taskSid).attributes;
const contactOf = async (address: string): Promise<string> => {
  const { salesforce } = (await ada(lookup, { address })).body as LookupResponse;
  return (salesforce.status === 'ok' && salesforce.matches[0]?.salesforce?.contactId) || '';
};
const link = async (taskSid: string, record: object | null, more: Record<string, string> = {}): Promise<LinkCustomerResponse> => {
  const answer = await ada(linkCustomer, { taskSid, record: record === null ? '' : JSON.stringify(record), ...more });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as LinkCustomerResponse;
};
const salesforce = (contactId: string) => ({ source: 'salesforce', contactId, accountId: null });
const codeOf = (answer: { body: unknown }): string | undefined => (answer.body as { error?: { code: string } }).error?.code;

test('ID-12 unlinking takes our names off the task, and nothing else', async () => {
  const rung = ring('one-match');
  centre.twilio.taskrouter.update(rung.taskSid, {
    attributes: { ...attributesOf(rung.taskSid), customers: { segment: 'gold' }, other: [1] },
  });
  const before = attributesOf(rung.taskSid);
  const linked = await link(rung.taskSid, salesforce(await contactOf('+14155550127')));
  expect(linked).toMatchObject({ addressKept: true, attributes: { customers: { name: 'David Okafor', segment: 'gold' } } });
  const unlinked = await link(rung.taskSid, null);
  expect(unlinked).toEqual({ customer: null, addressKept: false, mayRelease: false, attributes: before });
  expect(attributesOf(rung.taskSid)).toEqual(before);
  expect((await link(rung.taskSid, null)).attributes).toEqual(before);
});

test('ID-11 switching to another customer leaves nothing of the first', async () => {
  const rung = ring('one-match');
  await link(rung.taskSid, salesforce(await contactOf('+14155550127')));
  const other = centre.salesforce.records.create('Contact', { LastName: 'Plain' });
  const { attributes } = await link(rung.taskSid, salesforce(String(other.Id)));
  expect(attributes.customers).toMatchObject({ name: 'Plain', phone: '+14155550127' });
  expect(attributes.customers).not.toHaveProperty('email');
  expect(attributes.customers).not.toHaveProperty('organization');
});

test('ID-11 a chat without an address stays its visitor’s, whoever is chosen: recorded, switched, unlinked', async () => {
  const rung = ring('web-chat-anonymous');
  const before = attributesOf(rung.taskSid);
  await link(rung.taskSid, salesforce(await contactOf('+14155550127')));
  expect(attributesOf(rung.taskSid)).toMatchObject({ customers: { email: 'd.okafor@okaforreid.example' } });
  const recording = { ...rung, customerId: '', reasonId: 'billing_refund_status', comment: 'A visitor' };
  const { interaction } = (await ada(record, recording)).body as RecordResponse;
  expect(interaction.address).toBe(before.identity ?? before.customerAddress);
  const other = centre.salesforce.records.create('Contact', { LastName: 'Plain' });
  const switched = await link(rung.taskSid, salesforce(String(other.Id)));
  expect(switched.customer).toMatchObject({ name: 'Plain', email: null });
  expect(switched.attributes.customers).not.toHaveProperty('email');
  const { conversations: _outcome, ...unlinked } = (await link(rung.taskSid, null)).attributes;
  expect({ ...unlinked, conversations: before.conversations }).toEqual(before);
});

test('ID-14 a friend’s phone is the customer’s only when the agent says so, and then one history leads from both', async () => {
  const earlier = ring('friends-phone');
  const recording = { ...earlier, customerId: '', reasonId: 'billing_refund_status', comment: 'From the other phone' };
  expect(((await ada(record, recording)).body as RecordResponse).created).toBe(true);
  const rung = ring('friends-phone');
  const chosen = salesforce(await contactOf('+14155550127'));
  expect(await link(rung.taskSid, chosen)).toMatchObject({ addressKept: false });
  expect(await link(rung.taskSid, chosen, { keepAddress: 'true' })).toMatchObject({ addressKept: true, mayRelease: true });
  expect(await link(rung.taskSid, chosen)).toMatchObject({ addressKept: true, mayRelease: true });
  const history = (await ada(list, { address: '+14155550199' })).body as ListResponse;
  expect(history).toMatchObject({ customer: { name: 'David Okafor' }, interactions: [{ comment: 'From the other phone' }] });
  expect(history.customer?.phones).toContain('+14155550199');
});

test('ID-14 a phone that leads to another named customer is not taken from them', async () => {
  const rung = ring('one-match');
  await link(rung.taskSid, salesforce(await contactOf('+14155550127')));
  const priya = salesforce(await contactOf('+14155550119'));
  expect(await link(rung.taskSid, priya, { keepAddress: 'true' })).toMatchObject({
    customer: { name: 'Priya Natarajan' },
    addressKept: false,
  });
  const history = (await ada(list, { address: '+14155550127' })).body as ListResponse;
  expect(history.customer?.name).toBe('David Okafor');
});

test.each([
  ['a Tokyo number as Tokyo writes it', '03-1234-5678', 'japan', ['+81312345678']],
  ['two numbers in one field', '415 555 0187 / 415 555 0188', 'unknown', ['+14155550187', '+14155550188']],
])('ID-4 ID-14 %s is read as the look-up read it, and leads to the customer chosen', async (_what, typed, persona, phones) => {
  const contact = centre.salesforce.records.create('Contact', { LastName: 'Sato', Phone: typed });
  const { customer, addressKept } = await link(ring(persona).taskSid, salesforce(String(contact.Id)));
  expect([customer?.phones, addressKept]).toEqual([phones, true]);
  const { stored } = (await ada(lookup, { address: phones[0] })).body as LookupResponse;
  expect(stored).toMatchObject({ customer: { name: 'Sato', customerId: customer?.customerId } });
});

test('ID-14 what a nameless caller left behind follows the record that holds the phone, without a question', async () => {
  const contact = centre.salesforce.records.create('Contact', { LastName: 'Weber', MobilePhone: '+14155550157' });
  const chosen = salesforce(String(contact.Id));
  // known from a friend's phone, so that the record has its customer already
  const { customer } = await link(ring('client').taskSid, chosen);
  const earlier = ring('sms');
  const recording = { ...earlier, customerId: '', reasonId: 'billing_refund_status', comment: 'Before anybody asked' };
  expect(((await ada(record, recording)).body as RecordResponse).interaction.customerId).not.toBe(customer?.customerId);
  expect(await link(ring('sms').taskSid, chosen)).toMatchObject({
    addressKept: true,
    customer: { customerId: customer?.customerId },
  });
  const history = (await ada(list, { address: '+14155550157', channel: 'sms' })).body as ListResponse;
  expect(history).toMatchObject({ customer: { name: 'Weber' }, interactions: [{ comment: 'Before anybody asked' }], total: 1 });
});

test('PR-2 the row of a link is in the link’s own commit, and a kept address and a merge have rows of their own', async () => {
  const rows = async (taskSid: string) =>
    (await centre.firestore.store.collection('audit').where('taskSid', '==', taskSid).get()).docs
      .map((row) => row.data() as { action: string; customerId?: string })
      .filter(({ action }) => action !== 'customer.lookup');
  const contact = centre.salesforce.records.create('Contact', { LastName: 'Lindqvist' });
  const first = ring('outbound');
  const before = centre.firestore.counts().commits;
  const { customer } = await link(first.taskSid, salesforce(String(contact.Id)));
  expect(centre.firestore.counts().commits - before).toBe(1);
  expect(await rows(first.taskSid)).toMatchObject([{ action: 'customer.link', customerId: customer?.customerId }]);
  const second = ring('outbound');
  await link(second.taskSid, salesforce(String(contact.Id)), { keepAddress: 'true' });
  expect((await rows(second.taskSid)).map(({ action }) => action).sort()).toEqual(['customer.keep-address', 'customer.link']);
});

test('ID-14 a merge left half done is gone on with beside the next link', async () => {
  const { store } = centre.firestore;
  const existing = (await store.doc('customers/seed-priya').get()).data();
  await store.doc('customers/half').set({ ...existing, name: null, interactionCount: 1, mergedInto: 'seed-priya' });
  await store.doc('interactions/half').set({ customerId: 'half' });
  await store.doc('pendingMerges/half').set({ winnerId: 'seed-priya', since: Timestamp.now(), dueAt: Timestamp.fromMillis(0) });
  await link(ring('stored').taskSid, { source: 'stored', customerId: 'seed-priya' });
  expect([
    (await store.doc('interactions/half').get()).get('customerId'),
    (await store.doc('customers/seed-priya').get()).get('interactionCount'),
    (await store.collection('pendingMerges').get()).size,
  ]).toEqual(['seed-priya', Number(existing?.interactionCount) + 1, 0]);
  await store.doc('interactions/half').delete();
  await store.doc('customers/seed-priya').update({ interactionCount: existing?.interactionCount ?? 0 });
});

test('403 unlinking a colleague’s task', async () => {
  const rung = ring('unknown');
  expect(codeOf(await centre.as('kim')(linkCustomer, { taskSid: rung.taskSid, record: '' }))).toBe('forbidden');
});

test('400 a record that is none, 404 a task that is gone, 409 others keep writing', async () => {
  const rung = ring('unknown');
  expect(codeOf(await ada(linkCustomer, { taskSid: rung.taskSid, record: JSON.stringify({ source: 'phone book' }) }))).toBe(
    'invalid_request',
  );
  expect(codeOf(await ada(linkCustomer, { taskSid: 'WT' + 'f'.repeat(32), record: '' }))).toBe('not_found');
  await link(rung.taskSid, { source: 'stored', customerId: 'seed-priya' });
  centre.twilio.faults.taskrouter = 412;
  expect(codeOf(await ada(linkCustomer, { taskSid: rung.taskSid, record: '' }))).toBe('conflict');
});

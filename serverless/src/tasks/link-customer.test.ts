import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { captureLog, startCentre, type Centre } from '../testing/centre';

let centre: Centre;
let ada: ReturnType<Centre['as']>;
beforeAll(async () => {
  centre = await startCentre();
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
  expect(unlinked).toEqual({ customer: null, addressKept: false, attributes: before });
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

test('ID-14 a friend’s phone is the customer’s only when the agent says so, and then one history leads from both', async () => {
  const earlier = ring('friends-phone');
  const recording = { ...earlier, customerId: '', reasonId: 'billing_refund_status', comment: 'From the other phone' };
  expect(((await ada(record, recording)).body as RecordResponse).created).toBe(true);
  const rung = ring('friends-phone');
  const chosen = salesforce(await contactOf('+14155550127'));
  expect(await link(rung.taskSid, chosen)).toMatchObject({ addressKept: false });
  expect(await link(rung.taskSid, chosen, { keepAddress: 'true' })).toMatchObject({ addressKept: true });
  expect(await link(rung.taskSid, chosen)).toMatchObject({ addressKept: true });
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

import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { ListResponse } from '@interaction-history/shared/src/contract/interactions';
import { handler as lookup } from '../../../functions/customers/lookup';
import { handler as list } from '../../../functions/interactions/list';
import { handler as record } from '../../../functions/interactions/record';
import { handler as linkCustomer } from '../../../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
beforeAll(async () => {
  centre = await startTestEnvironment();
  ada = centre.as('ada');
}, 60_000);
afterAll(() => centre.stop());
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  centre.salesforce.faults.clear();
});

const ring = (persona: string) => {
  const rung = centre.twilio.phone.ring(persona);
  centre.twilio.phone.accept(rung.taskSid);
  return { ...rung, from: String(centre.twilio.taskrouter.task(rung.taskSid).attributes.from) };
};
const find = async (address: string, section?: string) =>
  (await ada(lookup, { address, ...(section === undefined ? {} : { section }) })).body as LookupResponse;
const matchesOf = (section: LookupResponse['salesforce']) => (section.status === 'ok' ? section.matches : []);
const skipped = { status: 'skipped' };

test('ID-13 one section alone is asked of its own source, and waits for no other', async () => {
  centre.salesforce.faults.set('hang');
  expect(await find('+14155550127', 'master')).toMatchObject({ stored: skipped, salesforce: skipped, master: { status: 'ok' } });
  expect(await find('+14155550127', 'stored')).toMatchObject({ stored: { status: 'ok' }, salesforce: skipped, master: skipped });
  centre.salesforce.faults.clear();
  expect(await find('+14155550127', 'salesforce')).toMatchObject({
    stored: skipped,
    salesforce: { status: 'ok', total: 1 },
    master: skipped,
  });
  expect((await ada(lookup, { address: '+14155550127', section: 'elsewhere' })).status).toBe(400);
});

test('ID-5 ID-11 a number kept for a customer brings their whole card, though no field of theirs holds it', async () => {
  const friends = ring('friends-phone');
  const [david] = matchesOf((await find('+14155550127')).salesforce);
  const chosen = JSON.stringify({ source: 'salesforce', contactId: david?.salesforce?.contactId, accountId: null });
  const kept = await ada(linkCustomer, { taskSid: friends.taskSid, record: chosen, keepAddress: 'true' });
  expect(kept).toMatchObject({ status: 200, body: { addressKept: true } });
  for (const section of [undefined, 'salesforce'])
    expect(matchesOf((await find(friends.from, section)).salesforce)).toMatchObject([
      { name: 'David Okafor', accountNumber: 'C-20714', email: 'd.okafor@okaforreid.example', openCases: 1 },
    ]);
});

test('IH-1 a record that was never linked has the history of its nameless caller; that of a caller with a name stays theirs', async () => {
  const historyOf = async (address: string) => {
    const { Id } = centre.salesforce.records.create('Contact', { LastName: 'Never linked' });
    return ((await ada(list, { contactId: String(Id), address })).body as ListResponse).interactions.map(
      ({ comment }) => comment,
    );
  };
  const { taskSid, reservationSid, from } = ring('unknown');
  await ada(record, { taskSid, reservationSid, customerId: '', reasonId: 'billing_refund_status', comment: 'from nobody' });
  expect(await historyOf(from)).toEqual(['from nobody']);
  const known = ring('stored');
  expect(((await ada(list, { address: known.from })).body as ListResponse).interactions).not.toEqual([]);
  expect(await historyOf(known.from)).toEqual([]);
});

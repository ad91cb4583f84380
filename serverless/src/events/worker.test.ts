import type { StoredRecord } from '@interaction-history/sandbox/src/salesforce/records';
import type { BillingFault } from '@interaction-history/sandbox/src/whmcs/stand-in';
import { DEFAULT_SERVICE_MAPPING } from '@interaction-history/shared/src/services/mapping';
import { MOST_TRIES } from '@interaction-history/shared/src/services/provisioning';
import { captureLog } from '../testing/environment';
import '../testing/timings';
import { collections } from '../vendors/firestore/collections';
import { ApprovedOrders } from '../vendors/salesforce/services/approved-orders';
import { readEventsHealth } from './health';
import { billingKey } from './provision';
import { dyingParts } from './testing/dying-parts';
import { quick, startEventsEnvironment, until, type EventsEnvironment } from './testing/environment';
import { startWorker } from './worker';

let environment: EventsEnvironment;
beforeAll(async () => {
  captureLog();
  environment = await startEventsEnvironment();
});
beforeEach(() => {
  quick();
  captureLog();
});
afterEach(async () => {
  await environment.rest();
  environment.whmcs.setFault(null);
  environment.whmcs.orders.splice(0);
  environment.whmcs.asked.clear();
  environment.org.org.faults.clear();
  jest.restoreAllMocks();
});
afterAll(async () => {
  await environment.stop();
  expect([...environment.org.org.unknown, ...environment.whmcs.unknown]).toEqual([]);
});

/** Orders, placed and approved. */
function approved(count = 1, products?: readonly string[]): StoredRecord[] {
  const orders = environment.place(count, products);
  environment.approve(orders);
  return orders;
}
const one = (orders: readonly StoredRecord[]): StoredRecord => orders[0] as StoredRecord;
const retry = ({ Id }: StoredRecord): unknown =>
  environment.org.org.records.update('Order', String(Id), { Activation_Status__c: 'Activating' });
const noted = async ({ Id }: StoredRecord) =>
  (await collections.provisionings(environment.firestore.store).doc(String(Id)).get()).data();

/** What health says of these. */
const failures = async (orders: readonly StoredRecord[]) =>
  (await readEventsHealth(environment.firestore.store)).failed.filter(({ orderId }) => orders.some(({ Id }) => Id === orderId));

/** Each order once in the billing system, accepted, and as Salesforce has it. */
function expectOnce(orders: readonly StoredRecord[]): void {
  for (const order of orders) {
    const billed = environment.whmcs.orders.filter(({ services }) => services[0]?.domain === billingKey(String(order.Id)));
    expect(billed).toHaveLength(1);
    expect(billed[0]?.status).toBe('Active');
    expect(environment.order(order)).toMatchObject({ Activation_Status__c: 'Provisioned', WHMCS_Order_Id__c: billed[0]?.id });
    expect(environment.opportunity(order)).toMatchObject({
      StageName: 'Active',
      WHMCS_Service_ID__c: billed[0]?.services[0]?.id,
    });
  }
}

test('EV-4 an approved order is added with its products’ cycles and options, accepted, and its service is active under its number', async () => {
  environment.work();
  const orders = approved();
  await environment.ended(orders);
  expectOnce(orders);
  const services = [{ cycle: 'monthly', options: 'a:1:{i:1;s:1:"3";}' }, { cycle: 'onetime' }];
  expect(environment.whmcs.orders).toMatchObject([{ client: 47, services }]);
});

test('EV-5 a failed order is retried by its number, and only a failed one', async () => {
  environment.work();
  environment.whmcs.setFault('refused', 'AddOrder');
  const orders = approved();
  await environment.ended(orders);
  const number = String(environment.order(one(orders)).OrderNumber);
  expect(environment.order(one(orders)).Activation_Status__c).toBe('Failed');
  environment.whmcs.setFault(null);
  const org = new ApprovedOrders(environment.org.client, DEFAULT_SERVICE_MAPPING);
  expect(await org.retry(number)).toBe('failed');
  await until(async () => environment.order(one(orders)).Activation_Status__c === 'Provisioned');
  expectOnce(orders);
  expect(await org.retry(number)).toBe('activated');
  expectOnce(orders);
  expect(await org.retry("0' OR OrderNumber != '")).toBeNull();
});

test('EV-5 a worker that listens says so before anything comes', async () => {
  const cursors = collections.eventCursors(environment.firestore.store);
  for (const { ref } of (await cursors.get()).docs) await ref.delete();
  environment.work();
  await until(async () => (await readEventsHealth(environment.firestore.store)).listeningAt !== null);
});

test('EV-3 killed between any two steps, another worker ends the order, and it is added once', async () => {
  // one order dies at each call, before it and after it was carried out
  const orders = approved(14);
  const dying = dyingParts(environment, orders);
  const worker = startWorker({ ...environment.parts, ...dying.parts, atOnce: 14 });
  await until(() => dying.dead() === 14);
  void worker.stop();
  environment.work();
  await environment.ended(orders);
  expectOnce(orders);
}, 30_000);

test.each<[BillingFault, string]>([
  ['lost', 'AddOrder'],
  ['lost', 'AcceptOrder'],
  ['late', 'AddOrder'],
  ['hang', 'AddOrder'],
  ['hang', 'AcceptOrder'],
  ['html', 'AddOrder'],
  ['500', 'GetClientsProducts'],
  ['403', 'GetOrders'],
  ['reset', 'AcceptOrder'],
])('EV-4 once, whatever happens: %s at %s', async (fault, action) => {
  environment.work();
  environment.whmcs.setFault(fault, action, 1);
  const orders = approved();
  await environment.ended(orders);
  expectOnce(orders);
});

test('EV-4 Salesforce loses its answer to being told: the order is not told twice', async () => {
  environment.work();
  let lost = 0;
  environment.org.org.faults.losesAnswer = (body) => body.includes('"Provisioned"') && lost++ === 0;
  const orders = approved();
  await until(async () => (await noted(one(orders)))?.step === 'done');
  expectOnce(orders);
  expect(lost).toBe(1);
});

test('EV-3 two workers: each order is added once', async () => {
  environment.work();
  environment.work();
  const orders = approved(25);
  await environment.ended(orders);
  expectOnce(orders);
  expect(environment.whmcs.asked.get('AddOrder')).toBe(25);
});

test('EV-1 streams that are cut and sessions that end lose no order and double none', async () => {
  environment.work();
  const all: StoredRecord[] = [];
  for (const disturb of [
    () => environment.pubsub.dropStreams(),
    () => environment.org.org.expireSessions(),
    () => environment.pubsub.dropStreams(),
  ]) {
    await until(() => environment.pubsub.streams() > 0);
    all.push(...approved(3));
    disturb();
    all.push(...approved(3));
  }
  await environment.ended(all);
  expectOnce(all);
});

test('EV-2 a restart goes on after the last event, and what was heard before changes nothing', async () => {
  const first = environment.work();
  const before = approved(2);
  await environment.ended(before);
  await first.stop();
  const sent = environment.pubsub.sent();
  const orders = approved(2);
  environment.work();
  await environment.ended(orders);
  expect(environment.pubsub.sent() - sent).toBe(2);
  await environment.rest();
  // everything comes again
  await collections.eventCursors(environment.firestore.store).doc('OrderProvisionRequested__e').update({ replayId: null });
  environment.work();
  const last = approved();
  await environment.ended(last);
  expectOnce([...before, ...orders, ...last]);
});

test('EV-2 events that Salesforce no longer has: their orders are found by asking for those that wait', async () => {
  const first = environment.work();
  await environment.ended(approved());
  await first.stop();
  const orders = approved(3);
  await new Promise(setImmediate);
  environment.org.org.bus.age();
  environment.work();
  const next = approved();
  await environment.ended([...orders, ...next]);
  expectOnce([...orders, ...next]);
});

test('EV-4 what WHMCS refuses fails at once, with its reason and the time; a retry provisions it', async () => {
  environment.work();
  environment.whmcs.setFault('refused', 'AddOrder');
  const orders = approved();
  await environment.ended(orders);
  expect(environment.order(one(orders))).toMatchObject({
    Activation_Status__c: 'Failed',
    Activation_Error__c: 'The billing system refused: No items added to cart so order cannot proceed',
    Activation_Error_DateTime__c: expect.stringMatching(/^\d{4}-/) as string,
  });
  expect(environment.whmcs.asked.get('AddOrder')).toBe(1);
  await until(async () => (await noted(one(orders)))?.step === 'failed');
  expect(await failures(orders)).toMatchObject([{ reason: expect.stringMatching(/refused/) as string }]);
  environment.whmcs.setFault(null);
  retry(one(orders));
  await environment.ended(orders);
  expectOnce(orders);
  expect(await failures(orders)).toEqual([]);
});

test('EV-4 a WHMCS that never answers rightly fails the order after a limit of tries', async () => {
  environment.work();
  environment.whmcs.setFault('html');
  const orders = approved();
  await environment.ended(orders);
  expect(environment.order(one(orders)).Activation_Error__c).toBe(
    `The billing system gave an answer that can’t be read (${MOST_TRIES} tries)`,
  );
});

test('EV-4 an order that can’t be billed fails with what is lacking, and WHMCS is not asked', async () => {
  environment.work();
  const orders = approved(1, ['SIM 10 GB', 'Static address']);
  await environment.ended(orders);
  expect(environment.order(one(orders)).Activation_Error__c).toBe(
    'Static address: its options can’t be read (Portal_ConfigOptions_JSON__c)',
  );
  expect(environment.whmcs.asked.size).toBe(0);
});

test('EV-3 an order that was cancelled meanwhile is left alone', async () => {
  const orders = approved();
  environment.org.org.records.update('Order', String(one(orders).Id), { Status: 'Cancelled' });
  environment.work();
  await until(async () => (await noted(one(orders)))?.step === 'dropped');
  expect(environment.whmcs.orders).toEqual([]);
});

test('EV-3 stopped in the middle, a worker ends the order in hand first', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { billing } = environment.parts;
  const slow = { ...bound(billing), add: (...asked: Parameters<typeof billing.add>) => held.then(() => billing.add(...asked)) };
  const worker = environment.work({ billing: slow });
  const orders = approved();
  await until(async () => (await noted(one(orders)))?.step === 'adding');
  const stopped = worker.stop();
  release();
  await stopped;
  expectOnce(orders);
});
const bound = (billing: EventsEnvironment['parts']['billing']): EventsEnvironment['parts']['billing'] => ({
  find: (...asked) => billing.find(...asked),
  add: (...asked) => billing.add(...asked),
  status: (...asked) => billing.status(...asked),
  accept: (...asked) => billing.accept(...asked),
});

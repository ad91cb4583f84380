import { startWhmcs, type BillingFault, type WhmcsStandIn } from '@interaction-history/sandbox/src/whmcs/stand-in';
import { timings } from '../../runtime/timings';
import '../../testing/timings';
import { BillingError } from './billing-error';
import { WhmcsClient, type BillingLine } from './client';

let whmcs: WhmcsStandIn;
let client: WhmcsClient;
const LOGIN = { identifier: 'id', secret: 'secret' };
const LINE: BillingLine = { product: 11, quantity: 1, cycle: 'monthly', options: {} };
beforeAll(async () => {
  whmcs = await startWhmcs({ port: 0, ...LOGIN });
  whmcs.clients.add(47);
  client = new WhmcsClient({ url: whmcs.origin, ...LOGIN, accessKey: null, paymentMethod: 'mailin' });
});
afterEach(() => {
  whmcs.setFault(null);
  whmcs.orders.splice(0);
});
afterAll(async () => {
  await whmcs.stop();
  expect(whmcs.unknown).toEqual([]);
});

test('EV-4 an order is added under its key, found by it, and accepted once', async () => {
  expect(await client.find(47, 'order-a')).toBeNull();
  await client.add(47, 'order-a', [
    { ...LINE, options: { '1': '3', '2': 5, größe: 'ü' } },
    { ...LINE, product: 13, quantity: 2, cycle: 'onetime' },
  ]);
  const [order] = whmcs.orders;
  expect(order?.services).toMatchObject([
    { product: 11, cycle: 'monthly', quantity: 1, options: 'a:3:{i:1;s:1:"3";i:2;i:5;s:7:"größe";s:2:"ü";}' },
    { product: 13, cycle: 'onetime', quantity: 2, options: '' },
  ]);
  const found = await client.find(47, 'order-a');
  expect(found).toEqual({ id: order?.id, services: order?.services.map(({ id, product }) => ({ id, product })) });
  expect(await client.status(order?.id ?? 0)).toBe('Pending');
  await client.accept(order?.id ?? 0);
  expect(await client.status(order?.id ?? 0)).toBe('Active');
  await expect(client.accept(order?.id ?? 0)).rejects.toMatchObject({ kind: 'refused' });
  expect(await client.status(1)).toBeNull();
});

test.each<[string, number, Partial<BillingLine>, RegExp]>([
  ['a client that there isn’t', 99, {}, /refused: Client ID Not Found/],
  ['a product that there isn’t', 47, { product: 999 }, /refused: No items added to cart/],
])('EV-4 %s is refused for good, with WHMCS’s reason', async (_, clientId, line, words) => {
  const error = await client.add(clientId, 'order-b', [{ ...LINE, ...line }]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BillingError);
  expect(error).toMatchObject({ kind: 'refused', words: expect.stringMatching(words) as string });
});

test.each<[BillingFault, RegExp]>([
  ['hang', /isn’t responding/],
  ['reset', /can’t be reached/],
  ['lost', /can’t be reached/],
  ['html', /can’t be read/],
  ['500', /failed \(500\)/],
  ['403', /refused the log-in \(403\)/],
])('EV-4 %s is something that may pass', async (fault, words) => {
  timings.billingCall = fault === 'hang' ? 100 : timings.billingCall;
  whmcs.setFault(fault);
  const error = await client.add(47, 'order-c', [LINE]).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: 'later', words: expect.stringMatching(words) as string });
  // WHMCS's text names our address
  expect(String((error as BillingError).words)).not.toContain('192.0.2.7');
});

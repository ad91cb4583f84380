import { functionsEnvironment, newKeyPair, PROJECT_ID, SALESFORCE_USER } from './environment';
import { openEmbeddedFirestore } from './firestore/embedded';
import { serveFirestore, type FirestoreServer } from './firestore/server';
import { startProvisioning, startWorkerProcess, type Provisioning } from './provisioning';
import type { StoredRecord } from './salesforce/records';
import { startSalesforce, type SalesforceStandIn } from './salesforce/stand-in';

let salesforce: SalesforceStandIn;
let firestore: FirestoreServer;
let provisioning: Provisioning;
let env: Record<string, string>;
beforeAll(async () => {
  const keys = newKeyPair();
  salesforce = await startSalesforce({ port: 0, host: '127.0.0.1', ...SALESFORCE_USER, certificate: keys.certificatePem });
  firestore = await serveFirestore(openEmbeddedFirestore(PROJECT_ID));
  env = functionsEnvironment({
    salesforceOrigin: salesforce.origin,
    privateKeyPem: keys.privateKeyPem,
    masterUrl: 'postgres://127.0.0.1:1/none',
    firestoreHost: firestore.host,
    allowedOrigins: ['https://flex.twilio.com'],
  });
  // an order whose provisioning never ends would be in the worker's hands, too
  salesforce.records.update('Order', String(orderOf('46').Id), { Activation_Status__c: 'Pending Review' });
  provisioning = await startProvisioning({ port: 0, env, salesforce, quiet: true });
});
afterAll(async () => {
  await provisioning.stop();
  await Promise.all([firestore.stop(), salesforce.stop()]);
  expect([...salesforce.unknown, ...provisioning.whmcs.unknown]).toEqual([]);
});

const orderOf = (client: string): StoredRecord => {
  const account = salesforce.records.findBy('Account', 'WH_Account__c', client);
  return salesforce.records.findBy('Order', 'AccountId', String(account?.Id)) as StoredRecord;
};
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isSo()); await new Promise((go) => setTimeout(go, 5)))
    if (Date.now() > end) throw new Error('it did not come about');
}
const isProvisioned = (order: StoredRecord) => () =>
  salesforce.records.get('Order', String(order.Id)).Activation_Status__c === 'Provisioned';

test('EV-4 an approved order is provisioned within 2 s, by the worker in its own process', async () => {
  await until(async () => (await fetch(provisioning.worker.health)).status === 200);
  const order = orderOf('45');
  const approvedAt = Date.now();
  salesforce.records.update('Order', String(order.Id), { Status: 'Approved' });
  await until(isProvisioned(order));
  expect(Date.now() - approvedAt).toBeLessThan(2_000);
  expect(await (await fetch(provisioning.worker.health)).json()).toMatchObject({ isListening: true });
});

test('EV-3 SIGTERM while WHMCS works: the worker ends the order in hand, then itself; the next one takes over', async () => {
  const [retried, { whmcs, worker }] = [orderOf('47'), provisioning];
  const asked = (): number => whmcs.asked.get('AddOrder') ?? 0;
  const before = asked();
  salesforce.records.update('Order', String(retried.Id), { Activation_Status__c: 'Activating' });
  await until(() => asked() > before);
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(isProvisioned(retried)()).toBe(true);
  const next = await startWorkerProcess({ ...env, ...provisioning.env }, true);
  await until(async () => (await fetch(next.health)).status === 200);
  expect(await next.end('SIGTERM')).toBe(0);
  expect(whmcs.orders.map(({ client, status }) => [client, status])).toEqual([
    [45, 'Active'],
    [47, 'Active'],
  ]);
});

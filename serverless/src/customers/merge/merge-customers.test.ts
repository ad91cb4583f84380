import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { handler as list } from '../../../functions/interactions/list';
import { handler as merge } from '../../../functions/customers/merge';
import type { ListResponse } from '@interaction-history/shared/src/contract/interactions';
import { testContext } from '../../testing/context';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';
import { storeKinds } from '../../testing/stores';
import { mergeCustomers } from './merge-customers';
import { byId, byIdentity } from '../identity/store';

const WORKER = 'WK' + '1'.repeat(32);
const customer = (name: string, phones: string[], interactionCount: number) => ({
  name,
  company: null,
  accountNumber: null,
  email: null,
  phones,
  salesforce: null,
  interactionCount,
  createdAt: Timestamp.now(),
  createdBy: WORKER,
  updatedAt: Timestamp.now(),
  updatedBy: WORKER,
});

async function twoCustomers(store: Firestore, entries: number): Promise<void> {
  const batch = store.batch();
  batch.set(store.doc('customers/kept'), customer('Ana Torres', ['+14155550100'], 1));
  batch.set(store.doc('customers/lost'), customer('Ana Tores', ['+14155550199'], entries));
  batch.set(store.doc('identities/phone:+14155550100'), { customerId: 'kept' });
  batch.set(store.doc('identities/phone:+14155550199'), { customerId: 'lost' });
  batch.set(store.doc('interactions/own'), { customerId: 'kept' });
  await batch.commit();
  for (let from = 0; from < entries; from += 400) {
    const some = store.batch();
    for (let n = from; n < Math.min(entries, from + 400); n++)
      some.set(store.doc(`interactions/i${n}`), { customerId: 'lost', n });
    await some.commit();
  }
}
const countOf = async (store: Firestore, customerId: string): Promise<[entries: number, counted: number]> => [
  (await store.collection('interactions').where('customerId', '==', customerId).get()).size,
  ((await store.doc(`customers/${customerId}`).get()).data() as { interactionCount: number }).interactionCount,
];

describe.each(storeKinds())('merging customers ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  const merging = (loserId: string, winnerId: string, ms = 8_000) =>
    mergeCustomers(store, { loserId, winnerId }, testContext({ store, ms }).ctx);
  afterAll(close);

  test('ID-14 every entry, identity and phone follows; the counts are right; the other id leads to the customer kept', async () => {
    await twoCustomers(store, 450);
    expect(await merging('lost', 'kept')).toEqual({ moved: 450, done: true });
    expect([await countOf(store, 'kept'), await countOf(store, 'lost')]).toEqual([
      [451, 451],
      [0, 0],
    ]);
    const found = [await byId(store, 'lost'), await byIdentity(store, 'phone:+14155550199')];
    for (const one of found)
      expect(one).toMatchObject({
        customer: { customerId: 'kept', name: 'Ana Torres', phones: ['+14155550100', '+14155550199'] },
        interactionCount: 451,
      });
    expect(await merging('lost', 'kept')).toEqual({ moved: 0, done: true });
  }, 120_000);

  test('a call whose time is up is gone on with by the next, and nothing is counted twice', async () => {
    await twoCustomers(store, 450);
    const first = await merging('lost', 'kept', 1_000);
    expect(first).toEqual({ moved: 200, done: false });
    expect((await byId(store, 'lost'))?.customer.customerId).toBe('kept');
    expect(await merging('lost', 'kept')).toEqual({ moved: 250, done: true });
    expect(await countOf(store, 'kept')).toEqual([451, 451]);
  }, 120_000);

  test('two supervisors at once move each entry once', async () => {
    await twoCustomers(store, 300);
    const calls = await Promise.all([1, 2].map(() => merging('lost', 'kept')));
    expect(calls.reduce((sum, { moved }) => sum + moved, 0)).toBe(300);
    expect([await countOf(store, 'kept'), await countOf(store, 'lost')]).toEqual([
      [301, 301],
      [0, 0],
    ]);
  }, 120_000);

  test('neither backwards nor into a third one afterwards', async () => {
    await twoCustomers(store, 1);
    await store.doc('customers/third').set(customer('Third', [], 0));
    await merging('lost', 'kept');
    await expect(merging('kept', 'lost')).rejects.toMatchObject({ code: 'conflict' });
    await expect(merging('lost', 'third')).rejects.toMatchObject({ code: 'conflict' });
    await expect(merging('nobody', 'kept')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('customers/merge', () => {
  let centre: TestEnvironment;
  beforeAll(async () => {
    centre = await startTestEnvironment();
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(() => jest.restoreAllMocks());

  test('ID-14 a supervisor merges, PR-2 with a row; 403 for an agent, 400 for one and the same, 404 for nobody', async () => {
    const { store } = centre.firestore;
    await store.doc('customers/double').set(customer('Priya N.', [], 0));
    const [sam, ada] = [centre.as('sam'), centre.as('ada')];
    expect(await ada(merge, { customerId: 'seed-priya', duplicateId: 'double' })).toMatchObject({ status: 403 });
    expect(await sam(merge, { customerId: 'double', duplicateId: 'double' })).toMatchObject({ status: 400 });
    expect(await sam(merge, { customerId: 'double', duplicateId: 'nobody' })).toMatchObject({ status: 404 });
    const before = (await ada(list, { customerId: 'seed-priya' })).body as ListResponse;
    expect(await sam(merge, { customerId: 'double', duplicateId: 'seed-priya' })).toMatchObject({
      status: 200,
      body: { done: true, moved: before.total, customer: { customerId: 'double', name: 'Priya N.' } },
    });
    const after = (await ada(list, { customerId: 'seed-priya' })).body as ListResponse;
    expect([after.total, after.customer?.customerId, after.interactions.length]).toEqual([
      before.total,
      'double',
      before.interactions.length,
    ]);
    const rows = (await store.collection('audit').where('action', '==', 'customer.merge').get()).docs.map((row) => row.data());
    expect(rows).toMatchObject([{ customerId: 'double', mergedId: 'seed-priya' }]);
    expect(JSON.stringify(rows)).not.toContain('Priya N');
  });
});

import type { Firestore } from 'firebase-admin/firestore';
import { sidOf, testContext } from '../../testing/context';
import { storeKinds } from '../../testing/stores';
import { recordKeys } from './documents';
import { byIdentity, upsertChosen, type ChosenCustomer } from './store';
import type { CustomerDocument } from '../../vendors/firestore/documents';

const WORKER = 'WK' + '1'.padStart(32, '0');
const TASK = sidOf('WT', 1);
const { ctx } = testContext();
const DAVID = '003000000000001AAA';
const fields = (name: string): ChosenCustomer['fields'] => ({
  name,
  company: null,
  accountNumber: null,
  email: null,
  phones: ['+14155550127'],
  salesforce: null,
});
const chosen = (contactId: string, name: string, addressKey: string | null = 'phone:+14155550127'): ChosenCustomer => ({
  recordKeys: [recordKeys.contact(contactId)],
  addressKey,
  numberKey: null,
  fields: { ...fields(name), salesforce: { accountId: null, contactId, url: 'https://sf.example/x' } },
});

describe.each(storeKinds())('linking customers ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  test('ID-14 the same record is one customer, from whatever phone', async () => {
    const first = await upsertChosen(store, chosen(DAVID, 'David'), TASK, ctx);
    const second = await upsertChosen(store, chosen(DAVID, 'David Okafor', 'phone:+14155550128'), TASK, ctx);
    expect(second.customerId).toBe(first.customerId);
    expect((await byIdentity(store, 'phone:+14155550128'))?.customer.name).toBe('David Okafor');
  });

  test('ID-6 people who share a phone stay two customers, and the phone stays with the first', async () => {
    const ana = await upsertChosen(store, chosen('003000000000002AAA', 'Ana'), TASK, ctx);
    const anna = await upsertChosen(store, chosen('003000000000003AAA', 'Anna'), TASK, ctx);
    expect(anna.customerId).not.toBe(ana.customerId);
    expect((await byIdentity(store, 'phone:+14155550127'))?.customer.customerId).toBe(ana.customerId);
  });

  test('ID-14 a caller first unknown keeps the history when identified', async () => {
    const nameless: CustomerDocument = {
      ...fields(''),
      name: null,
      interactionCount: 2,
      createdAt: await now(),
      createdBy: WORKER,
      updatedAt: await now(),
      updatedBy: WORKER,
    };
    await store
      .collection('customers')
      .doc('c1')
      .set({ ...nameless });
    await store.collection('identities').doc('phone:+14155550127').set({ customerId: 'c1' });
    const linked = await upsertChosen(store, chosen(DAVID, 'David'), TASK, ctx);
    expect(linked.customerId).toBe('c1');
    expect((await byIdentity(store, recordKeys.contact(DAVID)))?.interactionCount).toBe(2);
  });

  test('ID-11 a friend’s phone does not become the customer’s', async () => {
    await upsertChosen(store, chosen(DAVID, 'David', null), TASK, ctx);
    expect(await byIdentity(store, 'phone:+14155550199')).toBeNull();
  });

  test('ID-6 two people who share a phone, linked at once after a nameless call, do not become one', async () => {
    const nameless: CustomerDocument = {
      ...fields(''),
      name: null,
      createdAt: await now(),
      createdBy: WORKER,
      updatedAt: await now(),
      updatedBy: WORKER,
    };
    await store
      .collection('customers')
      .doc('c1')
      .set({ ...nameless });
    await store.collection('identities').doc('phone:+14155550127').set({ customerId: 'c1' });
    const [ana, anna] = await Promise.all([
      upsertChosen(store, chosen('003000000000002AAA', 'Ana'), TASK, ctx),
      upsertChosen(store, chosen('003000000000003AAA', 'Anna'), TASK, ctx),
    ]);
    expect(ana.customerId).not.toBe(anna.customerId);
    expect((await store.collection('customers').get()).size).toBe(2);
  });

  test('ID-14 a customer known from the master keeps the history when the record is in Salesforce later', async () => {
    const number = recordKeys.number('C-14380');
    const fromMaster: ChosenCustomer = {
      recordKeys: [number],
      addressKey: 'phone:+14155550119',
      numberKey: null,
      fields: { ...fields('Priya Natarajan'), accountNumber: 'C-14380' },
    };
    const before = await upsertChosen(store, fromMaster, TASK, ctx);
    const inSalesforce: ChosenCustomer = { ...chosen(DAVID, 'Priya Natarajan', null), numberKey: number };
    inSalesforce.fields = { ...inSalesforce.fields, accountNumber: 'C-14380' };
    expect((await upsertChosen(store, inSalesforce, TASK, ctx)).customerId).toBe(before.customerId);
    const colleague: ChosenCustomer = {
      ...chosen('003000000000009AAA', 'Ravi Natarajan', 'phone:+14155550119'),
      numberKey: number,
    };
    colleague.fields = { ...colleague.fields, accountNumber: 'C-14380' };
    expect((await upsertChosen(store, colleague, TASK, ctx)).customerId).not.toBe(before.customerId);
  });

  test('two agents linking the same record at once get one customer', async () => {
    const linked = await Promise.all(Array.from({ length: 20 }, () => upsertChosen(store, chosen(DAVID, 'David'), TASK, ctx)));
    expect(new Set(linked.map(({ customerId }) => customerId)).size).toBe(1);
    expect((await store.collection('customers').get()).size).toBe(1);
  });
});

const now = async () => (await import('firebase-admin/firestore')).Timestamp.now();

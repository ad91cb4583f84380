import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { StoredResponse } from '@interaction-history/shared/src/contract/customers';
import { handler as merge } from '../../../functions/customers/merge';
import { handler as stored } from '../../../functions/customers/find-stored';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';

const customer = (name: string | null, phones: string[], interactionCount: number, more: object = {}) => ({
  name,
  company: null,
  accountNumber: null,
  email: null,
  phones,
  salesforce: null,
  interactionCount,
  createdAt: Timestamp.now(),
  createdBy: 'WK',
  updatedAt: Timestamp.now(),
  updatedBy: 'WK',
  ...more,
});

describe('customers/find-stored', () => {
  let centre: TestEnvironment;
  let store: Firestore;
  beforeAll(async () => {
    centre = await startTestEnvironment();
    store = centre.firestore.store;
    const batch = store.batch();
    batch.set(
      store.doc('customers/one'),
      customer('Mina Vale', ['+16285550301'], 4, { accountNumber: 'VA-1', email: 'Mina@vale.test' }),
    );
    batch.set(store.doc('customers/two'), customer('M. Vale', ['+16285550301', '+16285550302'], 9));
    batch.set(store.doc('customers/gone'), customer(null, ['+16285550301'], 0, { mergedInto: 'two' }));
    batch.set(store.doc('customers/other'), customer('Mina Vale', ['+16285550399'], 1));
    for (let n = 0; n < 25; n++) batch.set(store.doc(`customers/many${n}`), customer('Many Vale', [], n));
    await batch.commit();
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(() => jest.restoreAllMocks());
  const find = async (text: string, who = 'sam'): Promise<StoredResponse> =>
    (await centre.as(who)(stored, { text })).body as StoredResponse;
  const ids = async (text: string): Promise<string[]> =>
    (await find(text)).customers.map(({ customer: { customerId } }) => customerId);

  test('ID-14 finds everybody who has a phone, in any notation, the longest history first and nobody merged away', async () => {
    expect(await ids('+16285550301')).toEqual(['two', 'one']);
    expect(await ids('(628) 555-0301')).toEqual(['two', 'one']);
    expect((await find('+1 628 555 0301')).customers[0]).toMatchObject({ interactionCount: 9, customer: { name: 'M. Vale' } });
  });

  test('ID-14 finds by e-mail address, customer number and whole name', async () => {
    expect(await ids('Mina@vale.test')).toEqual(['one']);
    expect(await ids('VA-1')).toEqual(['one']);
    expect(await ids('Mina Vale')).toEqual(['one', 'other']);
    expect(await ids('nobody at all')).toEqual([]);
  });

  test('ID-14 of more than 20 it says that there are more', async () => {
    const { customers, more } = await find('Many Vale');
    expect([customers.length, more]).toEqual([20, true]);
  });

  test('ID-14 what was merged is found under the customer that is left', async () => {
    expect((await centre.as('sam')(merge, { customerId: 'one', duplicateId: 'other' })).status).toBe(200);
    expect(await ids('+16285550399')).toEqual(['one']);
  });

  test('403 for an agent, 400 without a text; PR-2 each search is in the audit trail, PR-3 without what was searched for', async () => {
    expect((await centre.as('ada')(stored, { text: 'VA-1' })).status).toBe(403);
    expect((await centre.as('sam')(stored, { text: ' ' })).status).toBe(400);
    const searches = async () => (await store.collection('audit').where('action', '==', 'customer.search').get()).docs;
    const before = (await searches()).length;
    await find('VA-1');
    const after = await searches();
    expect(after.length).toBe(before + 1);
    expect(JSON.stringify(after.map((row) => row.data()))).not.toContain('VA-1');
  });

  test('503 while the store is down, and nothing is answered from memory', async () => {
    centre.firestore.setFault('unavailable');
    expect((await centre.as('sam')(stored, { text: 'VA-1' })).status).toBe(503);
    centre.firestore.setFault(null);
  });
});

import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { identityOf } from '@interaction-history/shared/src/caller/phone';
import { deadlineIn } from '../../runtime/deadline';
import { newEntry } from '../../testing/entries';
import { interrupted, replacing } from '../../testing/interrupted';
import { sidOf, testContext } from '../../testing/context';
import { storeKinds } from '../../testing/stores';
import { commitInteraction } from '../../interactions/commit';
import type { CustomerDocument } from '../../vendors/firestore/documents';
import { releaseAddress } from '../identity/release-address';
import { keepAddress } from '../identity/keep-address';
import { byId, byIdentity } from '../identity/store';
import { mergeCustomers } from './merge-customers';
import { moveBack } from './move-interactions';
import { resumeMerges } from './resume-pending-merges';
import { undoMerge } from './undo-merge';

const PHONES = { a: '+14155550101', b: '+14155550102', c: '+14155550103' };
const FRIENDS = '+14155550199';
const phone = (value: string) => identityOf({ kind: 'phone', value }, 'US');
const document = (name: string | null, more: Partial<CustomerDocument>): CustomerDocument => ({
  ...{ name, company: null, accountNumber: null, email: null, phones: [], salesforce: null, interactionCount: 0 },
  ...{ createdAt: Timestamp.now(), createdBy: sidOf('WK', 9), updatedAt: Timestamp.now(), updatedBy: sidOf('WK', 9) },
  ...more,
});
jest.setTimeout(60_000);

describe.each(storeKinds())('undoing ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  const on = (which = store, more: Partial<Parameters<typeof testContext>[0]> = {}) =>
    testContext({ store: which, roles: ['supervisor'], ...more }).ctx;
  const seed = async (id: keyof typeof PHONES, entries: number, more: Partial<CustomerDocument> = {}): Promise<void> => {
    const batch = store.batch();
    const whole = { ...document(`Customer ${id}`, { phones: [PHONES[id]], interactionCount: entries }), ...more };
    batch.set(store.doc(`customers/${id}`), { ...whole });
    batch.set(store.doc(`identities/phone:${PHONES[id]}`), { customerId: id });
    for (let n = 0; n < entries; n++) batch.set(store.doc(`interactions/${id}-${n}`), { customerId: id });
    await batch.commit();
  };
  const merge = (loserId: string, winnerId: string) => mergeCustomers(store, { loserId, winnerId }, on());
  const undo = (mergedId: string, customerId: string, which = store, ms?: number) =>
    undoMerge(which, { mergedId, customerId, taskSid: null }, on(which, ms === undefined ? {} : { ms }), () => true);
  const at = async (customerId: string): Promise<[entries: number, counted: unknown]> => [
    (await store.collection('interactions').where('customerId', '==', customerId).get()).size,
    (await store.doc(`customers/${customerId}`).get()).get('interactionCount'),
  ];
  const whole = async (id: string): Promise<unknown> => {
    const { updatedAt: _at, updatedBy: _by, ...rest } = (await store.doc(`customers/${id}`).get()).data() as CustomerDocument;
    return rest;
  };

  test('ID-17 an undone merge leaves both as they were: fields, identities, entries, counts', async () => {
    await seed('a', 3, { email: 'a@example.com', accountNumber: 'A-1' });
    await seed('b', 2, { company: 'B & Co' });
    const before = [await whole('a'), await whole('b')];
    await merge('a', 'b');
    expect(await at('b')).toEqual([5, 5]);
    expect(await undo('a', 'b')).toEqual({ moved: 3, done: true });
    expect([await whole('a'), await whole('b')]).toEqual(before);
    expect([await at('a'), await at('b')]).toEqual([
      [3, 3],
      [2, 2],
    ]);
    expect((await byIdentity(store, `phone:${PHONES.a}`))?.customer.customerId).toBe('a');
    expect(await undo('a', 'b')).toEqual({ moved: 0, done: true });
    const rows = (await store.collection('audit').where('action', '==', 'customer.split').get()).docs.map((row) => row.data());
    expect(rows).toMatchObject([{ customerId: 'b', mergedId: 'a' }]);
    expect(JSON.stringify(rows)).not.toContain('Customer');
    expect((await store.collection('pendingMerges').get()).size + (await store.collection('merges').get()).size).toBe(0);
  });

  test('ID-17 what was recorded, kept or changed since the merge stays with the customer that was kept', async () => {
    await seed('a', 1, { email: 'a@example.com' });
    await seed('b', 0);
    await merge('a', 'b');
    await commitInteraction(newEntry(1, { customerId: 'b' }), on());
    await keepAddress(store, phone(FRIENDS), 'b', sidOf('WT', 9), on());
    await store.doc('customers/b').update({ email: 'b@example.com' });
    await undo('a', 'b');
    expect([await at('a'), await at('b')]).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect((await byId(store, 'b'))?.customer).toMatchObject({ email: 'b@example.com', phones: [PHONES.b, FRIENDS] });
    expect((await byId(store, 'a'))?.customer).toMatchObject({ email: 'a@example.com', phones: [PHONES.a] });
  });

  test('ID-17 of a merge of a merge the last is undone first, and takes what came with it along', async () => {
    await seed('a', 2);
    await seed('b', 3);
    await seed('c', 1);
    await merge('a', 'b');
    await merge('b', 'c');
    await expect(undo('a', 'b')).rejects.toMatchObject({ code: 'conflict' });
    await undo('b', 'c');
    expect([await at('b'), await at('c')]).toEqual([
      [5, 5],
      [1, 1],
    ]);
    await undo('a', 'b');
    expect([await at('a'), await at('b')]).toEqual([
      [2, 2],
      [3, 3],
    ]);
  });

  test('ID-17 a merge whose entries had not followed yet, and an undoing that was cut short, end right', async () => {
    await seed('a', 450);
    await seed('b', 0);
    expect(await mergeCustomers(store, { loserId: 'a', winnerId: 'b' }, on(store, { ms: 1_000 }))).toMatchObject({ done: false });
    const dying = replacing(store, 'collection', (path) => {
      if (path === 'interactions') throw new Error('the process is gone');
      return store.collection(path);
    });
    await expect(undo('a', 'b', dying)).rejects.toThrow('the process is gone');
    for (const { ref } of (await store.collection('pendingMerges').get()).docs) await ref.update({ dueAt: Timestamp.now() });
    await resumeMerges(store, deadlineIn(30_000));
    expect([await at('a'), await at('b')]).toEqual([
      [450, 450],
      [0, 0],
    ]);
    expect((await store.collection('pendingMerges').get()).size).toBe(0);
  }, 120_000);

  test('ID-17 two at once, and one beside a recording: nothing is lost or counted twice', async () => {
    await seed('a', 20);
    await seed('b', 1);
    await merge('a', 'b');
    const recording = interrupted(store, () => commitInteraction(newEntry(1, { customerId: 'b' }), on()).then(() => undefined));
    await Promise.all([undo('a', 'b', recording), undo('a', 'b')]);
    await moveBack(store, 'a', 'b', deadlineIn(10_000));
    expect([await at('a'), await at('b')]).toEqual([
      [20, 20],
      [2, 2],
    ]);
  });

  test('ID-17 a merge from before merges could be undone says so', async () => {
    await seed('a', 0);
    await seed('b', 0);
    await merge('a', 'b');
    await store.doc('merges/a').delete();
    await expect(undo('a', 'b')).rejects.toMatchObject({ code: 'not_found' });
    await expect(undo('nobody', 'b')).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('an address', () => {
    const ADA = { roles: ['agent' as const], workerSid: sidOf('WK', 1) };
    const KIM = { roles: ['agent' as const], workerSid: sidOf('WK', 2) };
    const release = (who: Partial<Parameters<typeof testContext>[0]>, value = FRIENDS, customerId = 'a') =>
      releaseAddress({ customerId, identity: { kind: 'phone', value } }, on(store, who));

    test('ID-17 kept by mistake leads to nobody once the agent has taken it back, as often as they ask', async () => {
      await seed('a', 0);
      await keepAddress(store, phone(FRIENDS), 'a', sidOf('WT', 9), on(store, ADA));
      expect((await release(ADA)).customer.phones).toEqual([PHONES.a]);
      expect((await release(ADA)).customer.phones).toEqual([PHONES.a]);
      expect(await byIdentity(store, `phone:${FRIENDS}`)).toBeNull();
      const rows = (await store.collection('audit').where('action', '==', 'customer.release-address').get()).docs;
      expect(rows.map((row) => row.data())).toMatchObject([{ customerId: 'a', workerSid: ADA.workerSid }]);
    });

    test('ID-17 a colleague’s, a record’s own and yesterday’s are for supervisors', async () => {
      await seed('a', 0);
      await keepAddress(store, phone(FRIENDS), 'a', sidOf('WT', 9), on(store, ADA));
      await expect(release(KIM)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(release(ADA, PHONES.a)).rejects.toMatchObject({ code: 'forbidden' });
      const yesterday = Timestamp.fromMillis(Date.now() - 25 * 3_600_000);
      await store.doc(`identities/phone:${FRIENDS}`).update({ 'kept.at': yesterday });
      await expect(release(ADA)).rejects.toMatchObject({ code: 'forbidden' });
      expect((await release({ roles: ['supervisor'] })).customer.phones).toEqual([PHONES.a]);
    });

    test('ID-17 that brought a nameless caller’s history takes it along', async () => {
      await seed('a', 1);
      await store.doc('customers/n').set(document(null, { phones: [FRIENDS], interactionCount: 2 }));
      await store.doc(`identities/phone:${FRIENDS}`).set({ customerId: 'n' });
      for (const n of [1, 2]) await store.doc(`interactions/n-${n}`).set({ customerId: 'n' });
      await keepAddress(store, phone(FRIENDS), 'a', sidOf('WT', 9), on(store, ADA));
      expect(await at('a')).toEqual([3, 3]);
      await expect(release(KIM)).rejects.toMatchObject({ code: 'forbidden' });
      await release(ADA);
      expect([await at('a'), await at('n')]).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect((await byIdentity(store, `phone:${FRIENDS}`))?.customer.customerId).toBe('n');
    });

    test('ID-17 that leads to somebody else is not this customer’s to lose', async () => {
      await seed('a', 0);
      await seed('b', 0);
      await expect(release({ roles: ['supervisor'] }, PHONES.b)).rejects.toMatchObject({ code: 'not_found' });
    });
  });
});

import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { identityOf } from '@interaction-history/shared/src/caller/phone';
import { deadlineIn } from '../../runtime/deadline';
import { commitInteraction } from '../../interactions/commit';
import { interactionIdOf } from '../../interactions/documents';
import { sidOf, testContext } from '../../testing/context';
import { newEntry } from '../../testing/entries';
import { interrupted, replacing } from '../../testing/interrupted';
import { storeKinds } from '../../testing/stores';
import { createCustomer } from '../create/create-customer';
import { keepAddress } from '../identity/keep-address';
import { mergeCustomers } from './merge-customers';
import { resumeMerges } from './resume-pending-merges';
import { byId, byIdentity, upsertChosen, type ChosenCustomer } from '../identity/store';
import type { CustomerDocument } from '../../vendors/firestore/documents';

const TASK = sidOf('WT', 99);
const PHONES = { a: '+14155550101', b: '+14155550102', c: '+14155550103' };
const FRIENDS = '+14155550199';
const identity = (phone: string) => identityOf({ kind: 'phone', value: phone }, 'US');
const document = (name: string | null, phones: string[], interactionCount = 0): CustomerDocument => ({
  name,
  company: null,
  accountNumber: null,
  email: null,
  phones,
  salesforce: null,
  interactionCount,
  createdAt: Timestamp.now(),
  createdBy: sidOf('WK', 1),
  updatedAt: Timestamp.now(),
  updatedBy: sidOf('WK', 1),
});

/** What two supervisors and a crash can meet on takes longer on Google's emulator while the machine does other work. */
jest.setTimeout(60_000);

describe.each(storeKinds())('merges that meet others ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  const on = (which: Firestore = store, ms = 20_000) => testContext({ store: which, ms }).ctx;
  const merge = (loserId: string, winnerId: string, which?: Firestore) =>
    mergeCustomers(which ?? store, { loserId, winnerId }, on(which));
  const customers = async (...ids: (keyof typeof PHONES)[]): Promise<void> => {
    for (const id of ids) {
      await store.doc(`customers/${id}`).set({ ...document(`Customer ${id}`, [PHONES[id]]) });
      await store.doc(`identities/phone:${PHONES[id]}`).set({ customerId: id });
    }
  };
  const nameless = async (id: string, phone: string, entries: number): Promise<void> => {
    await store.doc(`customers/${id}`).set({ ...document(null, [phone], entries) });
    await store.doc(`identities/phone:${phone}`).set({ customerId: id });
    const batch = store.batch();
    for (let n = 0; n < entries; n++) batch.set(store.doc(`interactions/${id}-${n}`), { customerId: id });
    await batch.commit();
  };
  const at = async (customerId: string): Promise<[entries: number, counted: unknown]> => [
    (await store.collection('interactions').where('customerId', '==', customerId).get()).size,
    (await store.doc(`customers/${customerId}`).get()).get('interactionCount'),
  ];
  const pending = async (): Promise<string[]> => (await store.collection('pendingMerges').get()).docs.map(({ id }) => id);
  const due = async (): Promise<void> => {
    for (const { ref } of (await store.collection('pendingMerges').get()).docs) await ref.update({ dueAt: Timestamp.now() });
  };
  const merges = async () =>
    (await store.collection('audit').where('action', '==', 'customer.merge').get()).docs.map((row) => row.data());
  /** The process ends as it begins to move entries: the merge's own commit stands. */
  const dying = (): Firestore =>
    replacing(store, 'collection', (path) => {
      if (path === 'interactions') throw new Error('the process is gone');
      return store.collection(path);
    });

  test('ID-14 A into B and B into A at once: one holds, the other is refused, and nobody’s name is lost', async () => {
    await customers('a', 'b');
    await expect(
      merge(
        'a',
        'b',
        interrupted(store, () => merge('b', 'a')),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
    for (const id of ['a', 'b'])
      expect(await byId(store, id)).toMatchObject({
        customer: { customerId: 'a', name: 'Customer a', phones: [PHONES.a, PHONES.b] },
      });
    expect(await merges()).toMatchObject([{ customerId: 'a', mergedId: 'b' }]);
  });

  test('ID-14 the same in earnest, ten times over', async () => {
    for (let round = 0; round < 10; round++) {
      await customers('a', 'b');
      const results = await Promise.allSettled([merge('a', 'b'), merge('b', 'a')]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [left, right] = [await byId(store, 'a'), await byId(store, 'b')];
      expect(left?.customer).toEqual(right?.customer);
      expect(left?.customer.name).toBe(`Customer ${left?.customer.customerId}`);
      expect([...(left?.customer.phones ?? [])].sort()).toEqual([PHONES.a, PHONES.b]);
    }
  });

  test('ID-14 A into B while B goes into C: the whole history is at C', async () => {
    await customers('a', 'b', 'c');
    const batch = store.batch();
    for (let n = 0; n < 3; n++) batch.set(store.doc(`interactions/a-${n}`), { customerId: 'a' });
    batch.update(store.doc('customers/a'), { interactionCount: 3 });
    await batch.commit();
    // B becomes a pointer between A's own commit and the moving of A's entries
    const second = interrupted(store, () => merge('b', 'c'), 2);
    expect(await merge('a', 'b', second)).toEqual({ moved: 3, done: true });
    expect([await at('a'), await at('b'), await at('c')]).toEqual([
      [0, 0],
      [0, 0],
      [3, 3],
    ]);
    expect((await byIdentity(store, `phone:${PHONES.a}`))?.customer).toMatchObject({ customerId: 'c', name: 'Customer c' });
  });

  test('ID-14 a phone kept while two are merged is not lost', async () => {
    await customers('a', 'b');
    await merge(
      'a',
      'b',
      interrupted(store, () => keepAddress(store, identity(FRIENDS), 'b', TASK, on())),
    );
    expect((await byId(store, 'b'))?.customer.phones).toEqual([PHONES.b, FRIENDS, PHONES.a]);
  });

  test('ID-14 a phone kept while the same customer is chosen again is not lost', async () => {
    const chosen: ChosenCustomer = {
      recordKeys: ['salesforce-contact:003000000000001'],
      addressKey: null,
      numberKey: null,
      fields: { ...document('Ana', [PHONES.a]), salesforce: null },
    };
    const { customerId } = await upsertChosen(store, chosen, TASK, on());
    const renamed = { ...chosen, fields: { ...chosen.fields, name: 'Ana Torres' } };
    const slow = interrupted(store, () => keepAddress(store, identity(FRIENDS), customerId, TASK, on()));
    expect(await upsertChosen(slow, renamed, TASK, on())).toMatchObject({ customerId, phones: [PHONES.a, FRIENDS] });
    expect((await byId(store, customerId))?.customer).toMatchObject({ name: 'Ana Torres', phones: [PHONES.a, FRIENDS] });
  });

  test('ID-14 a customer chosen while being merged away is written to where it was merged', async () => {
    await customers('a', 'b');
    await store.doc('identities/salesforce-contact:003000000000001').set({ customerId: 'a' });
    const chosen: ChosenCustomer = {
      recordKeys: ['salesforce-contact:003000000000001'],
      addressKey: null,
      numberKey: null,
      fields: { ...document('Ana Torres', ['+14155550110']), salesforce: null },
    };
    const linked = await upsertChosen(
      interrupted(store, () => merge('a', 'b')),
      chosen,
      TASK,
      on(),
    );
    expect(linked).toMatchObject({ customerId: 'b', name: 'Ana Torres' });
    expect((await store.doc('customers/a').get()).data()).toMatchObject({ mergedInto: 'b', name: null, phones: [] });
  });

  test('ID-14 a nameless caller who is named while an agent keeps the phone is not swallowed', async () => {
    await customers('a');
    await nameless('n', FRIENDS, 2);
    const slow = interrupted(store, () => store.doc('customers/n').update({ name: 'Priya' }));
    expect(await keepAddress(slow, identity(FRIENDS), 'a', TASK, on())).toBe(false);
    expect((await byIdentity(store, `phone:${FRIENDS}`))?.customer).toMatchObject({ customerId: 'n', name: 'Priya' });
    expect(await at('n')).toEqual([2, 2]);
  });

  test('ID-14 an entry committed after the merge has looked for entries is at the customer kept, and counted there', async () => {
    await customers('a', 'b');
    const { interaction } = await commitInteraction(
      newEntry(1, { customerId: 'a' }),
      on(interrupted(store, () => merge('a', 'b'))),
    );
    expect(interaction.customerId).toBe('b');
    expect([await at('a'), await at('b')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test('ID-14 the same by the caller’s address, for a caller nobody had named', async () => {
    await customers('b');
    const { identity: caller } = newEntry(1).facts;
    await nameless('n', caller.value, 0);
    const { interaction } = await commitInteraction(newEntry(1), on(interrupted(store, () => merge('n', 'b'))));
    expect(interaction.customerId).toBe('b');
    // an address that still leads to the pointer
    await store.doc(`identities/phone:${caller.value}`).set({ customerId: 'n' });
    await commitInteraction(newEntry(2), on());
    expect([await at('n'), await at('b')]).toEqual([
      [0, 0],
      [2, 2],
    ]);
  });

  test('ID-14 killed between the entry’s commit and its following: the repeat takes it along', async () => {
    await customers('a', 'b');
    await merge('a', 'b');
    const entry = newEntry(1, { customerId: 'a' });
    await commitInteraction(entry, on());
    const ref = store.doc(`interactions/${interactionIdOf(entry.taskSid, entry.reservationSid)}`);
    await ref.update({ customerId: 'a' });
    await store.doc('customers/a').update({ interactionCount: 1 });
    await store.doc('customers/b').update({ interactionCount: 0 });
    const again = await commitInteraction(entry, on());
    expect(again).toMatchObject({ created: false, interaction: { customerId: 'b' } });
    expect([await at('a'), await at('b')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test('ID-14 a switchboard’s long history is moved on by whoever comes next; then nothing waits', async () => {
    await customers('a');
    await nameless('n', FRIENDS, 450);
    const kept = await keepAddress(store, identity(FRIENDS), 'a', TASK, { ...on(), deadline: deadlineIn(0) });
    expect([kept, await pending()]).toEqual([true, ['n']]);
    expect(await at('a')).toEqual([200, 200]);
    // whoever began is still taken to be at it
    await resumeMerges(store, deadlineIn(20_000));
    expect(await at('a')).toEqual([200, 200]);
    await due();
    await Promise.all([1, 2, 3].map(() => resumeMerges(store, deadlineIn(20_000))));
    expect([await at('n'), await at('a'), await pending()]).toEqual([[0, 0], [450, 450], []]);
    expect(await merges()).toMatchObject([{ customerId: 'a', mergedId: 'n', taskSid: TASK, workerSid: on().worker.sid }]);
  });

  test('ID-14 a process that dies after a merge’s commit leaves a merge that others finish', async () => {
    await customers('a', 'b');
    await nameless('n', FRIENDS, 2);
    await expect(merge('n', 'b', dying())).rejects.toThrow('the process is gone');
    await due();
    await resumeMerges(store, deadlineIn(20_000));
    expect([await at('n'), await at('b'), await pending()]).toEqual([[0, 0], [2, 2], []]);
  });

  test('ID-10 a new customer whom two nameless callers were is one at once, and a crash leaves nothing half done', async () => {
    await nameless('n', FRIENDS, 2);
    await nameless('m', PHONES.c, 3);
    await store.doc(`identities/email:zoe@vance.example`).set({ customerId: 'm' });
    const wanted = {
      firstName: 'Zoë',
      lastName: 'Vance',
      company: null,
      phone: FRIENDS,
      email: 'zoe@vance.example',
      accountNumber: null,
    };
    const dead = dying();
    await expect(createCustomer(dead, wanted, TASK, on(dead), async () => null)).rejects.toThrow('the process is gone');
    const made = { name: 'Zoë Vance', customerId: 'n', phones: [FRIENDS, PHONES.c] };
    for (const key of [`phone:${FRIENDS}`, `phone:${PHONES.c}`, 'email:zoe@vance.example'])
      expect((await byIdentity(store, key))?.customer).toMatchObject(made);
    expect(await createCustomer(store, wanted, TASK, on(), async () => null)).toMatchObject({
      outcome: 'created',
      customer: made,
    });
    await due();
    await resumeMerges(store, deadlineIn(20_000));
    expect([await at('m'), await at('n'), await pending()]).toEqual([[0, 0], [5, 5], []]);
    expect(await merges()).toMatchObject([{ customerId: 'n', mergedId: 'm', taskSid: TASK }]);
  });
});

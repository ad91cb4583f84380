import type { ErasePersonResponse } from '@interaction-history/shared/src/contract/privacy';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { keepAddress } from '../customers/identity/keep-address';
import { mergeCustomers } from '../customers/merge/merge-customers';
import { commitInteraction } from '../interactions/commit';
import { recountMonth } from '../outcomes/recount-month';
import { TaskRouter } from '../vendors/taskrouter/taskrouter';
import { sidOf, TEST_CONFIG, testContext, type TestContext } from '../testing/context';
import { newEntry } from '../testing/entries';
import { interrupted, replacing } from '../testing/interrupted';
import { storeKinds } from '../testing/stores';
import { erase } from './erase';
import { findPerson } from './find';
import { hold } from './hold';

const PRIYA = '+14155550127';
/** Names nobody: an admin's own name is as they logged in. */
const TASKROUTER = Object.assign(new TaskRouter(TEST_CONFIG), { workerName: async () => 'Rita Admin' });
const FRIEND = '+14155550188';
/** Every document of the store as text, receipts included. */
const everything = async (store: Firestore): Promise<string> => {
  const collections = await store.listCollections();
  const pages = await Promise.all(collections.map((each) => each.get()));
  return JSON.stringify(pages.flatMap(({ docs }) => docs.map((doc) => [doc.ref.path, doc.data()])));
};
const named = (text: string): string[] => text.match(/4155550127|Priya|priya@|Refund agreed|secret/g) ?? [];

jest.setTimeout(60_000);

describe.each(storeKinds())('PR-1 erasing a person ($name)', ({ open, close }) => {
  let store: Firestore;
  let ctx: TestContext['ctx'];
  beforeEach(async () => {
    store = await open();
    ctx = on(store);
  });
  afterAll(close);

  const on = (some: Firestore): TestContext['ctx'] =>
    testContext({
      store: some,
      ms: 60_000,
      roles: ['admin'],
      clients: { taskrouter: TASKROUTER },
    }).ctx;
  const count = async (): Promise<unknown> => (await store.collection('outcomeMonths').get()).docs.map((doc) => doc.data());
  /** Priya with entries of her own, one of a friend's from her phone, a merged double, a draft and an acceptance. */
  async function seed(): Promise<string> {
    for (let n = 1; n <= 3; n++) await commitInteraction(newEntry(n), ctx);
    const [first] = (await store.collection('customers').get()).docs;
    const customerId = first?.id ?? '';
    await store.doc(`customers/${customerId}`).update({ name: 'Priya N.', accountNumber: 'C-1', email: 'priya@mail.example' });
    await store.doc('identities/email:priya@mail.example').set({ customerId });
    const facts = newEntry(4).facts;
    await commitInteraction(
      newEntry(4, { comment: 'Hello.', facts: { ...facts, identity: { kind: 'phone', value: FRIEND, display: '' } } }),
      ctx,
    );
    const friend = (await store.doc(`identities/phone:${FRIEND}`).get()).data()?.customerId as string;
    await commitInteraction(newEntry(5, { customerId: friend, comment: 'Friend’s own.' }), ctx);
    await store.doc('customers/double').set({ ...first?.data(), name: 'Priya Double', phones: [], interactionCount: 0 });
    await mergeCustomers(store, { loserId: 'double', winnerId: customerId }, ctx);
    const about = { customerId, link: null, unlink: false, customerName: 'Priya N.' };
    const worker = { sid: sidOf('WK', 1), name: 'Ada Agent' };
    await store
      .doc(`drafts/${sidOf('WR', 9)}`)
      .set({ taskSid: sidOf('WT', 9), reasonId: null, comment: 'secret', about, worker });
    await store.doc(`acceptances/${sidOf('WR', 1)}`).set({ taskSid: sidOf('WT', 1), identity: { kind: 'phone', value: PRIYA } });
    return customerId;
  }
  const request = (customerId: string) => ({ customerIds: [customerId], confirm: 'C-1', reference: 'DSR-1' });
  const toTheEnd = async (customerId: string): Promise<ErasePersonResponse> => {
    for (;;) {
      const answer = await erase(request(customerId), on(store));
      if (answer.outcome !== 'continues') return answer;
    }
  };

  test('more addresses than one question takes values: all of them are found and erased', async () => {
    const phones = Array.from({ length: 12 }, (_, n) => `+14155550${130 + n}`);
    const customer = { name: 'Nia Many', company: null, accountNumber: 'C-12', email: null, phones, salesforce: null };
    await store.doc('customers/many').set({ ...customer, updatedAt: Timestamp.now() });
    for (const phone of phones) await store.doc(`identities/phone:${phone}`).set({ customerId: 'many' });
    const { people } = await findPerson({ text: phones[11] ?? '' }, ctx);
    expect(people[0]?.held).toMatchObject({ customers: 1, identities: 12 });
    expect(await erase({ customerIds: ['many'], confirm: 'C-12', reference: null }, ctx)).toMatchObject({ outcome: 'erased' });
    expect(await everything(store)).not.toMatch(/Nia|415555013|415555014/);
  });

  test('SV-4 what was done in Salesforce counts on without its cases: the counters still agree with the entries', async () => {
    const done = {
      at: '2026-11-19T10:00:00.000Z',
      number: '00001244',
      url: 'https://org.example/500A',
      workerSid: sidOf('WK', 1),
    };
    const facts = { ...newEntry(1).facts, actions: [{ action: 'place-order' as const, ...done }] };
    const { interaction } = await commitInteraction(newEntry(1, { facts }), ctx);
    const customerId = interaction.customerId ?? '';
    await store.doc(`customers/${customerId}`).update({ accountNumber: 'C-1' });
    expect(await erase(request(customerId), ctx)).toMatchObject({ outcome: 'erased' });
    expect(await everything(store)).not.toMatch(/00001244|org\.example/);
    expect(await recountMonth(store, '2026-11')).toEqual({ entries: 1, differences: [] });
  });

  test('nothing names her any more, counters and everybody else’s stay, a repeat answers the same', async () => {
    const customerId = await seed();
    expect(named(await everything(store)).length).toBeGreaterThan(10);
    const before = await count();
    const answer = await erase(request(customerId), ctx);
    expect(answer).toMatchObject({
      outcome: 'erased',
      erased: { interactions: 4, drafts: 1, acceptances: 1, merges: 1, customers: 2 },
    });
    const after = await everything(store);
    expect(named(after)).toEqual([]);
    expect(await count()).toEqual(before);
    const entries = await store.collection('interactions').get();
    expect(entries.size).toBe(5);
    expect(entries.docs.map((doc) => doc.data()).find(({ comment }) => comment === 'Friend’s own.')).toMatchObject({
      identityKey: null,
      customerId: expect.any(String) as string,
    });
    expect(await erase(request(customerId), ctx)).toEqual(answer);
    const rows = (await store.collection('audit').where('action', '==', 'privacy.erase').get()).docs.map((doc) => doc.data());
    expect(rows.map(({ outcome }) => outcome as string).sort()).toEqual(['erased', 'intended']);
  });

  test.each([1, 2, 3, 4, 5, 6])('killed before its commit number %i and sent again: the same end', async (nth) => {
    const customerId = await seed();
    const before = await count();
    const killed = interrupted(store, () => Promise.reject(new Error('killed')), nth);
    await expect(erase(request(customerId), on(killed))).rejects.toMatchObject({ code: 'upstream_unavailable' });
    const found = await findPerson({ text: 'C-1' }, ctx);
    expect([found.people.length, found.unfinished.length]).toEqual(nth === 1 ? [1, 0] : [0, 1]);
    expect(await toTheEnd(customerId)).toMatchObject({ outcome: 'erased' });
    expect(named(await everything(store))).toEqual([]);
    expect(await count()).toEqual(before);
    expect((await findPerson({ text: 'C-1' }, ctx)).unfinished).toEqual([]);
  });

  test.each([1, 2, 3])('a call recorded just before its commit number %i counts and names nobody', async (nth) => {
    const customerId = await seed();
    const late = async (): Promise<void> => {
      await commitInteraction(newEntry(11, { customerId }), on(store));
      await commitInteraction(newEntry(12), on(store));
    };
    await erase(request(customerId), on(interrupted(store, late, nth)));
    await toTheEnd(customerId);
    expect(named(await everything(store))).toEqual([]);
    expect((await store.collection('interactions').get()).size).toBe(7);
    expect(JSON.stringify(await count())).toContain('7');
  });

  test('recordings, addresses kept and drafts that were read before the erasure and commit after it bring nothing back', async () => {
    const customerId = await seed();
    const erasing = () => toTheEnd(customerId);
    const { interaction } = await commitInteraction(newEntry(21, { customerId }), on(interrupted(store, erasing)));
    expect(interaction).toMatchObject({ customerId: null, address: null, comment: '' });
    await expect(
      keepAddress(store, { kind: 'phone', value: PRIYA, display: '' }, customerId, sidOf('WT', 1), ctx),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(named(await everything(store))).toEqual([]);
  });

  test('many at once while it erases: nothing of her is left, nothing else is lost', async () => {
    const customerId = await seed();
    const calls = Array.from({ length: 20 }, (_, n) =>
      commitInteraction(newEntry(30 + n, n % 2 === 0 ? { customerId } : {}), on(store)),
    );
    await Promise.all([toTheEnd(customerId), ...calls]);
    await toTheEnd(customerId);
    expect(named(await everything(store))).toEqual([]);
    expect((await store.collection('interactions').get()).size).toBe(25);
  });

  test('400 for another confirmation, 404 for nobody, PR-6 a legal hold refuses it, on a merged double too, until it is lifted', async () => {
    const customerId = await seed();
    await expect(erase({ ...request(customerId), confirm: 'C-2' }, ctx)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(erase(request('nobody'), ctx)).rejects.toMatchObject({ code: 'not_found' });
    await expect(hold({ customerId: 'nobody', note: 'x' }, ctx)).rejects.toMatchObject({ code: 'not_found' });
    await store.doc('customers/double').update({ hold: { by: { sid: 'WK', name: 'Rita' }, at: new Date(), note: 'LC-1' } });
    expect(await erase(request(customerId), ctx)).toMatchObject({ outcome: 'held', hold: { note: 'LC-1' } });
    expect(await hold({ customerId, note: 'again' }, ctx)).toMatchObject({ hold: { note: 'LC-1' } });
    expect(await hold({ customerId, note: null }, ctx)).toEqual({ hold: null, isSettled: true });
    expect(await hold({ customerId, note: 'LC-2' }, ctx)).toMatchObject({ hold: { note: 'LC-2' } });
    // placed between the look and the commit
    const other = interrupted(store, () => hold({ customerId, note: 'LC-3' }, on(store)));
    await hold({ customerId, note: null }, ctx);
    expect(await erase(request(customerId), on(other))).toMatchObject({ outcome: 'held', hold: { note: 'LC-3' } });
    expect(named(await everything(store)).length).toBeGreaterThan(10);
  });
});

test('PR-1 a person of 450 entries is erased in several calls of a short deadline', async () => {
  const { ctx, firestore } = testContext({ roles: ['admin'] });
  const { store } = firestore;
  await commitInteraction(newEntry(1), ctx);
  const [customer] = (await store.collection('customers').get()).docs;
  const [one] = (await store.collection('interactions').get()).docs;
  for (let n = 0; n < 450; n++)
    await store
      .collection('interactions')
      .doc(`entry${n}`)
      .set({ ...one?.data() });
  let calls = 0;
  for (let answer: ErasePersonResponse | null = null; answer?.outcome !== 'erased'; calls++) {
    let commits = 0;
    const slow = replacing(store, 'batch', () => {
      commits += 1;
      return store.batch();
    });
    const mine = testContext({ store: slow, roles: ['admin'], clients: { taskrouter: TASKROUTER } }).ctx;
    // two commits a call
    mine.deadline = { ...mine.deadline, remainingMs: () => (commits > 2 ? 0 : 10_000) };
    answer = await erase({ customerIds: [customer?.id ?? ''], confirm: PRIYA, reference: null }, mine);
  }
  expect(calls).toBeGreaterThan(2);
  expect(named(await everything(store))).toEqual([]);
});

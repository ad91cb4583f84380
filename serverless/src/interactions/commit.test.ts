import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { sidOf, testContext } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { newEntry } from '../testing/entries';
import { commitInteraction } from './commit';
import { list } from './list';
import type { CustomerDocument } from '../vendors/firestore/documents';

const entry = newEntry;
const counterOf = (document: unknown): number => {
  const { counts } = document as { counts: Record<string, Record<string, Record<string, Record<string, number>>>> };
  return counts['19']?.billing_refund?.[sidOf('WQ', 1)]?.voice ?? 0;
};
const MONTH = `2026-11_${sidOf('WK', 1)}`;

/** Fifty at once on Google's emulator take seconds while the machine does other work, too: what is asked is that they are right. */
jest.setTimeout(60_000);

describe.each(storeKinds())('committing an interaction ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  test('IH-3 50 parallel and repeated recordings of one task: one entry, counters +1', async () => {
    const { ctx } = testContext({ store, ms: 60_000 });
    const results = await Promise.all(Array.from({ length: 50 }, () => commitInteraction(entry(1), ctx)));
    results.push(await commitInteraction(entry(1, { comment: 'other words' }), ctx));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ interaction }) => JSON.stringify(sorted(interaction)))).size).toBe(1);
    expect((await store.collection('interactions').get()).size).toBe(1);
    expect(counterOf((await store.collection('outcomeMonths').doc(MONTH).get()).data())).toBe(1);
    expect((await store.collection('audit').get()).size).toBe(1);
    const customers = (await store.collection('customers').get()).docs;
    expect(customers.map((doc) => (doc.data() as CustomerDocument).interactionCount)).toEqual([1]);
  });

  test('IH-3 50 tasks of one customer at once: 50 entries, counters equal', async () => {
    const { ctx } = testContext({ store, ms: 60_000 });
    await commitInteraction(entry(0), ctx);
    await Promise.all(Array.from({ length: 49 }, (_, i) => commitInteraction(entry(i + 1), ctx)));
    const page = await list({ address: '+14155550127', channel: 'voice', limit: 50 }, ctx);
    expect(page.interactions).toHaveLength(50);
    expect(page.total).toBe(50);
    expect(counterOf((await store.collection('outcomeMonths').doc(MONTH).get()).data())).toBe(50);
  });

  test('ID-14 the first two tasks of a new caller at the same moment make one customer', async () => {
    const { ctx } = testContext({ store });
    await Promise.all([commitInteraction(entry(1), ctx), commitInteraction(entry(2), ctx)]);
    expect((await store.collection('customers').get()).size).toBe(1);
    expect((await list({ address: '+14155550127', channel: 'voice' }, ctx)).total).toBe(2);
  });

  test('IH-3 a transfer gives one entry for each agent’s part', async () => {
    const { ctx } = testContext({ store });
    await commitInteraction(entry(1), ctx);
    await commitInteraction(entry(1, { reservationSid: sidOf('WR', 2) }), ctx);
    expect((await list({ address: '+14155550127', channel: 'voice' }, ctx)).interactions).toHaveLength(2);
  });

  test('ID-2 withheld calls are recorded and share no customer', async () => {
    const { ctx } = testContext({ store });
    const withheld = { ...entry(1).facts, identity: { kind: 'withheld' as const, value: '', display: '' } };
    const { interaction } = await commitInteraction(entry(1, { facts: withheld }), ctx);
    expect(interaction.customerId).toBeNull();
    expect((await store.collection('customers').get()).size).toBe(0);
    expect(await list({ address: 'anonymous', channel: 'voice' }, ctx)).toMatchObject({ customer: null, total: 0 });
  });

  test('RC-6 what a person wrote into a default entry is not taken back by a recording that waited', async () => {
    const { ctx } = testContext({ store });
    await commitInteraction(entry(1, { endedBy: 'timeout', comment: '' }), ctx);
    const amended = { comment: 'Corrected.', revision: 1 };
    const amendment = {
      key: 'k',
      as: 'supervisor',
      at: Timestamp.now(),
      worker: { sid: 'WK', name: 'Sam' },
      before: { reason: null, comment: '' },
    };
    await store
      .collection('interactions')
      .doc(`${sidOf('WT', 1)}_${sidOf('WR', 1)}`)
      .set({ ...amended, amendments: [amendment] }, { merge: true });
    const again = await commitInteraction(entry(1, { comment: 'From the outbox' }), ctx).catch((error: unknown) => error);
    expect(again).toMatchObject({ created: false, interaction: { comment: 'Corrected.' } });
  });

  test('RC-6 ID-14 the agent’s recording goes to whom her customer was merged with meanwhile', async () => {
    const { ctx } = testContext({ store });
    await commitInteraction(entry(1, { endedBy: 'timeout', comment: '' }), ctx);
    const customers = store.collection('customers');
    const [first] = (await customers.get()).docs;
    const document = { ...first?.data(), interactionCount: 0 };
    await customers.doc('winner').set({ ...document });
    await customers.doc('loser').set({ ...document, mergedInto: 'winner' });
    const { interaction } = await commitInteraction(entry(1, { customerId: 'loser' }), ctx);
    expect(interaction).toMatchObject({ endedBy: 'agent', customerId: 'winner' });
    expect([
      (await customers.doc('winner').get()).get('interactionCount'),
      (await customers.doc('loser').get()).get('interactionCount'),
    ]).toEqual([1, 0]);
  });

  test('IH-3 a part that a colleague has recorded is not taken for one’s own', async () => {
    const { ctx } = testContext({ store });
    await commitInteraction(entry(1), ctx);
    const facts = { ...entry(1).facts, worker: { sid: sidOf('WK', 2), name: 'Kim Lee' } };
    await expect(commitInteraction(entry(1, { facts }), ctx)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('IH-1 a page that holds the last entry says so', async () => {
    const { ctx } = testContext({ store });
    for (let n = 0; n < 3; n++) await commitInteraction(entry(n), ctx);
    const ask = (limit: number) => list({ address: '+14155550127', channel: 'voice', limit }, ctx);
    expect((await ask(3)).nextCursor).toBeNull();
    const { nextCursor } = await ask(2);
    expect(await list({ address: '+14155550127', channel: 'voice', limit: 1, cursor: nextCursor ?? '' }, ctx)).toMatchObject({
      interactions: [{ taskSid: sidOf('WT', 0) }],
      nextCursor: null,
    });
  });

  test('a customer that is gone is refused, not recreated', async () => {
    const { ctx } = testContext({ store });
    await expect(commitInteraction(entry(1, { customerId: 'nobody' }), ctx)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('IH-1 pages are newest first, complete and without repetition, also when entries share a second', async () => {
    const { ctx } = testContext({ store, ms: 30_000 });
    const at = Date.UTC(2026, 10, 19);
    for (let n = 0; n < 23; n++)
      await commitInteraction(
        entry(n, { facts: { ...entry(n).facts, occurredAt: new Date(at + Math.floor(n / 3) * 1000) } }),
        ctx,
      );
    const seen: { id: string; at: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ address: '+14155550127', channel: 'voice', limit: 5, ...(cursor ? { cursor } : {}) }, ctx);
      seen.push(...page.interactions.map(({ interactionId, occurredAt }) => ({ id: interactionId, at: occurredAt })));
      expect(page.total).toBe(23);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(23);
    expect(seen.map((each) => each.at)).toEqual(
      seen
        .map((each) => each.at)
        .sort()
        .reverse(),
    );
  });

  test('a made-up cursor is refused', async () => {
    const { ctx } = testContext({ store });
    await commitInteraction(entry(1), ctx);
    await expect(list({ address: '+14155550127', channel: 'voice', cursor: 'abc' }, ctx)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('what recording and reading cost', () => {
  test('RC-5 recording is one commit', async () => {
    const { ctx, firestore } = testContext();
    await commitInteraction(entry(1), ctx);
    const before = firestore.counts().commits;
    await commitInteraction(entry(2), ctx);
    expect(firestore.counts().commits - before).toBe(1);
  });

  test('IH-1 a page reads its entries and one more, the identity and the customer, whatever is stored', async () => {
    const { ctx, firestore } = testContext();
    const reads: number[] = [];
    for (let n = 0; n < 60; n++) {
      await commitInteraction(entry(n), ctx);
      if (n !== 19 && n !== 59) continue;
      const before = firestore.counts().reads;
      await list({ address: '+14155550127', channel: 'voice' }, ctx);
      reads.push(firestore.counts().reads - before);
    }
    expect(reads).toEqual([13, 13]);
  });

  test('ID-13 a store that is down or hangs is a typed error within the budget, and nothing is half written', async () => {
    const { ctx, firestore } = testContext({ ms: 100 });
    firestore.setFault('unavailable');
    await expect(commitInteraction(entry(1), ctx)).rejects.toMatchObject({ source: 'firestore', code: 'upstream_unavailable' });
    firestore.setFault('hang');
    await expect(commitInteraction(entry(1), ctx)).rejects.toMatchObject({ source: 'firestore', code: 'deadline_exceeded' });
    firestore.setFault(null);
    expect((await firestore.store.collection('interactions').get()).size).toBe(0);
  });
});

/** Stores keep no key order. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)]),
      )
    : value;

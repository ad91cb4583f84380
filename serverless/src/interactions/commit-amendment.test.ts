import { MAX_AMENDMENTS } from '@interaction-history/shared/src/limits';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestOf } from '../runtime/context';
import { sidOf, testContext } from '../testing/context';
import { newEntry } from '../testing/entries';
import { storeKinds } from '../testing/stores';
import { commitAmendment } from './commit-amendment';
import { commitInteraction } from './commit';
import type { MonthCounts } from '../vendors/firestore/documents';

const context = { tree: STARTER_TREE, by: 'Ada Agent' };
const amending = (n: number, more: Partial<RequestOf<'interactions/amend'>> = {}): RequestOf<'interactions/amend'> => ({
  taskSid: sidOf('WT', n),
  reservationSid: sidOf('WR', n),
  baseRevision: 0,
  amendmentKey: 'amendment-1',
  ...more,
});
const ref = (store: Firestore, n: number) => store.collection('interactions').doc(`${sidOf('WT', n)}_${sidOf('WR', n)}`);

describe.each(storeKinds())('amending an entry ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
    const { ctx } = testContext({ store });
    await commitInteraction(newEntry(1), ctx);
  });
  afterAll(close);

  const counts = async (): Promise<Record<string, number>> => {
    const { docs } = await store.collection('outcomeMonths').get();
    const days = docs.flatMap((doc) => Object.values((doc.data() as { counts: MonthCounts }).counts));
    return Object.fromEntries(
      days.flatMap((reasons) =>
        Object.entries(reasons).map(([id, queues]) => [
          id,
          Object.values(queues)
            .flatMap((each) => Object.values(each))
            .reduce((a, b) => a + b, 0),
        ]),
      ),
    );
  };
  const audits = async (action: string): Promise<number> =>
    (await store.collection('audit').where('action', '==', action).get()).size;

  test('IH-4 reason and comment change, the earlier ones are kept, the counters and the audit follow in one commit', async () => {
    const { ctx } = testContext({ store });
    const changed = await commitAmendment(amending(1, { reasonId: 'orders_status', comment: 'It was an order.' }), context, ctx);
    expect(changed).toMatchObject({
      amended: true,
      interaction: {
        revision: 1,
        comment: 'It was an order.',
        reason: { id: 'orders_status', pathIds: ['orders', 'orders_status'], path: { en: ['Orders', 'Order status'] } },
        amendments: [
          {
            as: 'author',
            worker: { sid: sidOf('WK', 1), name: 'Ada Agent' },
            before: { reason: { id: 'billing_refund', path: { en: ['Billing', 'Refund'] } }, comment: 'Refund agreed.' },
          },
        ],
      },
    });
    expect(JSON.stringify(changed)).not.toContain('amendment-1');
    expect(await counts()).toEqual({ billing_refund: 0, orders_status: 1 });
    expect(await audits('interaction.amend')).toBe(1);
  });

  test('IH-4 a comment alone leaves the reason and the counters alone, and the unchanged is not repeated', async () => {
    const { ctx } = testContext({ store });
    const { interaction } = await commitAmendment(amending(1, { comment: '' }), context, ctx);
    expect(interaction).toMatchObject({ comment: '', reason: { id: 'billing_refund' } });
    expect(interaction.amendments[0]?.before).toEqual({ reason: null, comment: 'Refund agreed.' });
    expect(await counts()).toEqual({ billing_refund: 1 });
  });

  test('IH-4 20 parallel and repeated sendings of one form are one amendment', async () => {
    const { ctx } = testContext({ store, ms: 30_000 });
    const request = amending(1, { reasonId: 'orders_status' });
    const results = await Promise.all(Array.from({ length: 20 }, () => commitAmendment(request, context, ctx)));
    results.push(await commitAmendment(request, context, ctx));
    expect(results.every(({ amended, interaction }) => amended && interaction.revision === 1)).toBe(true);
    expect(await counts()).toEqual({ billing_refund: 0, orders_status: 1 });
    expect(await audits('interaction.amend')).toBe(1);
  });

  test('IH-4 of two who change the same entry at once one is told, and sees how it stands', async () => {
    const { ctx } = testContext({ store });
    const two = await Promise.all([
      commitAmendment(amending(1, { comment: 'first', amendmentKey: 'form-of-ada' }), context, ctx),
      commitAmendment(amending(1, { comment: 'second', amendmentKey: 'form-of-sam' }), context, ctx),
    ]);
    const [won] = two.filter(({ amended }) => amended);
    const [lost, ...others] = two.filter(({ amended }) => !amended);
    expect(others).toEqual([]);
    expect(lost?.interaction).toEqual(won?.interaction);
  });

  test('IH-4 what changes nothing writes nothing', async () => {
    const { ctx } = testContext({ store });
    expect(await commitAmendment(amending(1, { reasonId: 'billing_refund' }), context, ctx)).toMatchObject({
      amended: true,
      interaction: { revision: 0, amendments: [] },
    });
    expect(await audits('interaction.amend')).toBe(0);
  });

  test('IH-4 403 a colleague may not, a supervisor may, and is named', async () => {
    const kim = testContext({ store, workerSid: sidOf('WK', 2) }).ctx;
    await expect(commitAmendment(amending(1, { comment: 'x' }), context, kim)).rejects.toMatchObject({ code: 'forbidden' });
    const sam = testContext({ store, workerSid: sidOf('WK', 3), roles: ['supervisor'] }).ctx;
    const { interaction } = await commitAmendment(amending(1, { comment: 'x' }), { ...context, by: 'Sam Doyle' }, sam);
    expect(interaction).toMatchObject({
      worker: { name: 'Ada Agent' },
      amendments: [{ as: 'supervisor', worker: { name: 'Sam Doyle' } }],
    });
  });

  test('IH-4 403 after 24 hours, for a supervisor too; a repeat of what was done in time is still answered', async () => {
    const { ctx } = testContext({ store, roles: ['admin'] });
    await commitAmendment(amending(1, { comment: 'in time' }), context, ctx);
    await ref(store, 1).update({ recordedAt: Timestamp.fromMillis(Date.now() - 24 * 3_600_000 - 1) });
    const late = amending(1, { comment: 'late', baseRevision: 1, amendmentKey: 'another-form' });
    await expect(commitAmendment(late, context, ctx)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await commitAmendment(amending(1, { comment: 'in time' }), context, ctx)).toMatchObject({ amended: true });
  });

  test('IH-4 413 the list of amendments is bounded', async () => {
    const { ctx } = testContext({ store, ms: 30_000 });
    for (let n = 0; n < MAX_AMENDMENTS; n++) {
      await commitAmendment(amending(1, { comment: `text ${n}`, baseRevision: n, amendmentKey: `amendment-${n}` }), context, ctx);
    }
    const more = amending(1, { comment: 'more', baseRevision: MAX_AMENDMENTS, amendmentKey: 'one-too-many' });
    await expect(commitAmendment(more, context, ctx)).rejects.toMatchObject({ code: 'too_large' });
    const { amendments } = (await ref(store, 1).get()).data() as { amendments: unknown[] };
    expect(amendments).toHaveLength(MAX_AMENDMENTS);
  });

  test.each([
    [{ reasonId: 'nonsense' }, 'reasonId'],
    [{ reasonId: 'billing' }, 'reasonId'],
    [{ reasonId: 'complaint', comment: ' ' }, 'comment'],
  ])('400 RC-1 RC-2 the same rules as for a recording: %j', async (change, field) => {
    const { ctx } = testContext({ store });
    const refused: unknown = await commitAmendment(amending(1, change), context, ctx).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invalid_request', fields: { [field]: { code: expect.any(String) as string } } });
  });

  test('AD-4 a comment can be amended after its reason has left the tree, and the reason stays as it was', async () => {
    const { ctx } = testContext({ store });
    const without = { ...STARTER_TREE, codes: STARTER_TREE.codes.filter(({ id }) => id !== 'billing_refund') };
    const { interaction } = await commitAmendment(amending(1, { comment: 'x' }), { ...context, tree: without }, ctx);
    expect(interaction).toMatchObject({ comment: 'x', reason: { path: { en: ['Billing', 'Refund'] } } });
  });

  test('404 an entry that does not exist', async () => {
    const { ctx } = testContext({ store });
    await expect(commitAmendment(amending(9, { comment: 'x' }), context, ctx)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('RC-6 the agent’s own recording takes the place of an unattended entry, once, and both are kept', async () => {
    const { ctx } = testContext({ store });
    const system = { ...ctx, worker: { sid: 'system', name: 'system', roles: [] } };
    const unattended = newEntry(2, {
      endedBy: 'timeout',
      comment: '',
      reason: { ...newEntry(2).reason, id: 'other', pathIds: ['other'] },
    });
    await commitInteraction(unattended, system);
    expect((await commitInteraction(unattended, system)).created).toBe(false);
    const recordings = await Promise.all(
      Array.from({ length: 10 }, () => commitInteraction(newEntry(2, { comment: 'Typed.' }), ctx)),
    );
    expect(recordings.filter(({ created }) => created).length).toBe(1);
    expect(recordings[0]?.interaction).toMatchObject({
      endedBy: 'agent',
      comment: 'Typed.',
      reason: { id: 'billing_refund' },
      revision: 1,
      amendments: [{ as: 'system', worker: { name: 'Ada Agent' }, before: { reason: { id: 'other' }, comment: '' } }],
    });
    // And the task's end, told again, changes nothing
    expect((await commitInteraction(unattended, system)).interaction.comment).toBe('Typed.');
    expect(await counts()).toEqual({ billing_refund: 2, other: 0 });
    const kim = testContext({ store, workerSid: sidOf('WK', 2) }).ctx;
    await commitInteraction(newEntry(3, { endedBy: 'system' }), system);
    const stolen = newEntry(3, { facts: { ...newEntry(3).facts, worker: { sid: sidOf('WK', 2), name: 'Kim' } } });
    await expect(commitInteraction(stolen, kim)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('RC-6 a late recording moves the entry to the customer that the agent chose, and both counts follow', async () => {
    const { ctx } = testContext({ store });
    const { interaction } = await commitInteraction(newEntry(4, { endedBy: 'system' }), ctx);
    await store.collection('customers').doc('chosen').set({ name: 'Ana', interactionCount: 3, updatedAt: Timestamp.now() });
    await commitInteraction(newEntry(4, { customerId: 'chosen' }), ctx);
    const countOf = async (id: string): Promise<unknown> =>
      (await store.collection('customers').doc(id).get()).get('interactionCount');
    expect(await countOf('chosen')).toBe(4);
    expect(await countOf(interaction.customerId ?? '')).toBe(1);
  });
});

import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { confirmationOf } from '@interaction-history/shared/src/privacy/confirmation';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import fc from 'fast-check';
import { mergeCustomers } from '../customers/merge/merge-customers';
import { commitAmendment } from '../interactions/commit-amendment';
import { commitInteraction } from '../interactions/commit';
import { erase } from '../privacy/erase';
import { sidOf, TEST_CONFIG, testContext } from '../testing/context';
import { newEntry } from '../testing/entries';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { TaskRouter } from '../vendors/taskrouter/taskrouter';
import { interactions } from './interactions';
import { recountMonth } from './recount-month';
import { report } from './report';

const WHOLE = process.env.WHOLE_CENTRE === '1';
const ENTRIES = WHOLE ? 10_000 : 120;
const PEOPLE = ENTRIES / 8;
const QUEUES = [
  { sid: sidOf('WQ', 1), name: 'Billing EN' },
  { sid: sidOf('WQ', 2), name: 'Orders' },
  { sid: '', name: '' },
];
const REASONS = ['billing_refund', 'billing_payment', 'orders_status', 'other'];
const SPAN = { from: '2026-10-01', to: '2026-11-30' };
const TASKROUTER = Object.assign(new TaskRouter(TEST_CONFIG), { workerName: async () => 'Rita Admin' });
const phoneOf = (person: number): string => `+1415${String(5_550_000 + person).padStart(7, '0')}`;

/** Counted from the entries alone, in the plainest way. */
function byHand(entries: readonly InteractionDocument[], keyOf: (entry: InteractionDocument) => string) {
  const sums: Record<string, { counts: number; defaults: number; timed: number; seconds: number }> = {};
  for (const entry of entries) {
    const sum = (sums[keyOf(entry)] ??= { counts: 0, defaults: 0, timed: 0, seconds: 0 });
    const isChosen = entry.endedBy === 'agent' || (entry.amendments ?? []).some(({ as }) => as !== 'system');
    sum.counts += 1;
    sum.defaults += isChosen ? 0 : 1;
    sum.timed += entry.durationSeconds === null ? 0 : 1;
    sum.seconds += entry.durationSeconds ?? 0;
  }
  return sums;
}

test(
  `OR-3 with amendments, transfers, late choices, merges and erasures every number of the report is a count over the entries`,
  async () => {
    const { ctx, firestore } = testContext({ ms: 3_600_000, roles: ['admin'], clients: { taskrouter: TASKROUTER } });
    const { store } = firestore;
    const step = fc.record({
      person: fc.integer({ min: 0, max: PEOPLE - 1 }),
      minute: fc.integer({ min: 0, max: 61 * 24 * 60 - 1 }),
      queue: fc.constantFrom(...QUEUES),
      worker: fc.integer({ min: 1, max: 9 }),
      channel: fc.constantFrom('voice' as const, 'web' as const, 'sms' as const),
      reasonId: fc.constantFrom(...REASONS),
      seconds: fc.constantFrom(null, 61, 600),
      then: fc.constantFrom('nothing', 'nothing', 'amended', 'left', 'left and chosen', 'transferred'),
      other: fc.constantFrom(...REASONS),
    });
    const steps = fc.sample(fc.array(step, { minLength: ENTRIES, maxLength: ENTRIES }), { seed: 11, numRuns: 1 })[0] ?? [];
    let recorded = 0;
    for (const [n, { person, minute, queue, worker, channel, reasonId, seconds, then, other }] of steps.entries()) {
      const entry = newEntry(n);
      const facts = {
        ...entry.facts,
        identity: { kind: 'phone' as const, value: phoneOf(person), display: '' },
        worker: { sid: sidOf('WK', worker), name: `Worker ${worker}` },
        occurredAt: new Date(Date.UTC(2026, 9, 1, 0, minute)),
        queue,
        channel,
        durationSeconds: seconds,
      };
      const reason = { ...entry.reason, id: reasonId };
      const isLeft = then.startsWith('left');
      await commitInteraction({ ...entry, facts, reason, endedBy: isLeft ? 'system' : 'agent' }, ctx);
      recorded += 1;
      if (then === 'amended')
        await commitAmendment(
          {
            taskSid: entry.taskSid,
            reservationSid: entry.reservationSid,
            baseRevision: 0,
            amendmentKey: `k-${n}`,
            reasonId: other,
          },
          { tree: STARTER_TREE, by: facts.worker.name },
          { ...ctx, worker: { ...ctx.worker, sid: facts.worker.sid } },
        );
      if (then === 'left and chosen') await commitInteraction({ ...entry, facts, reason: { ...reason, id: other } }, ctx);
      if (then === 'transferred') {
        const next = { sid: sidOf('WK', (worker % 9) + 1), name: `Worker ${(worker % 9) + 1}` };
        const from = { worker: facts.worker.name, queue: queue.name };
        const second = { ...facts, worker: next, transferredFrom: from as unknown as typeof facts.transferredFrom };
        await commitInteraction({ ...entry, reservationSid: sidOf('WR', ENTRIES + n), facts: second, reason }, ctx);
        recorded += 1;
      }
    }
    const idOf = async (person: number): Promise<string | undefined> =>
      (await store.doc(`identities/phone:${phoneOf(person)}`).get()).data()?.customerId as string | undefined;
    for (let person = 0; person + 1 < PEOPLE; person += 10) {
      const [winnerId, loserId] = [await idOf(person), await idOf(person + 1)];
      if (winnerId === undefined || loserId === undefined) continue;
      for (let done = false; !done;) ({ done } = await mergeCustomers(store, { winnerId, loserId }, ctx));
    }
    let erased = 0;
    for (let person = 5; person < PEOPLE; person += 10) {
      const customerId = await idOf(person);
      if (customerId === undefined) continue;
      const customer = (await store.doc(`customers/${customerId}`).get()).data();
      const confirm = confirmationOf({ ...customer, customerId } as unknown as Parameters<typeof confirmationOf>[0]);
      for (let outcome = ''; outcome !== 'erased';)
        ({ outcome } = await erase({ customerIds: [customerId], confirm, reference: null }, ctx));
      erased += 1;
    }
    expect(erased).toBeGreaterThan(0);

    const stored = (await store.collection('interactions').get()).docs.map((doc) => doc.data() as InteractionDocument);
    expect(stored).toHaveLength(recorded);
    const begun = performance.now();
    const answer: OutcomeReportResponse = await report(SPAN, ctx);
    const took = performance.now() - begun;
    const nows = (rows: readonly object[], key: string) =>
      Object.fromEntries(
        rows.map((row) => [(row as Record<string, string>)[key], (row as { now: object }).now] as const),
      ) as object;
    expect({ all: answer.total.now }).toEqual(byHand(stored, () => 'all'));
    expect(nows(answer.reasons, 'reasonId')).toEqual(byHand(stored, ({ reason }) => reason.id));
    expect(nows(answer.queues, 'queueSid')).toEqual(byHand(stored, ({ queue }) => queue.sid || 'none'));
    expect(nows(answer.workers, 'workerSid')).toEqual(byHand(stored, ({ worker }) => worker.sid));
    expect(nows(answer.channels, 'channel')).toEqual(byHand(stored, ({ channel }) => channel));
    const days = byHand(stored, ({ occurredAt }) => occurredAt.toDate().toISOString().slice(0, 10));
    for (const { day, counts } of answer.days) expect([day, counts]).toEqual([day, days[day]?.counts ?? 0]);

    for (const [some, is] of [
      [{ queueSid: 'none' }, ({ queue }: InteractionDocument) => queue.sid === ''],
      [
        { workerSid: sidOf('WK', 3), channel: 'web' as const },
        (one: InteractionDocument) => one.worker.sid === sidOf('WK', 3) && one.channel === 'web',
      ],
    ] as const) {
      let listed = 0;
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { entries: object[]; nextCursor: string | null } = await interactions(
          { ...SPAN, ...some, ...(cursor === '' ? {} : { cursor }) },
          ctx,
        );
        listed += page.entries.length;
        cursor = page.nextCursor;
      }
      expect(listed).toBe(stored.filter(is).length);
    }
    for (const month of ['2026-10', '2026-11']) expect((await recountMonth(store, month)).differences).toEqual([]);
    if (WHOLE) process.stdout.write(`${stored.length} entries, ${erased} people erased: the report in ${Math.round(took)} ms\n`);
  },
  WHOLE ? 1_800_000 : 60_000,
);

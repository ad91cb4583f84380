import type { OutcomeInteractionsResponse, OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import fc from 'fast-check';
import { handler as behind } from '../../functions/outcomes/interactions';
import { handler as report } from '../../functions/outcomes/report';
import { commitAmendment } from '../interactions/commit-amendment';
import { commitInteraction } from '../interactions/commit';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { OutcomeMonthDocument } from '../vendors/firestore/documents';
import { collections } from '../vendors/firestore/collections';
import { sidOf, testContext } from '../testing/context';
import { newEntry } from '../testing/entries';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { recountAndNote, recountMonth } from './recount-month';

const QUEUES = [
  { sid: sidOf('WQ', 1), name: 'Billing EN' },
  { sid: '', name: '' },
];
const WORKERS = [1, 2].map((n) => ({ sid: sidOf('WK', n), name: `Worker ${n}` }));
const REASONS = ['billing_refund', 'billing_payment', 'orders_status', 'other'];
const SPAN = { from: '2026-11-10', to: '2026-11-19' };

describe('OR-3 the outcome report', () => {
  let centre: TestEnvironment;
  let sam: ReturnType<TestEnvironment['as']>;
  beforeAll(async () => {
    centre = await startTestEnvironment();
    Object.assign(centre.env, { READS_WITHOUT_TASK: '10000' });
    sam = centre.as('sam');
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(async () => {
    captureLog();
    for (const name of ['interactions', 'outcomeMonths', 'recounts']) {
      const { docs } = await centre.firestore.store.collection(name).get();
      await Promise.all(docs.map((doc) => doc.ref.delete()));
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
    centre.firestore.setFault(null);
  });

  const ask = async (fields: Record<string, string> = SPAN): Promise<OutcomeReportResponse> =>
    (await sam(report, fields)).body as OutcomeReportResponse;
  const listed = async (fields: Record<string, string>): Promise<OutcomeInteractionsResponse['entries']> => {
    const all: OutcomeInteractionsResponse['entries'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await sam(behind, { ...fields, ...(cursor === '' ? {} : { cursor }) });
      expect([answer.status, answer.status === 200 ? '' : answer.body]).toEqual([200, '']);
      const { entries, nextCursor } = answer.body as OutcomeInteractionsResponse;
      all.push(...entries);
      cursor = nextCursor;
    }
    return all;
  };

  test('whatever is recorded, left to the default, amended and confirmed: each number is what a count by hand says, and its list is as long', async () => {
    const step = fc.record({
      day: fc.integer({ min: 0, max: 25 }),
      queue: fc.constantFrom(...QUEUES),
      worker: fc.constantFrom(...WORKERS),
      channel: fc.constantFrom('voice' as const, 'web' as const),
      reasonId: fc.constantFrom(...REASONS),
      isLeft: fc.boolean(),
      seconds: fc.constantFrom(null, 61, 600),
      amended: fc.option(fc.constantFrom(...REASONS), { nil: null }),
      done: fc.array(fc.constantFrom('place-order' as const, 'request-cancellation' as const), { maxLength: 2 }),
    });
    const steps = fc.sample(fc.array(step, { minLength: 120, maxLength: 120 }), { seed: 7, numRuns: 1 })[0] ?? [];
    const { ctx } = testContext({ firestore: centre.firestore, ms: 60_000 });
    for (const [n, { day, queue, worker, channel, reasonId, isLeft, seconds, amended, done }] of steps.entries()) {
      const entry = newEntry(n);
      const occurredAt = new Date(Date.UTC(2026, 10, 1 + day, n % 24, 0, n % 60));
      const at = occurredAt.toISOString();
      const actions = done.map((action) => ({ action, at, number: null, url: null, workerSid: worker.sid }));
      const facts = { ...entry.facts, queue, worker, channel, durationSeconds: seconds, occurredAt, actions };
      const reason = { ...entry.reason, id: reasonId };
      await commitInteraction({ ...entry, facts, reason, endedBy: isLeft ? 'system' : 'agent' }, ctx);
      if (amended === null) continue;
      const own = { ...ctx, worker: { ...ctx.worker, sid: worker.sid } };
      await commitAmendment(
        {
          taskSid: entry.taskSid,
          reservationSid: entry.reservationSid,
          baseRevision: 0,
          amendmentKey: `k-${n}`,
          reasonId: amended,
        },
        { tree: STARTER_TREE, by: worker.name },
        own,
      );
    }
    expect((await recountMonth(centre.firestore.store, '2026-11')).differences).toEqual([]);

    const of = (from: number, to: number) => steps.filter(({ day }) => from <= day + 1 && day + 1 <= to);
    const idOf = ({ amended, reasonId }: (typeof steps)[number]): string => amended ?? reasonId;
    const amounts = (some: typeof steps) => ({
      counts: some.length,
      defaults: some.filter(({ isLeft, amended, reasonId }) => isLeft && (amended ?? reasonId) === reasonId).length,
      timed: some.filter(({ seconds }) => seconds !== null).length,
      seconds: some.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    });
    const [now, before] = [of(10, 19), of(0, 9)];
    const answer = await ask();
    expect(answer.before).toEqual({ from: '2026-10-31', to: '2026-11-09' });
    expect(answer.total).toEqual({ now: amounts(now), before: amounts(before) });
    for (const [rows, keyOf] of [
      [answer.reasons.map(({ reasonId: key, ...row }) => ({ key, ...row })), idOf],
      [answer.queues.map(({ queueSid: key, ...row }) => ({ key, ...row })), ({ queue }) => queue.sid || 'none'],
      [answer.workers.map(({ workerSid: key, ...row }) => ({ key, ...row })), ({ worker }) => worker.sid],
      [answer.channels.map(({ channel: key, ...row }) => ({ key, ...row })), ({ channel }) => channel],
    ] as [{ key: string; now: object; before: object }[], (one: (typeof steps)[number]) => string][]) {
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows)
        expect(row).toMatchObject({
          now: amounts(now.filter((one) => keyOf(one) === row.key)),
          before: amounts(before.filter((one) => keyOf(one) === row.key)),
        });
    }
    expect(answer.days.map(({ counts }) => counts)).toEqual(
      Array.from({ length: 10 }, (_, n) => now.filter(({ day }) => day + 1 === 10 + n).length),
    );
    const times = (some: typeof steps, action: string): number =>
      some.flatMap(({ done }) => done).filter((one) => one === action).length;
    const actionsOf = (here: typeof steps, earlier: typeof steps) =>
      ['place-order', 'request-cancellation'].map((action) => ({
        action,
        now: times(here, action),
        before: times(earlier, action),
      }));
    expect(answer.actions).toEqual(actionsOf(now, before));
    const byKim = ({ worker }: (typeof steps)[number]): boolean => worker.sid === sidOf('WK', 2);
    expect((await ask({ ...SPAN, workerSid: sidOf('WK', 2) })).actions).toEqual(
      actionsOf(now.filter(byKim), before.filter(byKim)),
    );
    // an entry on which it was done twice is listed once
    const orders = (await listed({ ...SPAN, action: 'place-order' })).flatMap(({ interaction }) => interaction.actions);
    expect(orders.filter(({ action }) => action === 'place-order').length).toBe(times(now, 'place-order'));
    // a group is what is below it, and every filter holds for the number and its list alike
    const filters: Record<string, string>[] = [
      {},
      { reasonId: 'billing' },
      { reasonId: 'orders_status', queueSid: 'none' },
      { workerSid: sidOf('WK', 2) },
      { queueSid: sidOf('WQ', 1), channel: 'web' },
    ];
    for (const fields of filters) {
      const { total } = await ask({ ...SPAN, ...fields });
      expect([fields, (await listed({ ...SPAN, ...fields })).length]).toEqual([fields, total.now.counts]);
      expect((await listed({ ...SPAN, ...fields, isDefault: 'true' })).length).toBe(total.now.defaults);
    }
  }, 120_000);

  test('the centre’s time zone decides the day, around both changes of the clocks too; what was counted before keeps its day, number and list alike', async () => {
    const { ctx } = testContext({ firestore: centre.firestore, ms: 60_000 });
    // by hand: UTC at first, then New York, four hours behind in summer and five in winter
    const entries = fc.sample(
      fc.record({
        at: fc.oneof(
          fc.integer({ min: Date.UTC(2026, 2, 7), max: Date.UTC(2026, 2, 10) }),
          fc.integer({ min: Date.UTC(2026, 9, 31), max: Date.UTC(2026, 10, 3) }),
        ),
        isBefore: fc.boolean(),
        amended: fc.boolean(),
      }),
      { seed: 5, numRuns: 60 },
    );
    const dayOf = ({ at, isBefore }: (typeof entries)[number]): string => {
      const isSummer = at >= Date.UTC(2026, 2, 8, 7) && at < Date.UTC(2026, 10, 1, 6);
      return new Date(at - (isBefore ? 0 : isSummer ? 4 : 5) * 3_600_000).toISOString().slice(0, 10);
    };
    for (const [n, { at, isBefore, amended }] of entries.entries()) {
      const entry = newEntry(n);
      const config = { ...ctx.config, timeZone: isBefore ? 'UTC' : 'America/New_York' };
      await commitInteraction({ ...entry, facts: { ...entry.facts, occurredAt: new Date(at) } }, { ...ctx, config });
      if (!amended) continue;
      const { taskSid, reservationSid } = entry;
      const change = { taskSid, reservationSid, baseRevision: 0, amendmentKey: `z-${n}`, reasonId: 'other' };
      // amended under another time zone than it was recorded in
      const later = { ...ctx.config, timeZone: 'Asia/Tokyo' };
      const own = { ...ctx, config: later, worker: { ...ctx.worker, sid: entry.facts.worker.sid } };
      await commitAmendment(change, { tree: STARTER_TREE, by: entry.facts.worker.name }, own);
    }
    for (const day of [
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
      '2026-03-09',
      '2026-10-30',
      '2026-10-31',
      '2026-11-01',
      '2026-11-02',
    ]) {
      const count = entries.filter((one) => dayOf(one) === day).length;
      const { total, timeZone } = await ask({ from: day, to: day });
      expect([day, total.now.counts, (await listed({ from: day, to: day })).length, timeZone]).toEqual([
        day,
        count,
        count,
        'UTC',
      ]);
    }
    for (const month of ['2026-03', '2026-10', '2026-11'])
      expect((await recountMonth(centre.firestore.store, month)).differences).toEqual([]);
  }, 60_000);

  test('the report tells when a month was last counted again, and how many counters differed', async () => {
    const { store } = centre.firestore;
    const { ctx } = testContext({ firestore: centre.firestore, ms: 60_000 });
    await commitInteraction(newEntry(1), ctx);
    expect((await ask()).recounted).toBeNull();
    await recountAndNote(store, '2026-11');
    expect((await ask()).recounted).toMatchObject({ month: '2026-11', differences: 0 });
    const [entry] = (await store.collection('interactions').get()).docs;
    await entry?.ref.update({ channel: 'sms' });
    await recountAndNote(store, '2026-11');
    expect((await ask()).recounted?.differences).toBeGreaterThan(0);
  });

  test('the list behind a number is newest first, page by page, each once, with the customers’ names, and leaves its row', async () => {
    const { ctx } = testContext({ firestore: centre.firestore, ms: 60_000 });
    for (let n = 0; n < 57; n++) await commitInteraction(newEntry(n), ctx);
    const all = await listed({ from: '2026-11-19', to: '2026-11-19' });
    const times = all.map(({ interaction }) => interaction.occurredAt);
    expect([times.length, new Set(all.map(({ interaction }) => interaction.interactionId)).size]).toEqual([57, 57]);
    expect(times).toEqual([...times].sort().reverse());
    const rows = await centre.firestore.store.collection('audit').where('action', '==', 'interaction.list').get();
    expect(rows.docs[0]?.get('subjects')).toEqual([all[0]?.interaction.customerId]);
  }, 60_000);

  test('400 a span that ends before it begins, one of more than 24 months, no date, a foreign cursor; 403 agents; 503', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ from: '2026-11-02', to: '2026-11-01' }, 'to'],
      [{ from: '2024-01-01', to: '2026-11-01' }, 'from'],
      [{ from: '2026-02-30', to: '2026-11-01' }, 'from'],
      [{ ...SPAN, queueSid: 'WQ1' }, 'queueSid'],
    ];
    for (const [fields, field] of wrong)
      for (const handler of [report, behind])
        expect(await sam(handler, fields)).toMatchObject({
          status: 400,
          body: { error: { code: 'invalid_request', fields: { [field]: expect.anything() as unknown } } },
        });
    expect((await sam(behind, { ...SPAN, cursor: 'x' })).status).toBe(400);
    expect((await centre.as('ada')(report, SPAN)).status).toBe(403);
    expect((await centre.as('ada')(behind, SPAN)).status).toBe(403);
    centre.firestore.setFault('unavailable');
    expect([(await sam(report, SPAN)).status, (await sam(behind, SPAN)).status]).toEqual([503, 503]);
  });

  test('24 months and the 24 before them of 500 workers, in one call: a document a worker and month is read', async () => {
    const [workers, months] = process.env.WHOLE_CENTRE === '1' ? [500, 24] : [40, 24];
    const store = centre.firestore.store;
    const days = Object.fromEntries(
      ['03', '11', '27'].map((day) => [
        day,
        { billing_invoice: { none: { voice: 3, web: 1 } }, orders_status: { none: { voice: 2 } } },
      ]),
    );
    for (let month = 0; month < months; month++) {
      const batch = store.batch();
      const name = new Date(Date.UTC(2024, 11 + month, 1)).toISOString().slice(0, 7);
      for (let n = 0; n < workers; n++) {
        const document: OutcomeMonthDocument = { month: name, workerSid: sidOf('WK', n), workerName: `W ${n}`, counts: days };
        batch.set(collections.outcomeMonths(store).doc(`${name}_${sidOf('WK', n)}`), document);
      }
      await batch.commit();
    }
    const before = centre.firestore.counts().reads;
    const began = performance.now();
    const { total, workers: rows } = await ask({ from: '2024-12-01', to: '2026-11-30' });
    const took = performance.now() - began;
    expect([total.now.counts, rows.length]).toEqual([workers * months * 18, workers]);
    expect(centre.firestore.counts().reads - before).toBeLessThanOrEqual(workers * months + 5);
    if (process.env.WHOLE_CENTRE === '1') process.stdout.write(`500 workers x 24 months: ${Math.round(took)} ms\n`);
  }, 120_000);
});

import fc from 'fast-check';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { commitAmendment } from '../interactions/commit-amendment';
import { commitInteraction } from '../interactions/commit';
import { sidOf, testContext } from '../testing/context';
import { newEntry } from '../testing/entries';
import { storeKinds } from '../testing/stores';
import type { Counted } from './counters';
import { differences, recount } from './recount';
import { recountMonth } from './recount-month';
import type { Measure, MonthCounts } from '../vendors/firestore/documents';

const MONTH = '2026-11';
const DOCUMENT = `${MONTH}_${sidOf('WK', 1)}`;

describe('recounting (pure)', () => {
  const counted = fc.record({
    occurredAt: fc
      .date({ min: new Date('2026-10-30T00:00:00Z'), max: new Date('2026-12-02T00:00:00Z'), noInvalidDate: true })
      .map((date) => Timestamp.fromDate(date)),
    worker: fc.constantFrom({ sid: 'WK1', name: 'Ada' }, { sid: 'WK2', name: 'Kim' }),
    queue: fc.constantFrom({ sid: '', name: '' }, { sid: 'WQ1', name: 'Billing' }),
    channel: fc.constantFrom('voice' as const, 'sms' as const),
    reason: fc.constantFrom({ id: 'a' }, { id: 'b' }),
    endedBy: fc.constantFrom('agent' as const, 'system' as const),
    durationSeconds: fc.constantFrom(null, 0, 61),
  });
  type Stored = Partial<Record<Measure, MonthCounts>>;
  const asStored = (months: ReturnType<typeof recount>): Map<string, Stored> => {
    const stored = new Map<string, Stored>();
    for (const { documentId, measure, day, reasonId, queueSid, channel, counted: n } of differences(months, new Map())) {
      const document = stored.get(documentId) ?? {};
      ((((document[measure] ??= {})[day] ??= {})[reasonId] ??= {})[queueSid] ??= {})[channel] = n;
      stored.set(documentId, document);
    }
    return stored;
  };

  test('counts the month’s entries, each once, in any order', () => {
    fc.assert(
      fc.property(fc.array(counted), (entries: Counted[]) => {
        const months = recount(MONTH, entries);
        const total = (measure: Measure): number =>
          [...months.values()]
            .flatMap((counters) => [...counters].filter(([key]) => key.startsWith(`${measure}\n`)))
            .reduce((sum, [, n]) => sum + n, 0);
        const own = entries.filter(({ occurredAt }) => occurredAt.toDate().toISOString().startsWith(MONTH));
        expect(total('counts')).toBe(own.length);
        expect(total('defaults')).toBe(own.filter(({ endedBy }) => endedBy === 'system').length);
        const times = own.flatMap(({ durationSeconds: seconds }) => (typeof seconds === 'number' ? [seconds] : []));
        expect([total('timed'), total('seconds')]).toEqual([times.length, times.reduce((a, b) => a + b, 0)]);
        expect(differences(recount(MONTH, [...entries].reverse()), asStored(months))).toEqual([]);
      }),
    );
  });

  test('a counter that stands alone, one that is missing, one that is wrong; a zero is no difference', () => {
    const months = new Map([
      [
        'm',
        new Map([
          ['counts\n01\na\nq\nvoice', 2],
          ['counts\n01\nb\nq\nvoice', 1],
        ]),
      ],
    ]);
    const stored = new Map<string, { counts: MonthCounts }>([
      ['m', { counts: { '01': { a: { q: { voice: 3, sms: 0 } } } } }],
      ['n', { counts: { '02': { c: { q: { web: 4 } } } } }],
    ]);
    expect(
      differences(months, stored).map(({ documentId, day, reasonId, stored: was, counted: is }) => [
        documentId,
        day,
        reasonId,
        was,
        is,
      ]),
    ).toEqual([
      ['m', '01', 'a', 3, 2],
      ['m', '01', 'b', 0, 1],
      ['n', '02', 'c', 4, 0],
    ]);
  });
});

describe.each(storeKinds())('recounting a month ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  test('OR-3 after recordings, late recordings and amendments at once the counters agree with the interactions', async () => {
    const { ctx } = testContext({ store, ms: 60_000 });
    await commitInteraction(newEntry(0), ctx);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => commitInteraction(newEntry(n, { endedBy: n % 3 === 0 ? 'system' : 'agent' }), ctx)),
    );
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => [
        commitInteraction(newEntry(n, { reason: { ...newEntry(n).reason, id: 'orders_status' } }), ctx),
        commitAmendment(
          {
            taskSid: sidOf('WT', n),
            reservationSid: sidOf('WR', n),
            baseRevision: 0,
            amendmentKey: 'amendment-1',
            reasonId: 'account_details',
          },
          { tree: STARTER_TREE, by: 'Ada' },
          ctx,
        ),
      ]).flat(),
    );
    expect(await recountMonth(store, MONTH)).toEqual({ entries: 20, differences: [] });
    expect(await recountMonth(store, '2026-10')).toEqual({ entries: 0, differences: [] });
  });

  test('says where a counter was changed by hand', async () => {
    const { ctx } = testContext({ store });
    await commitInteraction(newEntry(1), ctx);
    await store
      .collection('outcomeMonths')
      .doc(DOCUMENT)
      .set({ counts: { '19': { billing_refund: { [sidOf('WQ', 1)]: { voice: 7 } } } } }, { merge: true });
    expect((await recountMonth(store, MONTH)).differences).toEqual([
      {
        documentId: DOCUMENT,
        day: '19',
        reasonId: 'billing_refund',
        queueSid: sidOf('WQ', 1),
        channel: 'voice',
        measure: 'counts',
        stored: 7,
        counted: 1,
      },
    ]);
  });
});

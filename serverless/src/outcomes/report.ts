import type { Channel } from '@interaction-history/shared/src/caller/channel';
import type { Amounts, OutcomeReportRequest, OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { SERVICE_ACTIONS, type ServiceAction } from '@interaction-history/shared/src/services/states';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { onFirestore } from '../vendors/firestore/client';
import { collections, getAll } from '../vendors/firestore/collections';
import { MEASURES, type OutcomeMonthDocument } from '../vendors/firestore/documents';
import { amountsIn, countsOf, isAmount } from './amounts';
import { codesBelow } from './codes-below';
import { lastRecount } from './recount-month';
import { checkSpan, dayAfter, daysIn, spanBefore, type Span } from './span';

/**
 * Outcomes of a span of days and of the span before it, from the counters alone (OR-3, OR-5): one document a worker and month, however
 * many interactions there are.
 * @throws AppError invalid_request (the span); UpstreamError firestore
 */
export async function report(request: OutcomeReportRequest, ctx: RequestContext): Promise<OutcomeReportResponse> {
  checkSpan(request);
  const before = spanBefore(request);
  const wanted = await codesBelow(request.reasonId, ctx);
  const [months, recounted] = await onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    return Promise.all([monthsOf(store, before.from, request), lastRecount(store)]);
  });
  return { before, timeZone: ctx.config.timeZone, recounted, ...summed(months, request, before, wanted) };
}

/** The months of both spans. Of one worker they are read by name. */
async function monthsOf(
  store: Firestore,
  from: string,
  { to, workerSid }: Pick<OutcomeReportRequest, 'to' | 'workerSid'>,
): Promise<OutcomeMonthDocument[]> {
  const all = collections.outcomeMonths(store);
  if (workerSid === undefined) {
    const { docs } = await all.where('month', '>=', from.slice(0, 7)).where('month', '<=', to.slice(0, 7)).get();
    return docs.map((doc) => doc.data());
  }
  const refs = monthNames(from, to).map((month) => all.doc(`${month}_${workerSid}`));
  return (await getAll(store, refs)).flatMap((doc) => doc.data() ?? []);
}

function monthNames(from: string, to: string): string[] {
  const names: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = dayAfter(`${month}-28`, 4).slice(0, 7)) names.push(month);
  return names;
}

const none = (): Amounts => ({ counts: 0, defaults: 0, timed: 0, seconds: 0 });
type When = 'now' | 'before';
class Compared {
  readonly now = none();
  readonly before = none();
  isEmpty = (): boolean => this.now.counts === 0 && this.before.counts === 0;
}

/** Sums by key, made as they are met. */
class Sums<T extends Compared> {
  readonly all = new Map<string, T>();
  constructor(private readonly make: () => T) {}
  of(key: string): T {
    const known = this.all.get(key) ?? this.make();
    this.all.set(key, known);
    return known;
  }
  /** Most first; those without a single entry in either span are left out. */
  sorted = (): [string, T][] =>
    [...this.all].filter(([, one]) => !one.isEmpty()).sort(([a, x], [b, y]) => y.now.counts - x.now.counts || (a < b ? -1 : 1));
}
class OfReason extends Compared {
  readonly channels: Partial<Record<Channel, number>> = {};
}

function summed(
  months: readonly OutcomeMonthDocument[],
  request: OutcomeReportRequest,
  before: Span,
  wanted: ReadonlySet<string> | null,
): Omit<OutcomeReportResponse, 'before' | 'timeZone' | 'recounted'> {
  const total = new Compared();
  const [queues, workers, channels] = [1, 2, 3].map(() => new Sums(() => new Compared())) as [
    Sums<Compared>,
    Sums<Compared>,
    Sums<Compared>,
  ];
  const reasons = new Sums(() => new OfReason());
  const names = new Map<string, string>();
  const days = { now: new Map<string, number>(), before: new Map<string, number>() };
  const done = new Map(SERVICE_ACTIONS.map((action) => [action, { now: 0, before: 0 }]));
  for (const stored of months) {
    const { month, workerSid, workerName } = stored;
    names.set(workerSid, workerName);
    for (const measure of MEASURES)
      for (const { day, reasonId, queueSid, channel, amount } of amountsIn(countsOf(stored, measure))) {
        const date = `${month}-${day}`;
        const when: When | null = isIn(request, date) ? 'now' : isIn(before, date) ? 'before' : null;
        if (when === null || wanted?.has(reasonId) === false) continue;
        if ((request.queueSid ?? queueSid) !== queueSid || (request.channel ?? channel) !== channel) continue;
        const ofAction = done.get(measure as ServiceAction);
        if (ofAction !== undefined) ofAction[when] += amount;
        if (!isAmount(measure)) continue;
        const ofReason = reasons.of(reasonId);
        for (const sum of [total, ofReason, queues.of(queueSid), workers.of(workerSid), channels.of(channel)])
          sum[when][measure] += amount;
        if (measure !== 'counts') continue;
        days[when].set(date, (days[when].get(date) ?? 0) + amount);
        if (when === 'now') ofReason.channels[channel as Channel] = (ofReason.channels[channel as Channel] ?? 0) + amount;
      }
  }
  const amounts = ({ now, before: earlier }: Compared) => ({ now, before: earlier });
  return {
    total: amounts(total),
    reasons: reasons.sorted().map(([reasonId, one]) => ({ reasonId, ...amounts(one), channels: one.channels })),
    days: Array.from({ length: daysIn(request) }, (_, n) => {
      const day = dayAfter(request.from, n);
      return { day, counts: days.now.get(day) ?? 0, before: days.before.get(dayAfter(before.from, n)) ?? 0 };
    }),
    queues: queues.sorted().map(([queueSid, one]) => ({ queueSid, ...amounts(one) })),
    workers: workers
      .sorted()
      .map(([workerSid, one]) => ({ workerSid, name: names.get(workerSid) ?? workerSid, ...amounts(one) })),
    channels: channels.sorted().map(([channel, one]) => ({ channel: channel as Channel, ...amounts(one) })),
    actions: [...done].filter(([, { now, before: earlier }]) => now + earlier > 0).map(([action, one]) => ({ action, ...one })),
  };
}

const isIn = ({ from, to }: Span, day: string): boolean => from <= day && day <= to;

import type { Firestore } from 'firebase-admin/firestore';
import { amountsIn } from '../outcomes/amounts';
import { monthOf } from '../outcomes/counters';
import { collections, getAll } from '../vendors/firestore/collections';

/** As many a queue as a picker shows before its other reasons. */
const A_QUEUE = 5;

/**
 * What a worker records most, queue by queue, from the counters of this month and the last (RC-3): two reads, whatever was
 * recorded. A month nobody has counted in yet is empty.
 * @returns queue sid (`none` for tasks without one) → reason ids, most first
 */
export async function mostUsed(store: Firestore, workerSid: string, now: Date): Promise<Record<string, string[]>> {
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  const months = [now, lastMonth].map((at) => collections.outcomeMonths(store).doc(`${monthOf(at)}_${workerSid}`));
  const documents = await getAll(store, months);
  const totals = new Map<string, Map<string, number>>();
  for (const document of documents) {
    for (const { reasonId, queueSid, amount } of amountsIn(document.data()?.counts)) {
      const ofQueue = totals.get(queueSid) ?? new Map<string, number>();
      totals.set(queueSid, ofQueue.set(reasonId, (ofQueue.get(reasonId) ?? 0) + amount));
    }
  }
  return Object.fromEntries([...totals].map(([queueSid, ofQueue]) => [queueSid, mostFirst(ofQueue)]));
}

/** An amendment may have taken every count of a reason away again. */
const mostFirst = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1))
    .slice(0, A_QUEUE)
    .map(([reasonId]) => reasonId);

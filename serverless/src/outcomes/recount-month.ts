import { FieldPath, Timestamp, type Firestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { collections } from '../vendors/firestore/collections';
import { dayOf, type Counted } from './counters';
import { dayAfter } from './span';
import { differences, recount, type Difference } from './recount';

const PAGE = 1_000;

const latest = (store: Firestore) => collections.recounts(store).doc('latest');

/** Recounts a month, and keeps what came of it for the report to tell. */
export async function recountAndNote(store: Firestore, month: string): ReturnType<typeof recountMonth> {
  const found = await recountMonth(store, month);
  await latest(store).set({ month, at: Timestamp.now(), entries: found.entries, differences: found.differences.length });
  return found;
}

/** When a month was counted again last, and how many counters differed; null: never. */
export async function lastRecount(store: Firestore): Promise<OutcomeReportResponse['recounted']> {
  const last = (await latest(store).get()).data();
  return last === undefined ? null : { month: last.month, at: last.at.toDate().toISOString(), differences: last.differences };
}

/**
 * Counts a month's interactions again and compares them with the stored counters. Reads every interaction of the month, a
 * thousand at a time and only the fields that count; changes nothing.
 * @param month yyyy-mm, as the counters have it: a day more on both sides is read, for the time zones of the centre
 */
export async function recountMonth(store: Firestore, month: string): Promise<{ entries: number; differences: Difference[] }> {
  const first = `${month}-01`;
  const from = new Date(`${dayAfter(first, -1)}T00:00:00Z`);
  const to = new Date(`${dayAfter(`${dayAfter(first, 31).slice(0, 7)}-01`, 1)}T00:00:00Z`);
  const query = collections
    .interactions(store)
    .where('occurredAt', '>=', Timestamp.fromDate(from))
    .where('occurredAt', '<', Timestamp.fromDate(to))
    .orderBy('occurredAt')
    .orderBy(FieldPath.documentId())
    .select(
      'occurredAt',
      'worker',
      'queue',
      'channel',
      'reason',
      'unconfirmed',
      'endedBy',
      'amendments',
      'durationSeconds',
      'countedOn',
      'actions',
    );
  const entries: Counted[] = [];
  for (let last: QueryDocumentSnapshot | undefined; ;) {
    const { docs } = await (last === undefined ? query : query.startAfter(last)).limit(PAGE).get();
    for (const doc of docs) {
      const entry = doc.data() as Counted & { unconfirmed?: true };
      if (entry.unconfirmed !== true && dayOf(entry).startsWith(month)) entries.push(counted(entry));
    }
    last = docs[docs.length - 1];
    if (last === undefined || docs.length < PAGE) break;
  }
  const months = await collections.outcomeMonths(store).where('month', '==', month).get();
  const stored = new Map(months.docs.map((doc) => [doc.id, doc.data()]));
  return { entries: entries.length, differences: differences(recount(month, entries), stored) };
}

/** The counting fields alone: a month of a large centre has hundreds of thousands of entries. */
const counted = ({ occurredAt, worker, queue, channel, reason, ...more }: Counted): Counted => {
  const { endedBy = 'agent', amendments = [], durationSeconds = null, actions = [], countedOn } = more;
  return {
    ...(countedOn === undefined ? {} : { countedOn }),
    occurredAt,
    worker,
    queue,
    channel,
    reason: { id: reason.id },
    endedBy,
    amendments,
    durationSeconds,
    actions,
  };
};

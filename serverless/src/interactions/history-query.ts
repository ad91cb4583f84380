import type { HistoryFilter, Interaction } from '@interaction-history/shared/src/contract/interactions';
import { fold } from '@interaction-history/shared/src/reason-codes/tree';
import { FieldPath, Filter, type Firestore, type Query, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { toInteraction } from './documents';

/** A text cannot be found by an index: at most this many entries are read for one page, then the answer says how far it got. */
export const SCAN_LIMIT = 300;
/** Read at once while scanning: a match on the first hundred costs no more. */
const SCAN_STEP = 100;

type HistoryQuery = Query<InteractionDocument>;

/** What reason and channel leave of a customer's history, newest first. Each combination has its composite index. */
export function historyQuery(store: Firestore, customerId: string, filter: HistoryFilter): HistoryQuery {
  let query: HistoryQuery = collections.interactions(store).where('customerId', '==', customerId);
  if (filter.channel !== undefined) query = query.where('channel', '==', filter.channel);
  if (filter.reasonId !== undefined) {
    // Entries from before pathIds was kept are found by their leaf
    query = query.where(
      Filter.or(
        Filter.where('reason.pathIds', 'array-contains', filter.reasonId),
        Filter.where('reason.id', '==', filter.reasonId),
      ),
    );
  }
  return query.orderBy('occurredAt', 'desc').orderBy(FieldPath.documentId(), 'desc');
}

export interface Page {
  interactions: Interaction[];
  /** The last entry of the page, or the last one scanned: the next page begins after it. Null at the end of the history. */
  next: QueryDocumentSnapshot<InteractionDocument> | null;
  complete: boolean;
  scannedTo: string | null;
}

/**
 * A page of up to `limit` entries; with a text, of those in which every word occurs. Reads one entry more than the page holds, to
 * know whether there is another page; with a text at most SCAN_LIMIT.
 * @param query ordered, and after the cursor
 */
export async function readPage(query: HistoryQuery, limit: number, text: string | undefined): Promise<Page> {
  const words = fold(text ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  if (words.length === 0) return plainPage(query, limit);
  const found: Interaction[] = [];
  let scanned = 0;
  let last: QueryDocumentSnapshot<InteractionDocument> | null = null;
  for (;;) {
    const step = Math.min(SCAN_STEP, SCAN_LIMIT - scanned);
    const { docs } = await (last === null ? query : query.startAfter(last)).limit(step).get();
    for (const doc of docs) {
      last = doc;
      scanned += 1;
      const interaction = toInteraction(doc.id, doc.data());
      if (holds(interaction, words)) found.push(interaction);
      if (found.length === limit) break;
    }
    const full = found.length === limit;
    const atEnd = docs.length < step && (docs.length === 0 || last === docs[docs.length - 1]);
    if (full || atEnd || scanned >= SCAN_LIMIT) {
      const scannedTo = last?.data().occurredAt.toDate().toISOString() ?? null;
      return { interactions: found, next: atEnd ? null : last, complete: full || atEnd, scannedTo };
    }
  }
}

async function plainPage(query: HistoryQuery, limit: number): Promise<Page> {
  const { docs } = await query.limit(limit + 1).get();
  const shown = docs.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    interactions: shown.map((doc) => toInteraction(doc.id, doc.data())),
    next: docs.length > limit ? (last ?? null) : null,
    complete: true,
    scannedTo: last?.data().occurredAt.toDate().toISOString() ?? null,
  };
}

function holds({ comment, reason, queue, worker, caseNumber }: Interaction, words: readonly string[]): boolean {
  const text = fold([comment, ...Object.values(reason.path).flat(), queue.name, worker.name, caseNumber ?? ''].join('\n'));
  return words.every((word) => text.includes(word));
}

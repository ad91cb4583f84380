import { FieldValue, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';

/** What an entry counts under. */
export type Counted = Pick<InteractionDocument, 'occurredAt' | 'worker' | 'queue' | 'channel'> & { reason: { id: string } };
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
const dayOf = (at: Date): string => at.toISOString().slice(8, 10);

/** Where an entry is counted; a task without a queue counts under `none`. */
export function placeOf(entry: Counted): {
  documentId: string;
  day: string;
  reasonId: string;
  queueSid: string;
  channel: string;
} {
  const at = entry.occurredAt.toDate();
  return {
    documentId: `${monthOf(at)}_${entry.worker.sid}`,
    day: dayOf(at),
    reasonId: entry.reason.id,
    queueSid: entry.queue.sid || 'none',
    channel: entry.channel,
  };
}

/** Counts a new entry, as a part of the entry's own commit. */
export function countEntry(batch: WriteBatch, store: Firestore, entry: Counted): void {
  const { day, reasonId, queueSid, channel } = placeOf(entry);
  write(batch, store, entry, { [day]: { [reasonId]: { [queueSid]: { [channel]: FieldValue.increment(1) } } } });
}

/** Moves an entry from one reason to another, as a part of the amendment's own commit (IH-4). */
export function moveEntry(batch: WriteBatch, store: Firestore, before: Counted, reasonId: string): void {
  if (before.reason.id === reasonId) return;
  const { day, queueSid, channel } = placeOf(before);
  const by = (n: number) => ({ [queueSid]: { [channel]: FieldValue.increment(n) } });
  write(batch, store, before, { [day]: { [before.reason.id]: by(-1), [reasonId]: by(1) } });
}

function write(batch: WriteBatch, store: Firestore, entry: Counted, counts: object): void {
  const { documentId } = placeOf(entry);
  const month = { month: documentId.slice(0, 7), workerSid: entry.worker.sid, workerName: entry.worker.name, counts };
  batch.set(collections.outcomeMonths(store).doc(documentId), month, { merge: true });
}

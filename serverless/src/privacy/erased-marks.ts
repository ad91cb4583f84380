import type { Firestore, Timestamp } from 'firebase-admin/firestore';
import { hashedKey } from '../audit/subjects';
import { collections, getAll } from '../vendors/firestore/collections';

/** Longer than a browser keeps an entry that it couldn't send, and TaskRouter an event. */
export const MARK_MS = 60 * 24 * 3_600_000;

/** Names of a customer's and an address's marks; the address is a keyed hash. */
export const markNames = (customerIds: readonly string[], keys: readonly string[], secret: string): string[] => [
  ...customerIds,
  ...keys.map((key) => hashedKey(key, secret)),
];

/** Whether any of them was erased at this time or later: what happened by then names them no more (PR-1). */
export async function wasErasedSince(store: Firestore, names: readonly string[], happenedAt: Timestamp): Promise<boolean> {
  const marks = await getAll(
    store,
    names.map((name) => collections.erasedMarks(store).doc(name)),
  );
  return marks.some((mark) => (mark.data()?.at.toMillis() ?? 0) >= happenedAt.toMillis());
}

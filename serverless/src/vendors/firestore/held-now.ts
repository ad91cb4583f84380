import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { collections } from './collections';

/** Whom a legal hold is on (PR-6), as was noted when it was placed: customers' ids, and their keys as the audit trail has them. */
export async function heldNow(store: Firestore): Promise<ReadonlySet<string>> {
  const { docs } = await collections.customers(store).where('hold.at', '>', Timestamp.fromMillis(0)).get();
  return new Set(docs.flatMap((doc) => [doc.id, ...(doc.data().hold?.subjects ?? [])]));
}

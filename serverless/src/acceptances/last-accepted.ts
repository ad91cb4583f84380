import type { Firestore } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';

/** When an agent last accepted a task, as TaskRouter's events have told within 30 days; null: they have told of none. */
export async function lastAcceptedAt(store: Firestore): Promise<Date | null> {
  const { docs } = await collections.acceptances(store).orderBy('acceptedAt', 'desc').limit(1).get();
  return docs[0]?.data().acceptedAt?.toDate() ?? null;
}

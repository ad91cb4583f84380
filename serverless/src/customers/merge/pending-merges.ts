import { Timestamp, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import { collections } from '../../vendors/firestore/collections';
import type { PendingMergeDocument } from '../../vendors/firestore/documents';

/** Longer than a Function lives: after this the process that moved the entries is taken for dead. */
const LEASE_MS = 15_000;

/**
 * As a part of the merge's own commit, so that no crash leaves a history in two halves. The caller moves the entries first.
 * @param back the merge is being undone
 */
export function queueMerge(batch: WriteBatch, store: Firestore, loserId: string, winnerId: string, back = false): void {
  const pending: PendingMergeDocument = { winnerId, since: Timestamp.now(), dueAt: leaseEnd(), ...(back ? { back } : {}) };
  batch.set(collections.pendingMerges(store).doc(loserId), pending);
}

/** Until when who has begun to move the entries is taken to be at it. */
export const leaseEnd = (): Timestamp => Timestamp.fromMillis(Date.now() + LEASE_MS);

import { Timestamp, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import type { Deadline } from '../../runtime/deadline';
import { collections } from '../../vendors/firestore/collections';
import type { PendingMergeDocument } from '../../vendors/firestore/documents';
import { isChangedOrGone } from '../../vendors/firestore/optimistic';
import { moveRest } from './move-interactions';

/** Longer than a Function lives: after this whoever moved the entries is taken for dead. */
const LEASE_MS = 15_000;
const AT_ONCE = 3;

/** As a part of the merge's own commit, so that no crash leaves a history in two halves. The caller moves the entries first. */
export function queueMerge(batch: WriteBatch, store: Firestore, loserId: string, winnerId: string): void {
  const pending: PendingMergeDocument = { winnerId, since: Timestamp.now(), dueAt: leased() };
  batch.set(collections.pendingMerges(store).doc(loserId), pending);
}

/** Goes on with a few merges that nobody is at, longest waiting first, while the time lasts. One read when there is none. */
export async function resumeMerges(store: Firestore, deadline: Deadline): Promise<void> {
  const pending = collections.pendingMerges(store);
  const { docs } = await pending.where('dueAt', '<=', Timestamp.now()).orderBy('dueAt').limit(AT_ONCE).get();
  for (const { ref, updateTime } of docs) {
    if (deadline.remainingMs() === 0) return;
    try {
      await ref.update({ dueAt: leased() }, { lastUpdateTime: updateTime });
    } catch (error) {
      // Another process holds the lease or has finished
      if (isChangedOrGone(error)) continue;
      throw error;
    }
    await moveRest(store, ref.id, deadline);
  }
}

const leased = (): Timestamp => Timestamp.fromMillis(Date.now() + LEASE_MS);

import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../../context';
import { deadlineIn, type Deadline } from '../../runtime/deadline';
import { onFirestore } from '../../vendors/firestore/client';
import { collections } from '../../vendors/firestore/collections';
import { isChangedOrGone } from '../../vendors/firestore/optimistic';
import { moveBack, moveRest } from './move-interactions';
import { leaseEnd } from './pending-merges';

const AT_ONCE = 3;
/** An agent waits for what runs beside this. */
const RESUME_MS = 1_000;

/**
 * Goes on with merges that were left half done (ID-14), beside other work of a request; a failure is noted and is not the request's.
 * Linking a customer calls it (docs/decisions/0023).
 */
export async function resumePendingMerges(ctx: RequestContext): Promise<void> {
  const deadline = deadlineIn(RESUME_MS, ctx.deadline);
  try {
    await onFirestore(deadline, async () => resumeMerges(await ctx.clients.firestore(), deadline));
  } catch (error) {
    ctx.note('merges wait', { source: 'firestore', error });
  }
}

/** A few merges that nobody works on, longest waiting first, while the time lasts. One read when there is none. */
export async function resumeMerges(store: Firestore, deadline: Deadline): Promise<void> {
  const pending = collections.pendingMerges(store);
  const { docs } = await pending.where('dueAt', '<=', Timestamp.now()).orderBy('dueAt').limit(AT_ONCE).get();
  for (const pendingMerge of docs) {
    const { ref, updateTime } = pendingMerge;
    const { winnerId, back = false } = pendingMerge.data();
    if (deadline.remainingMs() === 0) return;
    try {
      await ref.update({ dueAt: leaseEnd() }, { lastUpdateTime: updateTime });
    } catch (error) {
      // Another process holds the lease or has finished
      if (isChangedOrGone(error)) continue;
      throw error;
    }
    await (back ? moveBack(store, ref.id, winnerId, deadline) : moveRest(store, ref.id, deadline));
  }
}

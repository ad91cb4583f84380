import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../../runtime/deadline';
import { AppError } from '../../runtime/errors';
import { retryOnConflict } from '../../vendors/firestore/optimistic';
import { readCustomer, type ReadCustomer } from './current-customer';
import { moveRest, type MergeProgress } from './move-interactions';
import { pointToWinner, type Merging } from './point-to-winner';

/** Stops moving with time left to answer; the same request again goes on. */
const RESERVE_MS = 1_500;

/**
 * Makes two customers one (ID-14): first, in one commit, the loser becomes a pointer and its identities the winner's, so that from
 * now on everything leads to the winner; then the entries follow. Of two merges at once that contradict each other one is refused.
 * @throws AppError not_found, conflict (one of the two was merged with another)
 */
export async function mergeCustomers(
  store: Firestore,
  { loserId, winnerId }: { loserId: string; winnerId: string },
  ctx: Merging,
): Promise<MergeProgress> {
  await retryOnConflict(async () => {
    const [lost, won] = await Promise.all([readCustomer(store, loserId), readCustomer(store, winnerId)]);
    if (lost === null || won === null) throw new AppError('not_found', 'One of the two customers no longer exists: search again');
    if (won.document.mergedInto !== undefined || (lost.document.mergedInto ?? winnerId) !== winnerId) {
      throw new AppError('conflict', 'One of the two was merged with another customer meanwhile: search again');
    }
    if (lost.document.mergedInto === undefined) await unite(store, lost, won, null, ctx);
  });
  return moveRest(store, loserId, deadlineIn(ctx.deadline.remainingMs() - RESERVE_MS));
}

/**
 * The commit that makes `lost` a pointer to `won`, as both were read: whoever has changed one of them since makes it fail.
 * What the winner lacks it takes over.
 */
export async function unite(
  store: Firestore,
  lost: ReadCustomer,
  won: ReadCustomer,
  taskSid: string | null,
  ctx: Merging,
): Promise<void> {
  const batch = store.batch();
  await pointToWinner(batch, store, lost, won, taskSid, ctx);
  const [kept, other] = [won.document, lost.document];
  batch.update(
    won.ref,
    {
      phones: [...new Set([...kept.phones, ...other.phones])],
      email: kept.email ?? other.email,
      accountNumber: kept.accountNumber ?? other.accountNumber,
      company: kept.company ?? other.company,
      salesforce: kept.salesforce ?? other.salesforce,
      updatedAt: FieldValue.serverTimestamp(),
      updatedBy: ctx.worker.sid,
    },
    { lastUpdateTime: won.updateTime },
  );
  await batch.commit();
}

import { FieldValue, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../../runtime/deadline';
import { AppError } from '../../runtime/errors';
import { retryOnConflict } from '../../vendors/firestore/optimistic';
import type { IdentityDocument } from '../../vendors/firestore/documents';
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
 * @param kept the address that an agent kept for the winner, if that is why
 */
export async function unite(
  store: Firestore,
  lost: ReadCustomer,
  won: ReadCustomer,
  taskSid: string | null,
  ctx: Merging,
  kept?: { ref: DocumentReference<IdentityDocument>; kept: IdentityDocument['kept'] },
): Promise<void> {
  const batch = store.batch();
  await pointToWinner(batch, store, lost, won, taskSid, ctx);
  if (kept !== undefined) batch.update(kept.ref, { kept: kept.kept });
  const [own, other] = [won.document, lost.document];
  batch.update(
    won.ref,
    {
      phones: [...new Set([...own.phones, ...other.phones])],
      email: own.email ?? other.email,
      accountNumber: own.accountNumber ?? other.accountNumber,
      company: own.company ?? other.company,
      salesforce: own.salesforce ?? other.salesforce,
      // a legal hold goes with whom it is on (PR-6)
      ...(own.hold === undefined && other.hold !== undefined ? { hold: other.hold } : {}),
      updatedAt: FieldValue.serverTimestamp(),
      updatedBy: ctx.worker.sid,
    },
    { lastUpdateTime: won.updateTime },
  );
  await batch.commit();
}

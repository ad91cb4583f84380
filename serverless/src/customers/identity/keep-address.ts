import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../../runtime/deadline';
import { AppError } from '../../runtime/errors';
import { auditRow } from '../../vendors/firestore/audit';
import { retryOnConflict } from '../../vendors/firestore/optimistic';
import { currentCustomer } from '../merge/current-customer';
import { collections } from '../../vendors/firestore/collections';
import { unite } from '../merge/merge-customers';
import { moveRest } from '../merge/move-interactions';
import type { IdentityDocument } from '../../vendors/firestore/documents';
import { isUnidentified } from './unidentified';
import type { Merging } from '../merge/point-to-winner';

/** The agent waits: what a long history of a nameless caller needs beyond this follows later. */
const MOVE_MS = 1_500;

/** Whether the address leads to this customer, and who said so. A withheld number leads to nobody. */
export async function addressOf(
  store: Firestore,
  identity: Identity,
  customerId: string,
): Promise<{ kept: IdentityDocument['kept'] } | null> {
  if (identity.kind === 'withheld') return null;
  const known = (await collections.identities(store).doc(identityKey(identity)).get()).data();
  if (known === undefined) return null;
  return (await currentCustomer(store, known.customerId))?.ref.id === customerId ? { kept: known.kept } : null;
}

/**
 * Makes the caller's address the customer's (ID-14), once the agent has said so or the customer's record holds it. One that nobody
 * has, or that a caller nobody could name has left behind, history included; never one that leads to another named customer:
 * people share phones.
 * @returns whether the address leads to the customer now
 * @throws AppError not_found when the customer is gone
 */
export async function keepAddress(
  store: Firestore,
  identity: Identity,
  customerId: string,
  taskSid: string,
  ctx: Merging,
): Promise<boolean> {
  if (identity.kind === 'withheld') return false;
  const ref = collections.identities(store).doc(identityKey(identity));
  const { isKept, merged } = await retryOnConflict(async () => {
    const [snapshot, customer] = await Promise.all([ref.get(), currentCustomer(store, customerId)]);
    if (customer === null) throw new AppError('not_found', 'This customer no longer exists: search again');
    const kept = { by: { sid: ctx.worker.sid, name: ctx.worker.name }, at: Timestamp.now(), taskSid };
    const identified = snapshot.data();
    const owner = identified === undefined ? null : await currentCustomer(store, identified.customerId);
    if (owner !== null) {
      if (owner.ref.id === customer.ref.id) return { isKept: true, merged: null };
      if (!isUnidentified(owner.document)) return { isKept: false, merged: null };
      await unite(store, owner, customer, taskSid, ctx, { ref, kept });
      return { isKept: true, merged: owner.ref.id };
    }
    const change = {
      ...(identity.kind === 'phone' ? { phones: FieldValue.arrayUnion(identity.value) } : {}),
      updatedAt: FieldValue.serverTimestamp(),
      updatedBy: ctx.worker.sid,
    };
    const action = { action: 'customer.keep-address', taskSid, customerId: customer.ref.id } as const;
    await store
      .batch()
      .create(ref, { customerId: customer.ref.id, kept })
      .update(customer.ref, change, { lastUpdateTime: customer.updateTime })
      .create(...auditRow(store, ctx, action))
      .commit();
    return { isKept: true, merged: null };
  });
  if (merged !== null) await moveRest(store, merged, deadlineIn(MOVE_MS, ctx.deadline));
  return isKept;
}

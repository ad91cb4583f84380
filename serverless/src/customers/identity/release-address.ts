import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { auditRow } from '../../vendors/firestore/audit';
import { onFirestore } from '../../vendors/firestore/client';
import { collections } from '../../vendors/firestore/collections';
import { retryOnConflict } from '../../vendors/firestore/optimistic';
import { currentCustomer } from '../merge/current-customer';
import { mayUndo } from '../merge/may-undo';
import { undoMerge } from '../merge/undo-merge';
import { byId } from './store';

type Request = RequestOf<'customers/release-address'>;

/**
 * Takes an address away from a customer that it was kept for by mistake (ID-17): from now on it leads to nobody, or to the nameless
 * caller whose history it had brought. Entries recorded since stay with the customer.
 * @throws AppError not_found (it leads to somebody else, or there is no such customer), forbidden (an agent: not their own, or older than 24 hours); UpstreamError
 */
export async function releaseAddress(request: Request, ctx: RequestContext): Promise<ResponseOf<'customers/release-address'>> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const joined = await mergeThatBrought(store, request);
    if (joined === null) await release(store, request, ctx);
    else await undoMerge(store, joined, ctx, (merge) => mayUndo(ctx, merge));
    const found = await byId(store, request.customerId);
    if (found === null) throw gone();
    return { customer: found.customer };
  });
}

/** Where the address came with the history of a caller whom nobody had named, that merge is what was kept by mistake. */
async function mergeThatBrought(
  store: Firestore,
  { customerId, identity, taskSid }: Request,
): Promise<{ mergedId: string; customerId: string; taskSid: string | null } | null> {
  const merges = collections.merges(store).where('winnerId', '==', customerId);
  const { docs } = await merges.where('identities', 'array-contains', identityKey(identity)).get();
  const nameless = docs.find((doc) => doc.data().loser.name === null);
  return nameless === undefined ? null : { mergedId: nameless.id, customerId, taskSid: taskSid ?? null };
}

async function release(store: Firestore, { customerId, identity, taskSid }: Request, ctx: RequestContext): Promise<void> {
  const ref = collections.identities(store).doc(identityKey(identity));
  await retryOnConflict(async () => {
    const [snapshot, customer] = await Promise.all([ref.get(), currentCustomer(store, customerId)]);
    const known = snapshot.data();
    // A repeat whose first answer was lost: it leads to nobody, as asked
    if (known === undefined || snapshot.updateTime === undefined) return;
    const owner = await currentCustomer(store, known.customerId);
    if (customer === null || owner?.ref.id !== customer.ref.id) throw gone();
    if (!mayUndo(ctx, known.kept)) throw new AppError('forbidden', 'Only a supervisor may take this address away');
    const change = {
      ...(identity.kind === 'phone' ? { phones: FieldValue.arrayRemove(identity.value) } : {}),
      ...(identity.kind === 'email' && customer.document.email?.toLowerCase() === identity.value ? { email: null } : {}),
      updatedAt: FieldValue.serverTimestamp(),
      updatedBy: ctx.worker.sid,
    };
    await store
      .batch()
      .delete(ref, { lastUpdateTime: snapshot.updateTime })
      .update(customer.ref, change, { lastUpdateTime: customer.updateTime })
      .create(
        ...auditRow(store, ctx, { action: 'customer.release-address', taskSid: taskSid ?? null, customerId: customer.ref.id }),
      )
      .commit();
  });
}

const gone = (): AppError => new AppError('not_found', 'This address no longer leads to this customer');

import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { onFirestore } from '../../vendors/firestore/client';
import { collections } from '../../vendors/firestore/collections';
import { identityIn } from '../identity/documents';
import { byId } from '../identity/store';

const MOST = 200;

/**
 * What leads to a customer, for who takes it apart (ID-17): its addresses, with who kept them, and the customers merged into it.
 * @throws AppError not_found; UpstreamError
 */
export async function joined(
  request: RequestOf<'customers/joined'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/joined'>> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const found = await byId(store, request.customerId);
    if (found === null) throw new AppError('not_found', 'This customer no longer exists: search again');
    const { customerId } = found.customer;
    const [identities, merges] = await Promise.all([
      collections.identities(store).where('customerId', '==', customerId).limit(MOST).get(),
      collections.merges(store).where('winnerId', '==', customerId).limit(MOST).get(),
    ]);
    return {
      customer: found.customer,
      addresses: identities.docs.flatMap((doc) => {
        const identity = identityIn(doc.id);
        const { kept } = doc.data();
        if (identity === null) return [];
        return [{ identity, kept: kept === undefined ? null : { by: kept.by, at: kept.at.toDate().toISOString() } }];
      }),
      merges: merges.docs
        .map((doc) => ({ mergedId: doc.id, ...doc.data() }))
        .sort((a, b) => b.at.toMillis() - a.at.toMillis())
        .map(({ mergedId, loser, at, by }) => ({ mergedId, name: loser.name, at: at.toDate().toISOString(), by })),
    };
  });
}

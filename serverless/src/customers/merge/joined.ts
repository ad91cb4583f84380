import { formatPhone } from '@interaction-history/shared/src/caller/phone';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { onFirestore } from '../../vendors/firestore/client';
import { collections } from '../../vendors/firestore/collections';
import type { JoinedFields } from '../../vendors/firestore/documents';
import { workerNames } from '../../vendors/taskrouter/worker-names';
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
    const addresses = identities.docs.flatMap((doc) => {
      const identity = identityIn(doc.id);
      return identity === null ? [] : [{ identity, kept: doc.data().kept }];
    });
    const newest = merges.docs
      .map((doc) => ({ mergedId: doc.id, ...doc.data() }))
      .sort((a, b) => b.at.toMillis() - a.at.toMillis());
    const people = [...addresses.flatMap(({ kept }) => kept?.by ?? []), ...newest.map(({ by }) => by)];
    const names = await workerNames(
      people.map(({ sid }) => sid),
      ctx,
    );
    const named = ({ sid, name }: (typeof people)[number]) => ({ sid, name: names.get(sid) ?? name });
    return {
      customer: found.customer,
      addresses: addresses.map(({ identity, kept }) => ({
        identity,
        kept: kept === undefined ? null : { by: named(kept.by), at: kept.at.toDate().toISOString() },
      })),
      merges: newest.map(({ mergedId, loser, at, by }) => ({
        mergedId,
        name: nameOf(loser),
        at: at.toDate().toISOString(),
        by: named(by),
      })),
    };
  });
}

/** How a customer was called before the merge; a caller whom nobody had named by their number or address. */
const nameOf = ({ name, company, phones: [phone], email }: JoinedFields): string | null =>
  name ?? company ?? (phone === undefined ? email : formatPhone(phone));

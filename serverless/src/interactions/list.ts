import { classify } from '@interaction-history/shared/src/caller/identity';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { Firestore } from 'firebase-admin/firestore';
import { identityFor } from '../customers/identity/identity-for';
import { recordKeys } from '../customers/identity/documents';
import { byId, byIdentity, type Stored } from '../customers/identity/store';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { readCursor, writeCursor } from './cursor';
import { historyQuery, readPage } from './history-query';

type Request = RequestOf<'interactions/list'>;

/**
 * A page of a customer's history, newest first (IH-1, IH-2). Reads as many entries as the page holds, however many are stored: the
 * total stands on the customer, the cursor is a place in the index, not a count, and filters by reason and channel have indexes
 * of their own. Only a text makes it read more, up to a bound.
 */
export async function list(request: Request, ctx: RequestContext): Promise<ResponseOf<'interactions/list'>> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const owner = await historyOwner(store, request, ctx.config);
    if (owner === null) return { customer: null, interactions: [], total: 0, nextCursor: null, complete: true, scannedTo: null };
    const filter = request.filter ?? {};
    let query = historyQuery(store, owner.customer.customerId, filter);
    if (request.cursor !== undefined) query = query.startAfter(...readCursor(request.cursor));
    const { next, ...page } = await readPage(query, request.limit ?? ctx.config.maxRecordsPresented, filter.text);
    const nextCursor = next === null ? null : writeCursor(next.data().occurredAt, next.id);
    return { customer: owner.customer, total: await totalOf(store, owner, ctx.config), nextCursor, ...page };
  });
}

/** What stands on the customer counts what was recorded: once entries expire, those that are left are counted by their index (PR-5). */
async function totalOf(store: Firestore, owner: Stored, { retention }: RequestContext['config']): Promise<number> {
  if (retention.months.interactions === 0) return owner.interactionCount;
  const ofOwner = collections.interactions(store).where('customerId', '==', owner.customer.customerId);
  return (await ofOwner.count().get()).data().count;
}

/**
 * The customer named by id, by an outside record, or by the caller's address. A record that was never linked has the history of an
 * address named beside it, as long as that is nobody else's: linking the record will join them.
 */
async function historyOwner(store: Firestore, request: Request, config: RequestContext['config']): Promise<Stored | null> {
  if (request.customerId !== undefined) return byId(store, request.customerId);
  const { contactId, accountId } = request;
  if (contactId === undefined && accountId === undefined) return addressOwner(store, request, config);
  const key = contactId === undefined ? recordKeys.account(accountId ?? '') : recordKeys.contact(contactId);
  const [ofRecord, ofAddress] = await Promise.all([byIdentity(store, key), addressOwner(store, request, config)]);
  return ofRecord ?? (ofAddress !== null && isNameless(ofAddress) ? ofAddress : null);
}

const isNameless = ({ customer: { name, company, accountNumber } }: Stored): boolean => !name && !company && !accountNumber;

/** A withheld address is nobody's. */
async function addressOwner(store: Firestore, request: Request, config: RequestContext['config']): Promise<Stored | null> {
  if (request.address === undefined) return null;
  const identity = identityFor(classify(request.address, request.channel), config);
  return identity.kind === 'withheld' ? null : byIdentity(store, identityKey(identity));
}

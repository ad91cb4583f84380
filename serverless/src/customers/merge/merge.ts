import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { onFirestore } from '../../vendors/firestore/client';
import { mergeCustomers } from './merge-customers';
import { byId } from '../identity/store';

/**
 * Two customers that turned out to be one (ID-14), for supervisors. From the first call on everything leads to the one that is
 * kept; `done` says whether the whole history has followed.
 * @throws AppError invalid_request (the same customer twice), not_found, conflict; UpstreamError
 */
export async function merge(request: RequestOf<'customers/merge'>, ctx: RequestContext): Promise<ResponseOf<'customers/merge'>> {
  const { customerId, duplicateId } = request;
  if (customerId === duplicateId) {
    throw new AppError('invalid_request', 'Name two customers', { fields: { duplicateId: { code: 'duplicate' } } });
  }
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const progress = await mergeCustomers(store, { loserId: duplicateId, winnerId: customerId }, ctx);
    const kept = await byId(store, customerId);
    if (kept === null) throw new AppError('not_found', 'This customer no longer exists: search again');
    return { customer: kept.customer, ...progress };
  });
}

import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { onFirestore } from '../../vendors/firestore/client';
import { byId } from '../identity/store';
import { mayUndo } from './may-undo';
import { undoMerge } from './undo-merge';

/**
 * Takes two customers apart that were made one by mistake (ID-17); `done` says whether the whole history has followed.
 * @throws AppError not_found, conflict (merged into another since), forbidden (an agent: not their own, or older than 24 hours); UpstreamError
 */
export async function split(request: RequestOf<'customers/split'>, ctx: RequestContext): Promise<ResponseOf<'customers/split'>> {
  const { customerId, mergedId, taskSid = null } = request;
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const progress = await undoMerge(store, { customerId, mergedId, taskSid }, ctx, (merge) => mayUndo(ctx, merge));
    const [kept, restored] = await Promise.all([byId(store, customerId), byId(store, mergedId)]);
    if (kept === null || restored === null) throw new AppError('not_found', 'This customer no longer exists: search again');
    return { customer: kept.customer, restored: restored.customer, ...progress };
  });
}

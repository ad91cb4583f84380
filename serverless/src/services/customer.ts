import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { possible } from '@interaction-history/shared/src/services/possible';
import type { RequestContext } from '../context';
import { byId } from '../customers/identity/store';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { collections, getAll } from '../vendors/firestore/collections';
import type { SalesforceClient } from '../vendors/salesforce/client';
import type { ServiceRows } from '../vendors/salesforce/services/read-rows';
import { standingOf, toServices } from '../vendors/salesforce/services/services-view';
import { isDecision } from './decisions';

/** Whose services: the account they are on; null where the customer isn't in Salesforce. @throws AppError not_found; UpstreamError */
export async function accountOf(
  customerId: string,
  ctx: RequestContext,
): Promise<{ accountId: string; contactId: string | null } | null> {
  const found = await onFirestore(ctx.deadline, async () => byId(await ctx.clients.firestore(), customerId));
  if (found === null) throw new AppError('not_found', 'This customer no longer exists: search again');
  const { accountId, contactId } = found.customer.salesforce ?? {};
  return typeof accountId === 'string' ? { accountId, contactId: contactId ?? null } : null;
}

/** The org's rows as this worker sees them: with what they may do now. */
export async function servicesFor(
  rows: ServiceRows,
  client: SalesforceClient,
  { mayDecide }: { mayDecide: boolean },
  ctx: RequestContext,
): Promise<CustomerServices> {
  const { salesforce } = ctx.config;
  if (salesforce === null) throw new AppError('not_found', 'No Salesforce org is configured');
  const read = toServices(rows, salesforce.services, await client.instanceUrl(ctx.deadline));
  const byState = possible(standingOf(read)).filter(
    // an org without orders can't place one
    ({ action }) => (mayDecide || !isDecision(action)) && (read.orders !== null || action !== 'place-order'),
  );
  const approvals = byState.flatMap(({ action, on }) => (action === 'approve-order' && on !== null ? [on] : []));
  const own = approvals.length === 0 ? [] : await placedBySelf(rows, approvals, ctx);
  return {
    status: 'ok',
    ...read,
    possible: byState.filter(({ action, on }) => action !== 'approve-order' || !own.includes(on ?? '')),
  };
}

/** Those of the orders that this worker has placed: somebody else approves them. */
async function placedBySelf(rows: ServiceRows, orderIds: readonly string[], ctx: RequestContext): Promise<string[]> {
  const { requestKey } = ctx.config.salesforce?.services.fields ?? {};
  const orders = (rows.orders ?? []).filter(({ Id }) => orderIds.includes(String(Id)));
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    // an order is placed on a service that is ready, or by itself
    const names = orders.flatMap((order) => [String(order.OpportunityId).slice(0, 15), String(order[requestKey ?? ''])]);
    const refs = names.map((name) => collections.serviceActions(store).doc(`place-order_${name}`));
    const marks = (await getAll(store, refs)).flatMap((one) => one.data()?.mark ?? []);
    const own = marks.filter(({ workerSid }) => workerSid === ctx.worker.sid).map(({ number }) => number);
    return orders.filter(({ OrderNumber }) => own.includes(String(OrderNumber))).map(({ Id }) => String(Id));
  });
}

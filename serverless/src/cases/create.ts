import { attributesFrom } from '@interaction-history/shared/src/insights/insights';
import { OWN_ATTRIBUTES } from '@interaction-history/shared/src/caller/own-attributes';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { byId } from '../customers/identity/store';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { audit } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import { assertAccepted } from '../vendors/taskrouter/ownership';
import { caseFacts } from './case-facts';
import type { AuditRow } from '../vendors/firestore/documents';

/**
 * Opens a case for the customer, filled from the task (ID-12), and puts its number on the task, from where the recording takes
 * it. The same request again finds the case it made: only what failed is done again.
 * @throws AppError forbidden, not_found (task or customer is gone, no Salesforce), conflict (the customer is not in Salesforce);
 *   UpstreamError
 */
export async function createCase(request: RequestOf<'cases/create'>, ctx: RequestContext): Promise<ResponseOf<'cases/create'>> {
  const opening = ctx.clients.salesforce();
  if (opening === null) throw new AppError('not_found', 'No Salesforce org is configured');
  const [task, customer] = await Promise.all([
    ctx.clients.taskrouter.task(request.taskSid, ctx.deadline),
    customerOf(request.customerId, ctx),
    assertAccepted(request.taskSid, ctx),
  ]);
  const { accountId, contactId } = customer.salesforce ?? {};
  if (!accountId && !contactId) {
    throw new AppError('conflict', 'This customer is not in Salesforce: bring the customer in first');
  }
  const noted = async (outcome: NonNullable<AuditRow['outcome']>): Promise<void> =>
    onFirestore(ctx.deadline, async () =>
      audit(await ctx.clients.firestore(), ctx, {
        action: 'case.create',
        taskSid: request.taskSid,
        customerId: customer.customerId,
        outcome,
      }),
    );
  const { openCase } = await import('../vendors/salesforce/open-case');
  await noted('intended');
  const { caseId, caseNumber, url, created } = await openCase(
    await opening,
    {
      key: `${request.taskSid}-${request.requestKey}`,
      accountId: accountId ?? null,
      contactId: contactId ?? null,
      subject: request.subject,
      ...caseFacts(task, request.description, ctx.config.defaultRegion),
    },
    ctx.deadline,
  );
  const patch = {
    ...attributesFrom(ctx.config.insightsMapping, { 'case.number': caseNumber }),
    [OWN_ATTRIBUTES]: { caseNumber, caseUrl: url },
  };
  const [attributes] = await Promise.all([
    ctx.clients.taskrouter.mergeAttributes(request.taskSid, patch, ctx.deadline, task),
    noted(created ? 'created' : 'found'),
  ]);
  return { caseId, caseNumber, url, created, attributes };
}

async function customerOf(customerId: string, ctx: RequestContext): Promise<Customer> {
  const found = await onFirestore(ctx.deadline, async () => byId(await ctx.clients.firestore(), customerId));
  if (found === null) throw new AppError('not_found', 'This customer no longer exists: search again');
  return found.customer;
}

import { callerOf } from '@interaction-history/shared/src/caller/identity';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { onFirestore } from '../../vendors/firestore/client';
import { assertAccepted } from '../../vendors/taskrouter/ownership';
import { writeCustomer } from '../../tasks/customer-attributes';
import { identityFor } from '../identity/identity-for';
import { createCustomer, noteSalesforce } from './create-customer';
import { findElsewhere } from './find-elsewhere';
import type { NewCustomer } from '@interaction-history/shared/src/customers/new-customer';
import { newCustomer } from './new-customer';
import { sourceFailure } from '../lookup/source-failure';

type Response = ResponseOf<'customers/create'>;
/** For noting Salesforce's records and writing the task's attributes. */
const AFTERWARDS_MS = 1_500;
type InSalesforce = Extract<Response, { outcome: 'created' }>['salesforce'];

/**
 * A new customer (ID-10), linked with the task; by configuration registered in Salesforce, too (SA-1). The customer stands
 * before Salesforce is asked: when that fails, the same request again finishes it.
 * @throws AppError invalid_request with every invalid field, forbidden, not_found (no such task); UpstreamError firestore, taskrouter
 */
export async function create(request: RequestOf<'customers/create'>, ctx: RequestContext): Promise<Response> {
  const wanted = newCustomer(request, ctx.config.customerRequiredFields, ctx.config.defaultRegion);
  const [task] = await Promise.all([
    ctx.clients.taskrouter.task(request.taskSid, ctx.deadline),
    assertAccepted(request.taskSid, ctx),
  ]);
  // Asked while our own store is read; a repeat does not wait for it
  const asked = findElsewhere(wanted, ctx);
  // What is wrong with it is told where it is awaited; not awaited, it must not end the process
  asked.catch(() => undefined);
  const made = await onFirestore(ctx.deadline, async () =>
    createCustomer(await ctx.clients.firestore(), wanted, request.taskSid, ctx, () => asked),
  );
  if (made.outcome !== 'created') return made;
  const { customer, salesforce } = await registered(made.customer, wanted, ctx);
  const identity = identityFor(callerOf(task.task_channel_unique_name ?? '', task.attributes).address, ctx.config);
  return { outcome: 'created', customer, salesforce, attributes: await writeCustomer(task, customer, identity, ctx) };
}

async function registered(
  customer: Customer,
  wanted: NewCustomer,
  ctx: RequestContext,
): Promise<{ customer: Customer; salesforce: InSalesforce }> {
  const opening = ctx.config.createInSalesforce ? ctx.clients.salesforce() : null;
  if (opening === null || ctx.config.salesforce === null) return { customer, salesforce: { status: 'off' } };
  const { registrationSource } = ctx.config.salesforce;
  try {
    const { registerCustomer } = await import('../../vendors/salesforce/register-customer');
    const salesforce = await registerCustomer(
      await opening,
      { ...wanted, customerId: customer.customerId, registrationSource },
      // What follows, the task's attributes above all, needs time even when Salesforce has none
      deadlineIn(ctx.deadline.remainingMs() - AFTERWARDS_MS),
    );
    await onFirestore(ctx.deadline, async () => noteSalesforce(await ctx.clients.firestore(), customer.customerId, salesforce));
    return { customer: { ...customer, salesforce }, salesforce: { status: 'ok' } };
  } catch (error) {
    return { customer, salesforce: sourceFailure('salesforce', ctx, error) };
  }
}

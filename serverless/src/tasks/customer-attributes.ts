import { rawAddressOf } from '@interaction-history/shared/src/caller/identity';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import {
  attributesFrom,
  mergeAttributes,
  withoutAttributes,
  type InsightsValues,
} from '@interaction-history/shared/src/insights/insights';
import { OWN_ATTRIBUTES, ownAttributes } from '@interaction-history/shared/src/caller/own-attributes';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { RequestContext } from '../context';
import type { ResponseOf } from '../runtime/context';
import { audit } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import type { Task } from '../vendors/taskrouter/taskrouter';

/**
 * Writes the customer into the task. What an earlier customer of the same task had and this one has not, goes.
 * @throws AppError not_found, conflict; UpstreamError
 */
export async function writeCustomer(
  task: Task,
  customer: Customer,
  identity: Identity,
  ctx: RequestContext,
): Promise<TaskAttributes> {
  const patch = attributesFrom(ctx.config.insightsMapping, insightsValues(customer, identity));
  const change = (attributes: TaskAttributes): TaskAttributes => {
    const own = ownAttributes(attributes);
    const isOther = own.customerId !== null && own.customerId !== customer.customerId;
    const kept = mergeAttributes(isOther ? withoutAttributes(attributes, ownPaths(attributes, ctx)) : attributes, patch);
    const address = own.address ?? rawAddressOf(task.task_channel_unique_name ?? '', attributes);
    return mergeAttributes(kept, { [OWN_ATTRIBUTES]: { customerId: customer.customerId, address } });
  };
  return ctx.clients.taskrouter.changeAttributes(task.sid, change, ctx.deadline, task);
}

/** Takes the customer off the task again: exactly the names that linking writes. */
export async function unlink(task: Task, ctx: RequestContext): Promise<ResponseOf<'tasks/link-customer'>> {
  await onFirestore(ctx.deadline, async () =>
    audit(await ctx.clients.firestore(), ctx, { action: 'customer.unlink', taskSid: task.sid }),
  );
  const change = (attributes: TaskAttributes): TaskAttributes =>
    withoutAttributes(attributes, [...ownPaths(attributes, ctx), `${OWN_ATTRIBUTES}.customerId`, `${OWN_ATTRIBUTES}.address`]);
  const attributes = await ctx.clients.taskrouter.changeAttributes(task.sid, change, ctx.deadline, task);
  return { customer: null, addressKept: false, mayRelease: false, attributes };
}

/** The paths that linking writes into. An e-mail address that the visitor gave stays: it was there before anybody was chosen. */
function ownPaths(attributes: TaskAttributes, ctx: RequestContext): string[] {
  const paths = Object.entries(ctx.config.insightsMapping).flatMap(([path, source]) =>
    source.startsWith('customer.') ? [path] : [],
  );
  const { email } = (attributes.customers ?? {}) as { email?: unknown };
  const { address } = ownAttributes(attributes);
  const isVisitors = typeof email === 'string' && address !== null && email.toLowerCase() === address.toLowerCase();
  return isVisitors ? paths.filter((path) => path !== 'customers.email') : paths;
}

/** Phone and e-mail are those of this contact, not the record's first: Insights joins on them, and a web chat is known by them. */
function insightsValues(customer: Customer, identity: Identity): InsightsValues {
  return {
    'customer.id': customer.customerId,
    'customer.name': customer.name,
    'customer.phone': identity.kind === 'phone' ? identity.value : (customer.phones[0] ?? null),
    'customer.email': identity.kind === 'email' ? identity.value : customer.email,
    'customer.company': customer.company,
    'customer.accountNumber': customer.accountNumber,
    'customer.url': customer.salesforce?.url ?? null,
  };
}

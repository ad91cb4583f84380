import { callerOf, type TaskAttributes } from '@interaction-history/shared/src/identity';
import {
  attributesFrom,
  mergeAttributes,
  withoutAttributes,
  type InsightsValues,
} from '@interaction-history/shared/src/insights';
import type { Identity } from '@interaction-history/shared/src/phone';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Call, ResponseOf } from '../endpoint';
import { audit } from '../firestore/audit';
import { onFirestore } from '../firestore/client';
import type { Task } from '../flex/taskrouter';

/**
 * Writes the customer into the task. What an earlier customer of the same task had and this one has not, goes.
 * @throws AppError not_found, conflict; UpstreamError
 */
export async function writeCustomer(task: Task, customer: Customer, identity: Identity, call: Call): Promise<TaskAttributes> {
  const patch = attributesFrom(call.config.insightsMapping, insightsValues(customer, identity));
  const change = (attributes: TaskAttributes): TaskAttributes =>
    mergeAttributes(
      isLinkedWithOther(attributes, customer.customerId)
        ? withoutAttributes(attributes, ownPaths(task, attributes, call))
        : attributes,
      patch,
    );
  return call.clients.taskrouter.changeAttributes(task.sid, change, call.budget, task);
}

/** Takes the customer off the task again: exactly the names that linking writes. */
export async function unlink(task: Task, call: Call): Promise<ResponseOf<'tasks/link-customer'>> {
  await onFirestore(call.budget, async () =>
    audit(await call.clients.firestore(), call, { action: 'customer.unlink', taskSid: task.sid }),
  );
  const change = (attributes: TaskAttributes): TaskAttributes => withoutAttributes(attributes, ownPaths(task, attributes, call));
  const attributes = await call.clients.taskrouter.changeAttributes(task.sid, change, call.budget, task);
  return { customer: null, addressKept: false, attributes };
}

/** The paths that linking writes. A web chat may have its caller's address in `customers.email` alone: that one stays. */
function ownPaths(task: Task, attributes: TaskAttributes, call: Call): string[] {
  const paths = Object.entries(call.config.insightsMapping).flatMap(([path, source]) =>
    source.startsWith('customer.') ? [path] : [],
  );
  const channel = task.task_channel_unique_name ?? '';
  const address = (of: TaskAttributes): string => JSON.stringify(callerOf(channel, of).address);
  const isAddress = address(attributes) !== address(withoutAttributes(attributes, ['customers.email']));
  return isAddress ? paths.filter((path) => path !== 'customers.email') : paths;
}

function isLinkedWithOther({ customers }: TaskAttributes, customerId: string): boolean {
  const { external_id: linked } = (typeof customers === 'object' && customers !== null ? customers : {}) as {
    external_id?: unknown;
  };
  return typeof linked === 'string' && linked !== customerId;
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

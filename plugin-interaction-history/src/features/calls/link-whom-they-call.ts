import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Lifetime } from '../../state/lifetime';
import type { Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { CustomerStore } from '../customer/customer-store';

/**
 * A call that the agent began from a customer's number is linked with them once, as soon as it is theirs: the server checks and keeps
 * it like any other choice, and the agent can change it (IH-6).
 */
export function linkWhomTheyCall(
  task: Store<AgentTask>,
  customer: Pick<CustomerStore, 'store' | 'choose'>,
  lifetime: Lifetime,
): void {
  let isDone = false;
  const link = (): void => {
    const { callingCustomerId, phase } = task.get();
    if (isDone || callingCustomerId === null || phase === 'ringing') return;
    isDone = true;
    if (customer.store.get().link.phase === 'none') void customer.choose({ from: 'stored', customer: unread(callingCustomerId) });
  };
  lifetime.follow(task, link);
  link();
}

/** All that is known of them until the server has answered. */
const unread = (customerId: string): Customer => ({
  ...{ customerId, name: null, company: null, accountNumber: null, email: null, phones: [], salesforce: null },
  updatedAt: new Date(0).toISOString(),
});

import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type {
  CustomerServices,
  RunResponse,
  ServicesResponse,
  WantedAction,
} from '@interaction-history/shared/src/contract/services';
import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { PERSONAS } from '@interaction-history/sandbox/src/personas';
import type { Invoked } from '@interaction-history/sandbox/src/invoke';
import { handler as lookup } from '../../../functions/customers/lookup';
import { handler as ofCustomer } from '../../../functions/services/of-customer';
import { handler as run } from '../../../functions/services/run';
import { handler as linkCustomer } from '../../../functions/tasks/link-customer';
import type { TestEnvironment } from '../../testing/environment';

/** A persona on the line, linked, with their account in Salesforce. */
export interface Caller {
  taskSid: string;
  reservationSid: string;
  customer: Customer;
  accountId: string;
  /** What the tab would show; of somebody else when named. */
  services(person?: string): Promise<CustomerServices>;
  run(action: WantedAction, options?: { person?: string; requestKey?: string }): Promise<Invoked>;
}

let keys = 0;

/** The persona calls Ada; their customer is linked with the task. */
export async function callFrom(centre: TestEnvironment, persona: string, agent = 'ada'): Promise<Caller> {
  const { address } = PERSONAS.find(({ id }) => id === persona) ?? {};
  const { taskSid, reservationSid } = centre.twilio.phone.ring(persona, agent);
  centre.twilio.phone.accept(taskSid);
  const { salesforce } = (await centre.as(agent)(lookup, { address: String(address) })).body as LookupResponse;
  const found = salesforce.status === 'ok' ? salesforce.matches[0]?.salesforce : null;
  const record = JSON.stringify({ source: 'salesforce', contactId: found?.contactId, accountId: null });
  const linked = (await centre.as(agent)(linkCustomer, { taskSid, record })).body as LinkCustomerResponse;
  const customer = linked.customer as Customer;
  /** Whoever acts has accepted a task of this caller (TR-1). */
  const tasks = new Map([[agent, taskSid]]);
  const taskOf = (person: string): string => {
    const known = tasks.get(person);
    if (known !== undefined) return known;
    const rung = centre.twilio.phone.ring(persona, person);
    centre.twilio.phone.accept(rung.taskSid);
    tasks.set(person, rung.taskSid);
    return rung.taskSid;
  };
  return {
    taskSid,
    reservationSid,
    customer,
    accountId: String(customer.salesforce?.accountId),
    services: async (person = agent) => {
      const answer = await centre.as(person)(ofCustomer, { taskSid: taskOf(person), customerId: customer.customerId });
      return answer.body as Extract<ServicesResponse, { status: 'ok' }>;
    },
    run: (action, { person = agent, requestKey = `form-${String(keys++).padStart(6, '0')}` } = {}) =>
      centre.as(person)(run, {
        taskSid: taskOf(person),
        customerId: customer.customerId,
        requestKey,
        action: JSON.stringify(action),
      }),
  };
}

export const outcome = ({ body }: Invoked): RunResponse => body as RunResponse;

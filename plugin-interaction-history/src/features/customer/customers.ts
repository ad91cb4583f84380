import type { ChosenRecord, Customer } from '@interaction-history/shared/src/contract/customers';
import { ApiError, asApiError } from '../../api/api-error';
import type { ApiCall, CallOptions } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import * as rules from './customer-state';
import type { Candidate, CustomerState } from './customer-state';

/** Who is calling, for each reservation: the look-up, the choice and the link with the task. */
export interface Customers {
  of(task: AgentTask): Store<CustomerState>;
  /** Starts the look-up, once for each reservation (ID-3). */
  arrive(task: AgentTask): void;
  retry(task: AgentTask): Promise<void>;
  reject(task: AgentTask): void;
  reconsider(task: AgentTask): void;
  /** Links a candidate with the task. Resolves with the customer, or null when that failed; the state says why. */
  choose(task: AgentTask, candidate: Candidate, options?: CallOptions): Promise<Customer | null>;
  /** What became of a customer chosen before a reload or by a colleague before a transfer. */
  restored(task: AgentTask, customer: Customer | null): void;
  leave(reservationSid: string): void;
}

export function createCustomers(api: ApiCall): Customers {
  const stores = new Map<string, Store<CustomerState>>();
  const started = new Set<string>();
  const flights = new Map<string, Promise<void>>();
  const links = new Map<string, Promise<Customer | null>>();

  const of = (task: AgentTask): Store<CustomerState> => {
    const known = stores.get(task.reservationSid);
    if (known) return known;
    const made = createStore(rules.initialCustomer(task.caller.kind === 'withheld', task.linkedCustomerId));
    stores.set(task.reservationSid, made);
    return made;
  };

  const lookUp = async (task: AgentTask, store: Store<CustomerState>): Promise<void> => {
    try {
      const answer = await api('customers/lookup', {
        address: wireAddress(task.caller),
        channel: task.channel,
        taskSid: task.taskSid,
      });
      store.set(rules.answered(store.get(), answer));
    } catch (thrown) {
      const state = store.get();
      // a retry that fails as a whole leaves what was known
      const lookup =
        state.lookup.phase === 'done'
          ? { ...state.lookup, retrying: false }
          : { phase: 'failed' as const, error: asApiError(thrown) };
      store.set({ ...state, lookup });
    }
  };

  const fly = (task: AgentTask): Promise<void> => {
    const flying = flights.get(task.reservationSid);
    if (flying) return flying;
    const flight = lookUp(task, of(task)).finally(() => flights.delete(task.reservationSid));
    flights.set(task.reservationSid, flight);
    return flight;
  };

  const linkRecord = async (task: AgentTask, record: ChosenRecord, options?: CallOptions): Promise<Customer> => {
    const { customer } = await api('tasks/link-customer', { taskSid: task.taskSid, record }, options);
    return linkedCustomer(customer);
  };

  /** The server reads the record again; where its source has gone down since, the customer stored for the same record serves (ID-13). */
  const link = async (task: AgentTask, candidate: Candidate, options?: CallOptions): Promise<Customer> => {
    const known = rules.storedCustomer(of(task).get());
    const isKnown = candidate.from === 'match' && known !== null && rules.isSame(candidate.match, known);
    try {
      return await linkRecord(task, rules.recordOf(candidate), options);
    } catch (thrown) {
      const { code } = asApiError(thrown);
      if (!isKnown || (code !== 'upstream_unavailable' && code !== 'deadline_exceeded')) throw thrown;
      return linkRecord(task, { source: 'stored', customerId: known.customerId }, options);
    }
  };

  const chooseOnce = async (task: AgentTask, candidate: Candidate, options?: CallOptions): Promise<Customer | null> => {
    const store = of(task);
    store.set({ ...store.get(), link: { phase: 'linking', candidate } });
    try {
      const customer = await link(task, candidate, options);
      const match = candidate.from === 'match' ? candidate.match : rules.matchOf(store.get(), customer);
      store.set({ ...store.get(), link: { phase: 'linked', customer, match }, changing: null });
      return customer;
    } catch (thrown) {
      store.set({ ...store.get(), link: { phase: 'failed', candidate, error: asApiError(thrown) } });
      return null;
    }
  };

  return {
    of,
    arrive(task) {
      if (started.has(task.reservationSid)) return;
      started.add(task.reservationSid);
      if (of(task).get().lookup.phase === 'loading') void fly(task);
    },
    retry(task) {
      const store = of(task);
      const { lookup } = store.get();
      if (lookup.phase === 'withheld') return Promise.resolve();
      store.set({ ...store.get(), lookup: lookup.phase === 'done' ? { ...lookup, retrying: true } : { phase: 'loading' } });
      return fly(task);
    },
    reject: (task) => of(task).set(rules.reject(of(task).get())),
    reconsider: (task) => of(task).set(rules.reconsider(of(task).get())),
    choose(task, candidate, options) {
      const flying = links.get(task.reservationSid);
      if (flying) return flying;
      const flight = chooseOnce(task, candidate, options).finally(() => links.delete(task.reservationSid));
      links.set(task.reservationSid, flight);
      return flight;
    },
    restored(task, customer) {
      const store = of(task);
      const { link } = store.get();
      if (link.phase !== 'restoring') return;
      const isOurs = customer !== null && customer.customerId === link.customerId;
      store.set({ ...store.get(), link: isOurs ? { phase: 'linked', customer, match: null } : { phase: 'none' } });
    },
    leave(reservationSid) {
      stores.delete(reservationSid);
      started.delete(reservationSid);
    },
  };
}

/** The customer of a link's answer; none is answered to unlinking alone, which nobody asked for here. @throws ApiError */
export function linkedCustomer(customer: Customer | null): Customer {
  if (customer === null) throw new ApiError({ code: 'unreadable', message: 'linked, yet without a customer', retryable: true });
  return customer;
}

import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import * as rules from './customer-state';
import type { CustomerState } from './customer-state';
import { createLinking, type Linking } from './linking';

/** Who is calling, for each reservation: the look-up, the choice and the link with the task. */
export interface Customers extends Linking {
  of(task: AgentTask): Store<CustomerState>;
  /** Starts the look-up, once for each reservation (ID-3). */
  arrive(task: AgentTask): void;
  retry(task: AgentTask): Promise<void>;
  /** "Not this customer". After "Change" it may mean that the linked one is wrong: then the task is unlinked. */
  reject(task: AgentTask): void;
  reconsider(task: AgentTask): void;
  /** "Keep", after "Change". */
  keepLinked(task: AgentTask): void;
  /** A customer the server has made and linked in one step. `note`: what of it failed. */
  adopt(task: AgentTask, customer: Customer, note: ApiError | null): void;
  /** What became of a customer chosen before a reload or by a colleague before a transfer; after a merge it has another id. */
  restored(task: AgentTask, askedId: string, customer: Customer | null): void;
  /** That customer could not be read: still the task's, and read again with the history. */
  notRestored(task: AgentTask, askedId: string, error: ApiError): void;
}

export function createCustomers(api: ApiCall): Customers {
  const stores = new Map<string, Store<CustomerState>>();
  const started = new Set<string>();
  const flights = new Map<string, Promise<void>>();

  const of = (task: AgentTask): Store<CustomerState> => {
    const known = stores.get(task.reservationSid);
    if (known) return known;
    const made = createStore(rules.initialCustomer(task.caller.kind === 'withheld', task.linkedCustomerId));
    stores.set(task.reservationSid, made);
    return made;
  };
  const linking = createLinking(api, of);

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
          : { phase: 'failed' as const, error: asApiError(thrown), retrying: false };
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

  return {
    ...linking,
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
      if (lookup.phase !== 'loading') store.set({ ...store.get(), lookup: { ...lookup, retrying: true } });
      return fly(task);
    },
    reject(task) {
      const store = of(task);
      const before = store.get();
      const after = rules.reject(before);
      const { rejected } = after;
      store.set(after);
      if (!rules.rejectsLinked(before, after)) return;
      void linking.unlink(task);
      // what the other source has may still be the caller
      store.set({ ...store.get(), rejected });
    },
    reconsider: (task) => of(task).set(rules.reconsider(of(task).get())),
    keepLinked: (task) => of(task).set(rules.keepLinked(of(task).get())),
    adopt(task, customer, note) {
      const store = of(task);
      const { caller } = task;
      const isTheirs =
        caller.kind === 'withheld' ||
        (caller.kind === 'phone' && customer.phones.includes(caller.value)) ||
        (caller.kind === 'email' && customer.email?.toLowerCase() === caller.value.toLowerCase());
      const address = isTheirs ? 'none' : 'ask';
      store.set({
        ...store.get(),
        link: { phase: 'linked', customer, match: null, address, note },
        rejected: [],
        changing: null,
      });
    },
    restored(task, askedId, customer) {
      const store = of(task);
      const { link } = store.get();
      if (link.phase !== 'restoring' || link.customerId !== askedId) return;
      store.set({
        ...store.get(),
        link: customer !== null ? { phase: 'linked', customer, match: null, address: 'none', note: null } : { phase: 'none' },
      });
    },
    notRestored(task, askedId, error) {
      const store = of(task);
      const { link } = store.get();
      if (link.phase === 'restoring' && link.customerId === askedId) store.set({ ...store.get(), link: { ...link, error } });
    },
    leave(reservationSid) {
      stores.delete(reservationSid);
      started.delete(reservationSid);
      linking.leave(reservationSid);
    },
  };
}

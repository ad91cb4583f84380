import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { singleFlight } from '../../state/single-flight';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import { reject, rejectsLinked } from './candidates';
import * as rules from './customer-state';
import type { CustomerState } from './customer-state';
import type { Lifetime } from '../../state/lifetime';
import { whileVisible } from '../../state/poll';
import { timings } from '../../state/timings';
import { createLinking, type Linking } from './linking';

/** Who is calling: the look-up, the choice and the link with the task. */
export interface CustomerStore extends Linking {
  store: Store<CustomerState>;
  /** Starts the look-up (ID-3). */
  start(): void;
  retry(): Promise<void>;
  /** "Not this customer". After "Change" it may mean that the linked one is wrong: then the task is unlinked. */
  reject: () => void;
  reconsider: () => void;
  /** "Keep", after "Change". */
  keepLinked: () => void;
  /** A customer the server has created and linked in one step. `note`: what of it failed. */
  adopt(customer: Customer, note: ApiError | null): void;
  /** What became of a customer chosen before a reload or by a colleague before a transfer; after a merge it has another id. */
  restored(askedId: string, customer: Customer | null): void;
  /** That customer could not be read: still the task's, and read again with the history. */
  notRestored(askedId: string, error: ApiError): void;
}

/**
 * @param arrive applies an answer: where the focus stood in what it replaces, it is put back
 * @param lifetime while it lasts, and somebody looks, sources that failed are asked again quietly (ID-13)
 */
export function createCustomerStore(about: {
  api: ApiCall;
  task: Store<AgentTask>;
  lifetime: Lifetime;
  arrive: (apply: () => void) => void;
}): CustomerStore {
  const { api, task, lifetime, arrive } = about;
  const { caller, linkedCustomerId } = task.get();
  const store = createStore(rules.initialCustomer(caller.kind === 'withheld', linkedCustomerId));
  const linking = createLinking({ api, task, store });

  /** Each section in a request of its own: none waits for a slower one (ID-13). */
  const lookUp = singleFlight(async () => {
    const asked = rules.unanswered(store.get());
    const failures = await Promise.all(asked.map(ask));
    const error = failures.find((failure) => failure !== null);
    if (error) arrive(() => store.set(rules.unreached(store.get(), error)));
  });
  const ask = async (section: rules.SectionName): Promise<ApiError | null> => {
    const { channel, taskSid } = task.get();
    try {
      const answer = await api('customers/lookup', { address: wireAddress(caller), channel, taskSid, section });
      arrive(() => store.set(rules.answered(store.get(), section, answer)));
      return null;
    } catch (thrown) {
      return asApiError(thrown);
    }
  };

  return {
    ...linking,
    store,
    start() {
      if (store.get().lookup.phase !== 'loading') return;
      void lookUp();
      const again = (): void => void (rules.isUnreached(store.get()) && lookUp());
      lifetime.onEnd(whileVisible(timings.retrySources, again));
    },
    retry() {
      const { lookup } = store.get();
      if (lookup.phase === 'withheld') return Promise.resolve();
      if (lookup.phase !== 'loading') store.set({ ...store.get(), lookup: { ...lookup, retrying: true } });
      return lookUp();
    },
    reject() {
      const before = store.get();
      const after = reject(before);
      const { rejected } = after;
      store.set(after);
      if (!rejectsLinked(before, after)) return;
      void linking.unlink();
      // what the other source has may still be the caller
      store.set({ ...store.get(), rejected });
    },
    reconsider: () => store.set(rules.reconsider(store.get())),
    keepLinked: () => store.set(rules.keepLinked(store.get())),
    adopt(customer, note) {
      const { kind, value } = rules.identityIn(store.get(), caller);
      const isTheirs =
        kind === 'withheld' ||
        (kind === 'phone' && customer.phones.includes(value)) ||
        (kind === 'email' && customer.email?.toLowerCase() === value.toLowerCase());
      const address = isTheirs ? 'none' : 'ask';
      store.set({
        ...store.get(),
        link: { phase: 'linked', customer, match: null, address, note },
        rejected: [],
        changing: null,
      });
    },
    restored(askedId, customer) {
      const { link } = store.get();
      if (link.phase !== 'restoring' || link.customerId !== askedId) return;
      store.set({
        ...store.get(),
        link: customer !== null ? { phase: 'linked', customer, match: null, address: 'none', note: null } : { phase: 'none' },
      });
    },
    notRestored(askedId, error) {
      const { link } = store.get();
      if (link.phase === 'restoring' && link.customerId === askedId) store.set({ ...store.get(), link: { ...link, error } });
    },
  };
}

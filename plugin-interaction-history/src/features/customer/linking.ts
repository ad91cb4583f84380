import type { ChosenRecord, Customer } from '@interaction-history/shared/src/contract/customers';
import { ApiError, asApiError } from '../../api/api-error';
import type { ApiCall, CallOptions, ResponseOf } from '../../api/client';
import type { Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { AddressQuestion, CustomerState, Link } from './customer-state';
import * as rules from './customer-state';
import { matchOf, storedCustomer } from './candidates';
import { isSame, recordOf, type Candidate } from './records';

/** The link between a task and a customer: made, removed, and the question whose address the caller's is. */
export interface Linking {
  /** Links a candidate to the task. Resolves with the customer, or null when that failed; the state says why. */
  choose(candidate: Candidate, options?: CallOptions): Promise<Customer | null>;
  /** Removes `customers.*` from the task. Resolves with whether that worked; the state says why not. */
  unlink(options?: CallOptions): Promise<boolean>;
  /** The answer to "Add +1 … to Ana's phone numbers?" (ID-14). */
  keepAddress(keep: boolean): Promise<void>;
  /** Takes back what the agent kept: the question stands again (ID-17). */
  releaseAddress(): Promise<void>;
}

type Answer = ResponseOf<'tasks/link-customer'>;

interface With {
  api: ApiCall;
  task: Store<AgentTask>;
  store: Store<CustomerState>;
}

export function createLinking({ api, task, store }: With): Linking {
  /** One after the other: the agent's last word must be the task's last state. */
  let queue: Promise<unknown> = Promise.resolve();
  let inFlight: { candidate: Candidate; answer: Promise<Customer | null> } | null = null;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const identity = (): ReturnType<typeof rules.identityIn> => rules.identityIn(store.get(), task.get().caller);
  const settle = (customerId: string, address: AddressQuestion): void => {
    const { link: now } = store.get();
    // another customer may have been chosen since: the question was about this one
    if (now.phase === 'linked' && now.customer.customerId === customerId)
      store.set({ ...store.get(), link: { ...now, address } });
  };

  const linkRecord = (record: ChosenRecord, options?: CallOptions): Promise<Answer> =>
    api('tasks/link-customer', { taskSid: task.get().taskSid, record }, options);

  /** The server reads the record again; where its source has gone down since, the customer stored for the same record serves (ID-13). */
  const link = async (candidate: Candidate, options?: CallOptions): Promise<Answer> => {
    const known = storedCustomer(store.get());
    const isKnown = candidate.from === 'match' && known !== null && isSame(candidate.match, known);
    try {
      return await linkRecord(recordOf(candidate), options);
    } catch (thrown) {
      const { code } = asApiError(thrown);
      if (!isKnown || (code !== 'upstream_unavailable' && code !== 'deadline_exceeded')) throw thrown;
      return linkRecord({ source: 'stored', customerId: known.customerId }, options);
    }
  };

  const chooseNow = async (candidate: Candidate, options?: CallOptions): Promise<Customer | null> => {
    const set = (link: Link): void => store.set({ ...store.get(), link });
    set({ phase: 'linking', candidate });
    try {
      const answer = await link(candidate, options);
      const customer = linkedCustomer(answer.customer);
      const match = candidate.from === 'match' ? candidate.match : matchOf(store.get(), customer);
      const isAsked = !answer.addressKept && identity().kind !== 'withheld';
      const address: AddressQuestion = isAsked ? 'ask' : answer.mayRelease ? 'kept' : 'none';
      store.set({
        ...store.get(),
        link: { phase: 'linked', customer, match, address, note: null },
        rejected: [],
        changing: null,
      });
      return customer;
    } catch (thrown) {
      set({ phase: 'failed', candidate, error: asApiError(thrown) });
      return null;
    }
  };

  return {
    choose(candidate, options) {
      if (inFlight !== null && isSameRecord(inFlight.candidate, candidate)) return inFlight.answer;
      const answer = inTurn(() => chooseNow(candidate, options)).finally(() => {
        if (inFlight?.answer === answer) inFlight = null;
      });
      inFlight = { candidate, answer };
      return answer;
    },
    unlink(options) {
      store.set(rules.unlinking(store.get()));
      return inTurn(async () => {
        try {
          await api('tasks/link-customer', { taskSid: task.get().taskSid, record: null }, options);
          const { link: now } = store.get();
          store.set({ ...store.get(), changing: null, link: now.phase === 'unlinking' ? { phase: 'none' } : now });
          return true;
        } catch (thrown) {
          const { link: now } = store.get();
          if (now.phase === 'unlinking')
            store.set({ ...store.get(), link: { phase: 'unlink-failed', error: asApiError(thrown) } });
          return false;
        }
      });
    },
    async releaseAddress() {
      const { link: before } = store.get();
      if (before.phase !== 'linked' || (before.address !== 'kept' && before.address !== 'release-failed')) return;
      const { customerId } = before.customer;
      settle(customerId, 'releasing');
      await inTurn(async () => {
        try {
          const { kind, value } = identity();
          await api('customers/release-address', { customerId, identity: { kind, value }, taskSid: task.get().taskSid });
          settle(customerId, 'ask');
        } catch {
          settle(customerId, 'release-failed');
        }
      });
    },
    async keepAddress(keep) {
      const { link: before } = store.get();
      if (before.phase !== 'linked' || (before.address !== 'ask' && before.address !== 'failed')) return;
      const { customerId } = before.customer;
      if (!keep) return settle(customerId, 'none');
      settle(customerId, 'keeping');
      await inTurn(async () => {
        try {
          const record = { source: 'stored', customerId } as const;
          const answer = await api('tasks/link-customer', { taskSid: task.get().taskSid, record, keepAddress: true });
          settle(customerId, answer.addressKept ? 'kept' : 'failed');
        } catch {
          // the question stays where it was asked, with the way to answer it again
          settle(customerId, 'failed');
        }
      });
    },
  };
}

const isSameRecord = (a: Candidate, b: Candidate): boolean => JSON.stringify(recordOf(a)) === JSON.stringify(recordOf(b));

/** The customer of a link's answer; only unlinking is answered with none. @throws ApiError */
export function linkedCustomer(customer: Customer | null): Customer {
  if (customer === null) throw new ApiError({ code: 'unreadable', message: 'linked, yet without a customer', retryable: true });
  return customer;
}

import type { ChosenRecord, Customer } from '@interaction-history/shared/src/contract/customers';
import { ApiError, asApiError } from '../../api/api-error';
import type { ApiCall, CallOptions, ResponseOf } from '../../api/client';
import type { Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { AddressQuestion, CustomerState, Link } from './customer-state';
import * as rules from './customer-state';
import { matchOf, storedCustomer } from './candidates';
import { isSame, recordOf, type Candidate } from './records';

/** The link between a task and a customer: made, taken off, and the question whose address the caller's is. */
export interface Linking {
  /** Links a candidate with the task. Resolves with the customer, or null when that failed; the state says why. */
  choose(task: AgentTask, candidate: Candidate, options?: CallOptions): Promise<Customer | null>;
  /** Takes `customers.*` off the task. Resolves with whether that worked; the state says why not. */
  unlink(task: AgentTask, options?: CallOptions): Promise<boolean>;
  /** The answer to "Keep +1 … as Ana's number?" (ID-14). */
  keepAddress(task: AgentTask, keep: boolean): Promise<void>;
  leave(reservationSid: string): void;
}

type Answer = ResponseOf<'tasks/link-customer'>;

export function createLinking(api: ApiCall, of: (task: AgentTask) => Store<CustomerState>): Linking {
  /** One after the other for each reservation: the agent's last word must be the task's last state. */
  const queues = new Map<string, Promise<unknown>>();
  const joins = new Map<string, { candidate: Candidate; flight: Promise<Customer | null> }>();

  const inTurn = <T>(task: AgentTask, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(task.reservationSid) ?? Promise.resolve()).then(work);
    queues.set(
      task.reservationSid,
      turn.catch(() => undefined),
    );
    return turn;
  };

  const linkRecord = (task: AgentTask, record: ChosenRecord, options?: CallOptions): Promise<Answer> =>
    api('tasks/link-customer', { taskSid: task.taskSid, record }, options);

  /** The server reads the record again; where its source has gone down since, the customer stored for the same record serves (ID-13). */
  const link = async (task: AgentTask, candidate: Candidate, options?: CallOptions): Promise<Answer> => {
    const known = storedCustomer(of(task).get());
    const isKnown = candidate.from === 'match' && known !== null && isSame(candidate.match, known);
    try {
      return await linkRecord(task, recordOf(candidate), options);
    } catch (thrown) {
      const { code } = asApiError(thrown);
      if (!isKnown || (code !== 'upstream_unavailable' && code !== 'deadline_exceeded')) throw thrown;
      return linkRecord(task, { source: 'stored', customerId: known.customerId }, options);
    }
  };

  const chooseNow = async (task: AgentTask, candidate: Candidate, options?: CallOptions): Promise<Customer | null> => {
    const store = of(task);
    const set = (link: Link): void => store.set({ ...store.get(), link });
    set({ phase: 'linking', candidate });
    try {
      const answer = await link(task, candidate, options);
      const customer = linkedCustomer(answer.customer);
      const match = candidate.from === 'match' ? candidate.match : matchOf(store.get(), customer);
      const address: AddressQuestion = answer.addressKept === false && task.caller.kind !== 'withheld' ? 'ask' : 'none';
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
    choose(task, candidate, options) {
      const flying = joins.get(task.reservationSid);
      if (flying && sameRecord(flying.candidate, candidate)) return flying.flight;
      const flight = inTurn(task, () => chooseNow(task, candidate, options)).finally(() => {
        if (joins.get(task.reservationSid)?.flight === flight) joins.delete(task.reservationSid);
      });
      joins.set(task.reservationSid, { candidate, flight });
      return flight;
    },
    unlink(task, options) {
      const store = of(task);
      store.set(rules.unlinking(store.get()));
      return inTurn(task, async () => {
        try {
          await api('tasks/link-customer', { taskSid: task.taskSid, record: null }, options);
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
    async keepAddress(task, keep) {
      const store = of(task);
      const { link: before } = store.get();
      if (before.phase !== 'linked' || before.address === 'none' || before.address === 'keeping') return;
      const { customerId } = before.customer;
      const settle = (address: AddressQuestion): void => {
        const { link: now } = store.get();
        // another customer may have been chosen since: the question was about this one
        if (now.phase === 'linked' && now.customer.customerId === customerId)
          store.set({ ...store.get(), link: { ...now, address } });
      };
      if (!keep) return settle('none');
      settle('keeping');
      await inTurn(task, async () => {
        try {
          const record = { source: 'stored', customerId } as const;
          const answer = await api('tasks/link-customer', { taskSid: task.taskSid, record, keepAddress: true });
          settle(answer.addressKept ? 'kept' : 'failed');
        } catch {
          // the question stays where it was asked, with the way to answer it again
          settle('failed');
        }
      });
    },
    leave(reservationSid) {
      queues.delete(reservationSid);
      joins.delete(reservationSid);
    },
  };
}

const sameRecord = (a: Candidate, b: Candidate): boolean => JSON.stringify(recordOf(a)) === JSON.stringify(recordOf(b));

/** The customer of a link's answer; none is answered to unlinking alone, which nobody asked for here. @throws ApiError */
export function linkedCustomer(customer: Customer | null): Customer {
  if (customer === null) throw new ApiError({ code: 'unreadable', message: 'linked, yet without a customer', retryable: true });
  return customer;
}

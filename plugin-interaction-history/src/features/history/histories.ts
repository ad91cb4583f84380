import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { Customers } from '../customer/customers';
import {
  firstPage,
  loadingPage,
  nextPage,
  shownHistory,
  withRecorded,
  type HistoryOwner,
  type HistoryPage,
} from './history-state';

/** Pages of history, one for each owner and reservation: one flight each, kept while the task lives. */
export interface Histories {
  /** Starts the prefetch and follows the choice of customer from then on (ID-3, ID-14). */
  arrive(task: AgentTask): void;
  of(task: AgentTask, owner: HistoryOwner): Store<HistoryPage>;
  retry(task: AgentTask, owner: HistoryOwner): void;
  more(task: AgentTask, owner: HistoryOwner): void;
  recorded: (task: AgentTask, entry: Interaction) => void;
  leave(reservationSid: string): void;
}

export function createHistories(api: ApiCall, customers: Customers, now: () => number = Date.now): Histories {
  const pages = new Map<string, Map<string, Store<HistoryPage>>>();
  const stops = new Map<string, () => void>();

  const load = async (task: AgentTask, owner: HistoryOwner, store: Store<HistoryPage>): Promise<void> => {
    try {
      const answer = await api('interactions/list', owner);
      store.set(firstPage(store.get(), answer, now()));
      if (owner.customerId) customers.restored(task, answer.customer);
    } catch (thrown) {
      const before = store.get();
      store.set({ ...before, phase: before.asOf === null ? 'failed' : 'ready', error: asApiError(thrown) });
    }
  };

  const of = (task: AgentTask, owner: HistoryOwner): Store<HistoryPage> => {
    const own = pages.get(task.reservationSid) ?? new Map<string, Store<HistoryPage>>();
    pages.set(task.reservationSid, own);
    const key = JSON.stringify(owner);
    const known = own.get(key);
    if (known) return known;
    const made = createStore(loadingPage);
    own.set(key, made);
    void load(task, owner, made);
    return made;
  };

  return {
    of,
    arrive(task) {
      if (stops.has(task.reservationSid)) return;
      const follow = (): void => {
        const shown = shownHistory(task, customers.of(task).get());
        if (shown.show === 'owner') of(task, shown.owner);
      };
      stops.set(task.reservationSid, customers.of(task).subscribe(follow));
      if (task.caller.kind !== 'withheld') of(task, { address: wireAddress(task.caller), channel: task.channel });
      follow();
    },
    retry(task, owner) {
      const store = of(task, owner);
      if (store.get().phase === 'loading') return;
      if (store.get().asOf === null) store.set(loadingPage);
      void load(task, owner, store);
    },
    more(task, owner) {
      const store = of(task, owner);
      const { nextCursor, more } = store.get();
      if (nextCursor === null || more === 'loading') return;
      store.set({ ...store.get(), more: 'loading' });
      api('interactions/list', { ...owner, cursor: nextCursor }).then(
        (answer) => store.set(nextPage(store.get(), answer)),
        () => store.set({ ...store.get(), more: 'failed' }),
      );
    },
    recorded(task, entry) {
      const shown = shownHistory(task, customers.of(task).get());
      const store = shown.show === 'owner' ? of(task, shown.owner) : null;
      store?.set(withRecorded(store.get(), entry));
    },
    leave(reservationSid) {
      stops.get(reservationSid)?.();
      stops.delete(reservationSid);
      pages.delete(reservationSid);
    },
  };
}

import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { Customers } from '../customer/customers';
import { isFiltering, NO_FILTER, requestedFilter, type Filter } from './history-filter';
import {
  firstPage,
  loadingPage,
  nextPage,
  refreshedPage,
  shownHistory,
  withChanged,
  withRecorded,
  type HistoryOwner,
  type HistoryPage,
} from './history-state';

/** Pages of history, one for each owner, filter and reservation: one flight each, kept while the task lives. */
export interface Histories {
  /** Starts the prefetch and follows the choice of customer from then on (ID-3, ID-14). */
  arrive(task: AgentTask): void;
  filter(task: AgentTask): Store<Filter>;
  of(task: AgentTask, owner: HistoryOwner, filter?: Filter): Store<HistoryPage>;
  retry(task: AgentTask, owner: HistoryOwner, filter?: Filter): void;
  more(task: AgentTask, owner: HistoryOwner, filter?: Filter): void;
  /** Looks whether somebody has recorded meanwhile: for a tab that is looked at. One entry is read unless something is new. */
  look: (task: AgentTask, owner: HistoryOwner) => void;
  /** Reads the first page again. */
  refresh: (task: AgentTask, owner: HistoryOwner) => void;
  recorded: (task: AgentTask, entry: Interaction) => void;
  /** An entry has changed, wherever it is shown. */
  changed: (entry: Interaction) => void;
  leave(reservationSid: string): void;
}

interface Kept {
  owner: HistoryOwner;
  filter: Filter;
  store: Store<HistoryPage>;
  flying: boolean;
}

export function createHistories(api: ApiCall, customers: Customers, now: () => number = Date.now): Histories {
  const pages = new Map<string, Map<string, Kept>>();
  const filters = new Map<string, Store<Filter>>();
  const stops = new Map<string, () => void>();

  const request = ({ owner, filter }: Kept): Parameters<typeof api<'interactions/list'>>[1] => {
    const wanted = requestedFilter(filter);
    return wanted === undefined ? owner : { ...owner, filter: wanted };
  };

  const load = async (task: AgentTask, kept: Kept): Promise<void> => {
    if (kept.flying) return;
    kept.flying = true;
    const { store, owner } = kept;
    try {
      const answer = await api('interactions/list', request(kept));
      const before = store.get();
      store.set(before.phase === 'ready' ? refreshedPage(before, answer, now()) : firstPage(before, answer, now()));
      if (owner.customerId) customers.restored(task, owner.customerId, answer.customer);
    } catch (thrown) {
      const before = store.get();
      const error = asApiError(thrown);
      store.set({ ...before, phase: before.asOf === null ? 'failed' : 'ready', error, retrying: false });
      if (owner.customerId) customers.notRestored(task, owner.customerId, error);
    } finally {
      kept.flying = false;
    }
  };

  const kept = (task: AgentTask, owner: HistoryOwner, filter: Filter = NO_FILTER): Kept => {
    const own = pages.get(task.reservationSid) ?? new Map<string, Kept>();
    pages.set(task.reservationSid, own);
    const key = JSON.stringify([owner, requestedFilter(filter)]);
    const known = own.get(key);
    if (known) return known;
    const made: Kept = { owner, filter, store: createStore(loadingPage), flying: false };
    own.set(key, made);
    void load(task, made);
    return made;
  };

  /** Pages of filters tried before go, or each of them would be read again from now on. */
  const forgetOldFilters = (reservationSid: string): void => {
    const shown = JSON.stringify(requestedFilter(filters.get(reservationSid)?.get() ?? NO_FILTER));
    for (const [key, { filter }] of pages.get(reservationSid) ?? [])
      if (isFiltering(filter) && JSON.stringify(requestedFilter(filter)) !== shown) pages.get(reservationSid)?.delete(key);
  };
  /** Every page of an owner that stands already: the whole history and what it is filtered to. */
  const reload = (task: AgentTask, owner: HistoryOwner): void => {
    forgetOldFilters(task.reservationSid);
    for (const page of pages.get(task.reservationSid)?.values() ?? []) {
      if (JSON.stringify(page.owner) === JSON.stringify(owner) && page.store.get().phase === 'ready') void load(task, page);
    }
  };

  return {
    of: (task, owner, filter) => kept(task, owner, filter).store,
    filter(task) {
      const known = filters.get(task.reservationSid);
      if (known) return known;
      const made = createStore(NO_FILTER);
      filters.set(task.reservationSid, made);
      return made;
    },
    arrive(task) {
      if (stops.has(task.reservationSid)) return;
      const follow = (): void => {
        const shown = shownHistory(task, customers.of(task).get());
        if (shown.show === 'owner') kept(task, shown.owner);
      };
      stops.set(task.reservationSid, customers.of(task).subscribe(follow));
      if (task.caller.kind !== 'withheld') kept(task, { address: wireAddress(task.caller), channel: task.channel });
      follow();
    },
    retry(task, owner, filter) {
      const page = kept(task, owner, filter);
      if (page.flying) return;
      page.store.set({ ...page.store.get(), retrying: true });
      void load(task, page);
    },
    more(task, owner, filter) {
      const page = kept(task, owner, filter);
      const { store } = page;
      const { nextCursor, more } = store.get();
      if (nextCursor === null || more === 'loading') return;
      store.set({ ...store.get(), more: 'loading' });
      api('interactions/list', { ...request(page), cursor: nextCursor }).then(
        // the list was read anew meanwhile and no longer ends where this page begins
        (answer) => store.get().nextCursor === nextCursor && store.set(nextPage(store.get(), answer)),
        () => store.get().nextCursor === nextCursor && store.set({ ...store.get(), more: 'failed' }),
      );
    },
    look(task, owner) {
      const page = kept(task, owner);
      // one that could not be read comes by itself once it can be, and with it the customer whom the task is linked with (ID-13)
      if (page.store.get().phase === 'failed') void load(task, page);
      if (page.store.get().phase !== 'ready' || page.flying) return;
      api('interactions/list', { ...owner, limit: 1 }).then(
        ({ total, interactions: [newest] }) => {
          const { total: had, entries } = page.store.get();
          if (total !== had || newest?.interactionId !== entries[0]?.interactionId) reload(task, owner);
        },
        // nobody asked for this: what is shown stays, and says its age once that is minutes
        () => undefined,
      );
    },
    refresh: reload,
    recorded(task, entry) {
      // its task ended while the recording was on its way: nobody looks any more
      if (!stops.has(task.reservationSid)) return;
      const shown = shownHistory(task, customers.of(task).get());
      if (shown.show === 'owner') {
        const { store } = kept(task, shown.owner);
        store.set(withRecorded(store.get(), entry));
      }
      forgetOldFilters(task.reservationSid);
      // whether it belongs among what was filtered is the server's to say
      for (const page of pages.get(task.reservationSid)?.values() ?? []) if (isFiltering(page.filter)) void load(task, page);
    },
    changed(entry) {
      for (const own of pages.values()) for (const { store } of own.values()) store.set(withChanged(store.get(), entry));
    },
    leave(reservationSid) {
      stops.get(reservationSid)?.();
      stops.delete(reservationSid);
      pages.delete(reservationSid);
      filters.delete(reservationSid);
    },
  };
}

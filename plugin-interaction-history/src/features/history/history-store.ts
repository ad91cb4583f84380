import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { asApiError } from '../../api/api-error';
import type { ApiCall, RequestOf } from '../../api/client';
import type { Lifetime } from '../../state/lifetime';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { CustomerStore } from '../customer/customer-store';
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
  type Shown,
} from './history-state';

/** Pages of history, one for each owner and filter: one flight each, kept while the task lives. */
export interface HistoryStore {
  filter: Store<Filter>;
  /** Starts the prefetch and follows the choice of customer from then on (ID-3, ID-14). */
  start(): void;
  /** The page as far as it is there: it is asked for as customer and filter change, not by who looks at it. */
  of(owner: HistoryOwner, filter?: Filter): Store<HistoryPage>;
  retry(owner: HistoryOwner, filter?: Filter): void;
  more(owner: HistoryOwner, filter?: Filter): void;
  /** Looks whether someone has recorded meanwhile: for a tab that is looked at. One entry is read unless something is new. */
  look: (owner: HistoryOwner) => void;
  /** Reads the first page again. */
  refresh: (owner: HistoryOwner) => void;
  recorded: (entry: Interaction) => void;
  /** An entry has changed, wherever it is shown. */
  changed: (entry: Interaction) => void;
}

interface KeptPage {
  owner: HistoryOwner;
  filter: Filter;
  store: Store<HistoryPage>;
  inFlight: boolean;
}

const keyOf = (owner: HistoryOwner, filter: Filter): string => JSON.stringify([owner, requestedFilter(filter)]);
const isSameOwner = (a: HistoryOwner, b: HistoryOwner): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Stands for a page that nobody has asked for. */
const NOT_ASKED = createStore(loadingPage);

export function createHistoryStore(about: {
  api: ApiCall;
  task: Store<AgentTask>;
  customer: CustomerStore;
  lifetime: Lifetime;
  now?: () => number;
}): HistoryStore {
  const { api, task, customer, lifetime, now = Date.now } = about;
  const pages = new Map<string, KeptPage>();
  const filter = createStore(NO_FILTER);
  const shown = (): Shown => shownHistory(task.get(), customer.store.get());

  const request = ({ owner, filter: asked }: KeptPage): RequestOf<'interactions/list'> => {
    const wanted = requestedFilter(asked);
    return { ...owner, taskSid: task.get().taskSid, ...(wanted === undefined ? {} : { filter: wanted }) };
  };

  const load = async (page: KeptPage): Promise<void> => {
    if (page.inFlight) return;
    page.inFlight = true;
    const { store, owner } = page;
    try {
      const answer = await api('interactions/list', request(page));
      const before = store.get();
      store.set(before.phase === 'ready' ? refreshedPage(before, answer, now()) : firstPage(before, answer, now()));
      if (owner.customerId) customer.restored(owner.customerId, answer.customer);
    } catch (thrown) {
      const before = store.get();
      const error = asApiError(thrown);
      store.set({ ...before, phase: before.asOf === null ? 'failed' : 'ready', error, retrying: false });
      if (owner.customerId) customer.notRestored(owner.customerId, error);
    } finally {
      page.inFlight = false;
    }
  };

  const pageOf = (owner: HistoryOwner, asked: Filter = NO_FILTER): KeptPage => {
    const key = keyOf(owner, asked);
    const known = pages.get(key);
    if (known) return known;
    const page: KeptPage = { owner, filter: asked, store: createStore(loadingPage), inFlight: false };
    pages.set(key, page);
    void load(page);
    return page;
  };

  /** Pages of filters tried before go, or each of them would be read again from now on. */
  const forgetOldFilters = (): void => {
    const current = JSON.stringify(requestedFilter(filter.get()));
    for (const [key, page] of pages)
      if (isFiltering(page.filter) && JSON.stringify(requestedFilter(page.filter)) !== current) pages.delete(key);
  };
  /** Every page of an owner that is there already: the whole history and what it is filtered to. */
  const reload = (owner: HistoryOwner): void => {
    forgetOldFilters();
    for (const page of pages.values()) if (isSameOwner(page.owner, owner) && page.store.get().phase === 'ready') void load(page);
  };

  return {
    filter,
    of: (owner, asked = NO_FILTER) => pages.get(keyOf(owner, asked))?.store ?? NOT_ASKED,
    start() {
      const follow = (): void => {
        const whose = shown();
        if (whose.show !== 'owner') return;
        pageOf(whose.owner);
        pageOf(whose.owner, filter.get());
      };
      lifetime.follow(customer.store, follow);
      lifetime.follow(filter, follow);
      const { caller, channel } = task.get();
      if (caller.kind !== 'withheld') pageOf({ address: wireAddress(caller), channel });
      follow();
    },
    retry(owner, asked) {
      const page = pageOf(owner, asked);
      if (page.inFlight) return;
      page.store.set({ ...page.store.get(), retrying: true });
      void load(page);
    },
    more(owner, asked) {
      const page = pageOf(owner, asked);
      const { store } = page;
      const { nextCursor, more } = store.get();
      if (nextCursor === null || more === 'loading') return;
      store.set({ ...store.get(), more: 'loading' });
      api('interactions/list', { ...request(page), cursor: nextCursor }).then(
        // the list was read again meanwhile and no longer ends where this page begins
        (answer) => store.get().nextCursor === nextCursor && store.set(nextPage(store.get(), answer)),
        () => store.get().nextCursor === nextCursor && store.set({ ...store.get(), more: 'failed' }),
      );
    },
    look(owner) {
      const page = pageOf(owner);
      // one that could not be read comes by itself once it can be, and with it the customer the task is linked to (ID-13)
      if (page.store.get().phase === 'failed') void load(page);
      if (page.store.get().phase !== 'ready' || page.inFlight) return;
      api('interactions/list', { ...owner, taskSid: task.get().taskSid, limit: 1 }).then(
        ({ total, interactions: [newest] }) => {
          const { total: had, entries } = page.store.get();
          const isNew = total !== had || newest?.interactionId !== entries[0]?.interactionId;
          if (isNew && !lifetime.isOver) reload(owner);
        },
        // nobody asked for this: what is shown stays, and says its age once that is minutes
        () => undefined,
      );
    },
    refresh: reload,
    recorded(entry) {
      // its task ended while the recording was on its way: nobody looks any more
      if (lifetime.isOver) return;
      const whose = shown();
      if (whose.show === 'owner') {
        const { store } = pageOf(whose.owner);
        store.set(withRecorded(store.get(), entry));
      }
      forgetOldFilters();
      // whether it belongs among what was filtered is the server's to say
      for (const page of pages.values()) if (isFiltering(page.filter)) void load(page);
    },
    changed(entry) {
      for (const { store } of pages.values()) store.set(withChanged(store.get(), entry));
    },
  };
}

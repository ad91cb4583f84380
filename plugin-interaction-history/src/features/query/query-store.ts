import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { Lifetime } from '../../state/lifetime';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import { emptyQuery, filled, type QueryField, type QueryState } from './query-state';

/** The query pane: what is typed and found stays while the task lives (ID-8). */
export interface QueryStore {
  store: Store<QueryState>;
  edit(field: QueryField, text: string): void;
  /** Asks both sources. A later search overtakes an earlier one. */
  search(): Promise<void>;
  clear(): void;
  /** The result that the arrow keys are on. */
  activate: (key: string | null) => void;
}

export function createQueryStore(api: ApiCall, task: Store<AgentTask>, lifetime: Lifetime): QueryStore {
  const store = createStore(emptyQuery);
  let inFlight: AbortController | null = null;
  const abort = (): void => {
    inFlight?.abort();
    inFlight = null;
  };
  lifetime.onEnd(abort);

  return {
    store,
    edit(field, text) {
      const state = store.get();
      store.set({ ...state, fields: { ...state.fields, [field]: text } });
    },
    async search() {
      const fields = filled(store.get().fields);
      if (Object.keys(fields).length === 0) return;
      abort();
      const own = new AbortController();
      inFlight = own;
      store.set({ ...store.get(), search: { phase: 'loading' }, active: null });
      try {
        const answer = await api('customers/search', { ...fields, taskSid: task.get().taskSid }, { signal: own.signal });
        if (inFlight === own) store.set({ ...store.get(), search: { phase: 'done', answer } });
      } catch (thrown) {
        if (inFlight === own) store.set({ ...store.get(), search: { phase: 'failed', error: asApiError(thrown) } });
      }
    },
    clear() {
      abort();
      store.set(emptyQuery);
    },
    activate: (active) => store.set({ ...store.get(), active }),
  };
}

import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import { emptyQuery, filled, type QueryField, type QueryState } from './query-state';

/** The query pane of each reservation: what is typed and found stays while the task lives (ID-8). */
export interface Queries {
  of(task: AgentTask): Store<QueryState>;
  edit(task: AgentTask, field: QueryField, text: string): void;
  /** Asks both sources. A later search overtakes an earlier one. */
  search(task: AgentTask): Promise<void>;
  clear(task: AgentTask): void;
  stand(task: AgentTask, key: string | null): void;
  leave(reservationSid: string): void;
}

export function createQueries(api: ApiCall): Queries {
  const stores = new Map<string, Store<QueryState>>();
  const flights = new Map<string, AbortController>();

  const of = (task: AgentTask): Store<QueryState> => {
    const store = stores.get(task.reservationSid) ?? createStore(emptyQuery);
    stores.set(task.reservationSid, store);
    return store;
  };
  const overtake = (reservationSid: string): void => {
    flights.get(reservationSid)?.abort();
    flights.delete(reservationSid);
  };

  return {
    of,
    edit(task, field, text) {
      const state = of(task).get();
      of(task).set({ ...state, fields: { ...state.fields, [field]: text } });
    },
    async search(task) {
      const store = of(task);
      const fields = filled(store.get().fields);
      if (Object.keys(fields).length === 0) return;
      overtake(task.reservationSid);
      const flight = new AbortController();
      flights.set(task.reservationSid, flight);
      store.set({ ...store.get(), search: { phase: 'loading' }, active: null });
      try {
        const answer = await api('customers/search', { ...fields, taskSid: task.taskSid }, { signal: flight.signal });
        if (flights.get(task.reservationSid) !== flight) return;
        store.set({ ...store.get(), search: { phase: 'done', answer } });
      } catch (thrown) {
        if (flights.get(task.reservationSid) !== flight) return;
        store.set({ ...store.get(), search: { phase: 'failed', error: asApiError(thrown) } });
      }
    },
    clear(task) {
      overtake(task.reservationSid);
      of(task).set(emptyQuery);
    },
    stand: (task, active) => of(task).set({ ...of(task).get(), active }),
    leave(reservationSid) {
      overtake(reservationSid);
      stores.delete(reservationSid);
    },
  };
}

import type { MasterRecordResponse, Match } from '@interaction-history/shared/src/contract/customers';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';

export type FullRecord =
  { phase: 'loading' } | { phase: 'failed'; error: ApiError } | { phase: 'done'; answer: MasterRecordResponse };

export type Importing =
  | { phase: 'none' }
  | { phase: 'importing' }
  /** Salesforce's duplicate rules object: nothing was written; the agent chooses (ID-9). */
  | { phase: 'duplicates'; matches: readonly Match[] }
  | { phase: 'failed'; error: ApiError; allowDuplicates: boolean };

export interface MasterState {
  accountNumber: string | null;
  record: FullRecord;
  importing: Importing;
}

/** The master record an agent has open, for each reservation, and bringing it into Salesforce (ID-9). */
export interface Masters {
  of(task: AgentTask): Store<MasterState>;
  /** Reads the record, unless it is the one that is open and did not fail. */
  open(task: AgentTask, accountNumber: string): Promise<void>;
  retry(task: AgentTask): Promise<void>;
  /** Upserts Account and Contact. Resolves with the record in Salesforce, or null; the state says why. One at a time. */
  bring(task: AgentTask, allowDuplicates: boolean): Promise<Match | null>;
  leave(reservationSid: string): void;
}

const nothingOpen: MasterState = { accountNumber: null, record: { phase: 'loading' }, importing: { phase: 'none' } };

export function createMasters(api: ApiCall): Masters {
  const stores = new Map<string, Store<MasterState>>();
  const flights = new Map<string, Promise<Match | null>>();

  const of = (task: AgentTask): Store<MasterState> => {
    const store = stores.get(task.reservationSid) ?? createStore(nothingOpen);
    stores.set(task.reservationSid, store);
    return store;
  };

  const load = async (task: AgentTask, accountNumber: string): Promise<void> => {
    const store = of(task);
    store.set({ ...nothingOpen, accountNumber });
    const settle = (record: FullRecord): void => {
      // another record may have been opened meanwhile
      if (store.get().accountNumber === accountNumber) store.set({ ...store.get(), record });
    };
    try {
      settle({ phase: 'done', answer: await api('customers/master-record', { accountNumber, taskSid: task.taskSid }) });
    } catch (thrown) {
      settle({ phase: 'failed', error: asApiError(thrown) });
    }
  };

  const bringNow = async (task: AgentTask, accountNumber: string, allowDuplicates: boolean): Promise<Match | null> => {
    const store = of(task);
    const settle = (importing: Importing): void => {
      if (store.get().accountNumber === accountNumber) store.set({ ...store.get(), importing });
    };
    settle({ phase: 'importing' });
    try {
      const answer = await api('customers/import', { taskSid: task.taskSid, accountNumber, allowDuplicates });
      if (answer.outcome === 'duplicates') {
        settle({ phase: 'duplicates', matches: answer.duplicates });
        return null;
      }
      settle({ phase: 'none' });
      return answer.match;
    } catch (thrown) {
      settle({ phase: 'failed', error: asApiError(thrown), allowDuplicates });
      return null;
    }
  };

  return {
    of,
    async open(task, accountNumber) {
      const state = of(task).get();
      if (state.accountNumber === accountNumber && state.record.phase !== 'failed') return;
      await load(task, accountNumber);
    },
    async retry(task) {
      const { accountNumber } = of(task).get();
      if (accountNumber !== null) await load(task, accountNumber);
    },
    bring(task, allowDuplicates) {
      const flying = flights.get(task.reservationSid);
      const { accountNumber } = of(task).get();
      if (flying || accountNumber === null) return flying ?? Promise.resolve(null);
      const flight = bringNow(task, accountNumber, allowDuplicates).finally(() => flights.delete(task.reservationSid));
      flights.set(task.reservationSid, flight);
      return flight;
    },
    leave: (reservationSid) => void stores.delete(reservationSid),
  };
}

import type { MasterRecordResponse, Match } from '@interaction-history/shared/src/contract/customers';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { singleFlight } from '../../state/single-flight';
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
  /** The record that was brought in, by its key, and the fields that Salesforce refused of it, by its names. */
  broughtIn: { key: string; leftOut: readonly string[] } | null;
}

/** The master record an agent has open, and importing it into Salesforce (ID-9). */
export interface MasterStore {
  store: Store<MasterState>;
  /** Reads the record, unless it is the one that is open and did not fail. */
  open(accountNumber: string): Promise<void>;
  retry(): Promise<void>;
  /** Upserts Account and Contact. Resolves with the record in Salesforce, or null; the state says why. One at a time. */
  import(allowDuplicates: boolean): Promise<Match | null>;
}

const nothingOpen: MasterState = {
  accountNumber: null,
  record: { phase: 'loading' },
  importing: { phase: 'none' },
  broughtIn: null,
};

export function createMasterStore(api: ApiCall, task: Store<AgentTask>): MasterStore {
  const store = createStore(nothingOpen);
  /** Changes the record asked about; another may have been opened meanwhile. */
  const settle = (accountNumber: string, change: Partial<MasterState>): void => {
    if (store.get().accountNumber === accountNumber) store.set({ ...store.get(), ...change });
  };

  const load = async (accountNumber: string): Promise<void> => {
    store.set({ ...nothingOpen, accountNumber });
    try {
      const answer = await api('customers/master-record', { accountNumber, taskSid: task.get().taskSid });
      settle(accountNumber, { record: { phase: 'done', answer } });
    } catch (thrown) {
      settle(accountNumber, { record: { phase: 'failed', error: asApiError(thrown) } });
    }
  };

  const importRecord = singleFlight(async (accountNumber: string, allowDuplicates: boolean): Promise<Match | null> => {
    settle(accountNumber, { importing: { phase: 'importing' } });
    try {
      const answer = await api('customers/import', { taskSid: task.get().taskSid, accountNumber, allowDuplicates });
      if (answer.outcome === 'duplicates') {
        settle(accountNumber, { importing: { phase: 'duplicates', matches: answer.duplicates } });
        return null;
      }
      settle(accountNumber, { importing: { phase: 'none' }, broughtIn: { key: answer.match.key, leftOut: answer.leftOut } });
      return answer.match;
    } catch (thrown) {
      settle(accountNumber, { importing: { phase: 'failed', error: asApiError(thrown), allowDuplicates } });
      return null;
    }
  });

  return {
    store,
    async open(accountNumber) {
      const state = store.get();
      if (state.accountNumber === accountNumber && state.record.phase !== 'failed') return;
      await load(accountNumber);
    },
    async retry() {
      const { accountNumber } = store.get();
      if (accountNumber !== null) await load(accountNumber);
    },
    import(allowDuplicates) {
      const { accountNumber } = store.get();
      return accountNumber === null ? Promise.resolve(null) : importRecord(accountNumber, allowDuplicates);
    },
  };
}

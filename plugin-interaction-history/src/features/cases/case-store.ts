import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { randomHex } from '../../state/random-hex';
import { singleFlight } from '../../state/single-flight';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';

/** A case opened from this task. */
export interface OpenedCase {
  number: string;
  /** Null where the task has the number alone: from a Studio flow, say. */
  url: string | null;
}

export interface CaseForm {
  subject: string;
  description: string;
  /** Made as the form opens, sent with every attempt: a double click or a retry makes no second case. */
  requestKey: string;
  /** Whether the agent has changed what was filled in. */
  touched: boolean;
  sending: boolean;
  error: ApiError | null;
}

export interface CaseState {
  /** What is typed; kept while the form is closed. */
  form: CaseForm | null;
  isOpen: boolean;
  /** Oldest first. */
  opened: readonly OpenedCase[];
}

/** "New case" (ID-12). */
export interface CaseStore {
  store: Store<CaseState>;
  /** Opens the form with what the call has told so far; what the agent has typed before stays. */
  open(filledIn: Pick<CaseForm, 'subject' | 'description'>): void;
  edit: (change: Partial<Pick<CaseForm, 'subject' | 'description'>>) => void;
  close(): void;
  /** Opens the case. Resolves with it, or null; the form says why. One at a time. */
  create(customerId: string): Promise<OpenedCase | null>;
}

export function createCaseStore(api: ApiCall, task: Store<AgentTask>): CaseStore {
  const { taskSid, caseNumber, caseUrl } = task.get();
  const store = createStore<CaseState>({
    form: null,
    isOpen: false,
    opened: caseNumber === null ? [] : [{ number: caseNumber, url: caseUrl }],
  });

  return {
    store,
    open(filledIn) {
      const { form } = store.get();
      const next =
        form === null
          ? { ...filledIn, requestKey: randomHex(16), touched: false, sending: false, error: null }
          : form.touched
            ? form
            : { ...form, ...filledIn };
      store.set({ ...store.get(), form: next, isOpen: true });
    },
    edit(change) {
      const { form } = store.get();
      if (form === null || form.sending) return;
      store.set({ ...store.get(), form: { ...form, ...change, touched: true } });
    },
    close: () => store.set({ ...store.get(), isOpen: false }),
    create: singleFlight(async (customerId: string) => {
      const { form } = store.get();
      if (form === null) return null;
      store.set({ ...store.get(), form: { ...form, sending: true, error: null } });
      try {
        const { subject, description, requestKey } = form;
        const answer = await api('cases/create', { taskSid, customerId, subject, description, requestKey });
        const opened = { number: answer.caseNumber, url: answer.url };
        const others = store.get().opened.filter(({ number }) => number !== opened.number);
        store.set({ form: null, isOpen: false, opened: [...others, opened] });
        return opened;
      } catch (thrown) {
        store.set({ ...store.get(), form: { ...form, sending: false, error: asApiError(thrown) } });
        return null;
      }
    }),
  };
}

import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { randomKey } from '../../state/random-key';
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

/** "New case" (ID-12), for each reservation. */
export interface Cases {
  of(task: AgentTask): Store<CaseState>;
  /** Opens the form with what the call has told so far; what the agent has typed before stays. */
  open(task: AgentTask, filledIn: Pick<CaseForm, 'subject' | 'description'>): void;
  edit(task: AgentTask, change: Partial<Pick<CaseForm, 'subject' | 'description'>>): void;
  close(task: AgentTask): void;
  /** Opens the case. Resolves with it, or null; the form says why. One at a time. */
  create(task: AgentTask, customerId: string): Promise<OpenedCase | null>;
  leave(reservationSid: string): void;
}

export function createCases(api: ApiCall, newKey: () => string = randomKey): Cases {
  const stores = new Map<string, Store<CaseState>>();
  const flights = new Map<string, Promise<OpenedCase | null>>();

  const of = (task: AgentTask): Store<CaseState> => {
    const known = stores.get(task.reservationSid);
    if (known) return known;
    const opened = task.caseNumber === null ? [] : [{ number: task.caseNumber, url: task.caseUrl }];
    const made = createStore<CaseState>({ form: null, isOpen: false, opened });
    stores.set(task.reservationSid, made);
    return made;
  };

  const createNow = async (task: AgentTask, customerId: string, form: CaseForm): Promise<OpenedCase | null> => {
    const store = of(task);
    store.set({ ...store.get(), form: { ...form, sending: true, error: null } });
    try {
      const { subject, description, requestKey } = form;
      const answer = await api('cases/create', { taskSid: task.taskSid, customerId, subject, description, requestKey });
      const made = { number: answer.caseNumber, url: answer.url };
      const { opened } = store.get();
      store.set({ form: null, isOpen: false, opened: [...opened.filter(({ number }) => number !== made.number), made] });
      return made;
    } catch (thrown) {
      store.set({ ...store.get(), form: { ...form, sending: false, error: asApiError(thrown) } });
      return null;
    }
  };

  return {
    of,
    open(task, filledIn) {
      const store = of(task);
      const { form } = store.get();
      const next =
        form === null
          ? { ...filledIn, requestKey: newKey(), touched: false, sending: false, error: null }
          : form.touched
            ? form
            : { ...form, ...filledIn };
      store.set({ ...store.get(), form: next, isOpen: true });
    },
    edit(task, change) {
      const store = of(task);
      const { form } = store.get();
      if (form === null || form.sending) return;
      store.set({ ...store.get(), form: { ...form, ...change, touched: true } });
    },
    close: (task) => of(task).set({ ...of(task).get(), isOpen: false }),
    create(task, customerId) {
      const flying = flights.get(task.reservationSid);
      const { form } = of(task).get();
      if (flying || form === null) return flying ?? Promise.resolve(null);
      const flight = createNow(task, customerId, form).finally(() => flights.delete(task.reservationSid));
      flights.set(task.reservationSid, flight);
      return flight;
    },
    leave: (reservationSid) => void stores.delete(reservationSid),
  };
}

import { ApiError, asApiError } from '../../api/api-error';
import type { ApiCall, ResponseOf } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { Customers } from '../customer/customers';
import type { Candidate } from '../customer/records';
import { changed, emptyForm, refused, type FormField, type FormFields, type FormState } from './form-state';

/** The form of a new customer, for each reservation; what is typed stays until the customer is made (ID-10). */
export interface NewCustomers {
  of(task: AgentTask): Store<FormState>;
  /** Fills in what is known, where nothing was typed yet. */
  open(task: AgentTask, known: Partial<FormFields>): void;
  edit(task: AgentTask, field: FormField, text: string): void;
  /** Makes the customer and takes it as the task's. Resolves with the record's URL in Salesforce; undefined when not created. */
  create(task: AgentTask): Promise<{ url: string | null } | undefined>;
  /** Tries Salesforce again for a customer who was made without it: the same request finishes what it began. */
  finish(task: AgentTask): Promise<void>;
  /** Empties the form. */
  discard(task: AgentTask): void;
  leave(reservationSid: string): void;
}

type Created = Extract<ResponseOf<'customers/create'>, { outcome: 'created' }>;

export function createNewCustomers(api: ApiCall, customers: Customers): NewCustomers {
  const stores = new Map<string, Store<FormState>>();
  const flights = new Map<string, Promise<{ url: string | null } | undefined>>();

  const of = (task: AgentTask): Store<FormState> => {
    const store = stores.get(task.reservationSid) ?? createStore(emptyForm);
    stores.set(task.reservationSid, store);
    return store;
  };

  const settle = (task: AgentTask, { customer, salesforce }: Created, sent: FormFields): void => {
    const failed = salesforce.status === 'failed';
    const note = failed ? new ApiError({ ...salesforce.error, message: 'the new customer is not in Salesforce' }) : null;
    customers.adopt(task, customer, note);
    of(task).set({ ...emptyForm, unfinished: failed ? sent : null });
  };

  const createNow = async (task: AgentTask): Promise<{ url: string | null } | undefined> => {
    const store = of(task);
    store.set({ ...store.get(), creating: true, error: null });
    try {
      const answer = await api('customers/create', { taskSid: task.taskSid, ...store.get().fields });
      if (answer.outcome !== 'created') {
        const existing: Candidate[] =
          answer.outcome === 'taken'
            ? [{ from: 'stored', customer: answer.existing }]
            : answer.matches.map((match) => ({ from: 'match', match }));
        const { refusals } = store.get();
        store.set({
          ...store.get(),
          creating: false,
          wrong: {},
          taken: { field: answer.field, existing },
          refusals: refusals + 1,
        });
        return undefined;
      }
      settle(task, answer, store.get().fields);
      return { url: answer.customer.salesforce?.url ?? null };
    } catch (thrown) {
      store.set(refused(store.get(), asApiError(thrown)));
      return undefined;
    }
  };

  return {
    of,
    open(task, known) {
      const state = of(task).get();
      if (Object.values(state.fields).some((text) => text !== '')) return;
      of(task).set({ ...state, fields: { ...state.fields, ...known } });
    },
    edit: (task, field, text) => of(task).set(changed(of(task).get(), field, text)),
    create(task) {
      const flying = flights.get(task.reservationSid);
      if (flying) return flying;
      const flight = createNow(task).finally(() => flights.delete(task.reservationSid));
      flights.set(task.reservationSid, flight);
      return flight;
    },
    async finish(task) {
      const { unfinished, creating } = of(task).get();
      if (unfinished === null || creating) return;
      of(task).set({ ...of(task).get(), creating: true });
      try {
        const answer = await api('customers/create', { taskSid: task.taskSid, ...unfinished });
        // somebody else's since: the note stays, and the customer can be searched for
        if (answer.outcome === 'created') settle(task, answer, unfinished);
      } catch {
        // the note beside the button still says what is missing
      }
      of(task).set({ ...of(task).get(), creating: false });
    },
    discard: (task) => of(task).set(emptyForm),
    leave: (reservationSid) => void stores.delete(reservationSid),
  };
}

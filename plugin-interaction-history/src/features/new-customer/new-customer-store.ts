import { ApiError, asApiError } from '../../api/api-error';
import type { ApiCall, ResponseOf } from '../../api/client';
import { singleFlight } from '../../state/single-flight';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { CustomerStore } from '../customer/customer-store';
import type { Candidate } from '../customer/records';
import { changed, emptyForm, refused, type FormField, type FormFields, type FormState } from './form-state';

/** The form of a new customer; what is typed stays until the customer is created (ID-10). */
export interface NewCustomerStore {
  store: Store<FormState>;
  /** Fills in what is known, where nothing was typed yet. */
  open(known: Partial<FormFields>): void;
  edit(field: FormField, text: string): void;
  /** Creates the customer and links it. Resolves with the record's URL in Salesforce; undefined when not created. */
  create(): Promise<{ url: string | null } | undefined>;
  /** Tries Salesforce again for a customer who was created without it: the same request finishes what it began. */
  finish(): Promise<void>;
  /** Empties the form. */
  discard(): void;
}

type Answer = ResponseOf<'customers/create'>;
type Created = Extract<Answer, { outcome: 'created' }>;

/** Who has the address, or looks the same, where the server would not create another. */
const existingIn = (answer: Exclude<Answer, Created>): Candidate[] =>
  answer.outcome === 'taken'
    ? [{ from: 'stored', customer: answer.existing }]
    : answer.matches.map((match) => ({ from: 'match', match }));

export function createNewCustomerStore(
  api: ApiCall,
  task: Store<AgentTask>,
  customer: Pick<CustomerStore, 'adopt'>,
): NewCustomerStore {
  const store = createStore(emptyForm);
  const { taskSid } = task.get();

  const settle = (created: Created, sent: FormFields): void => {
    const { salesforce } = created;
    const failed = salesforce.status === 'failed';
    const note = failed ? new ApiError({ ...salesforce.error, message: 'the new customer is not in Salesforce' }) : null;
    customer.adopt(created.customer, note);
    store.set({ ...emptyForm, unfinished: failed ? sent : null });
  };

  return {
    store,
    open(known) {
      const state = store.get();
      if (Object.values(state.fields).some((text) => text !== '')) return;
      store.set({ ...state, fields: { ...state.fields, ...known } });
    },
    edit: (field, text) => store.set(changed(store.get(), field, text)),
    create: singleFlight(async () => {
      store.set({ ...store.get(), creating: true, error: null });
      try {
        const answer = await api('customers/create', { taskSid, ...store.get().fields });
        if (answer.outcome === 'created') {
          settle(answer, store.get().fields);
          return { url: answer.customer.salesforce?.url ?? null };
        }
        const taken = { field: answer.field, existing: existingIn(answer) };
        store.set({ ...store.get(), creating: false, wrong: {}, taken, refusals: store.get().refusals + 1 });
      } catch (thrown) {
        store.set(refused(store.get(), asApiError(thrown)));
      }
      return undefined;
    }),
    async finish() {
      const { unfinished, creating } = store.get();
      if (unfinished === null || creating) return;
      store.set({ ...store.get(), creating: true });
      try {
        const answer = await api('customers/create', { taskSid, ...unfinished });
        // someone else's since: the note stays, and the customer can be searched for
        if (answer.outcome === 'created') settle(answer, unfinished);
      } catch {
        // the note beside the button still says what is missing
      }
      store.set({ ...store.get(), creating: false });
    },
    discard: () => store.set(emptyForm),
  };
}

import type { ActionMark, CustomerServices, WantedAction } from '@interaction-history/shared/src/contract/services';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { Lifetime } from '../../state/lifetime';
import { randomHex } from '../../state/random-hex';
import { singleFlight } from '../../state/single-flight';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { CustomerStore } from '../customer/customer-store';
import type { ActionForm, OrderLine, ServicesState, Typed } from './services-state';

/** The linked customer's services in Salesforce, and what is done about them (SV-1 … SV-4). */
export interface ServicesStore {
  store: Store<ServicesState>;
  open(isOpen: boolean): void;
  /** Reads them again; what is shown stays meanwhile. */
  refresh(): Promise<void>;
  /** Opens an action's form, in the place of any other; what was typed into it before is still there. */
  begin(action: ServiceAction, on: string | null, filledIn?: Typed, from?: ActionForm['from']): void;
  edit: (typed: Typed) => void;
  setLines: (lines: readonly OrderLine[]) => void;
  review(isReviewing: boolean): void;
  /** Closes the form; what is typed is kept unless the action is over. */
  close(): void;
  /** Sends the action, or asks again what became of it: never twice. */
  send(action: WantedAction): Promise<void>;
}

interface Dependencies {
  api: ApiCall;
  task: Store<AgentTask>;
  customer: Pick<CustomerStore, 'store'>;
  lifetime: Lifetime;
}

export function createServicesStore({ api, task, customer, lifetime }: Dependencies): ServicesStore {
  const { taskSid, actions } = task.get();
  const store = createStore<ServicesState>({
    customerId: null,
    reading: { phase: 'absent' },
    isOpen: false,
    form: null,
    catalogue: null,
    catalogueError: null,
    marks: actions,
  });
  const set = (change: Partial<ServicesState>): void => store.set({ ...store.get(), ...change });
  const setForm = (change: Partial<ActionForm>): void => {
    const { form } = store.get();
    if (form !== null) set({ form: { ...form, ...change } });
  };
  /** Forms that were closed, by what they are about. */
  const closed = new Map<string, ActionForm>();
  const keyOf = (action: ServiceAction, on: string | null): string => `${action} ${on ?? ''}`;

  const read = async (customerId: string): Promise<void> => {
    try {
      const answer = await api('services/of-customer', { taskSid, customerId });
      if (store.get().customerId === customerId)
        set({ reading: answer.status === 'ok' ? { phase: 'ok', services: answer, error: null } : { phase: 'absent' } });
    } catch (thrown) {
      if (store.get().customerId === customerId) set({ reading: failing(store.get(), asApiError(thrown)) });
    }
  };
  const follow = (): void => {
    const { link } = customer.store.get();
    const customerId = link.phase === 'linked' ? link.customer.customerId : null;
    // changing one's mind about the customer is not losing them: while another is linked, nothing is shown
    if (customerId === store.get().customerId) return;
    closed.clear();
    const isThere = link.phase === 'linked' && Boolean(link.customer.salesforce?.accountId);
    set({ customerId, isOpen: false, form: null, reading: isThere ? { phase: 'loading' } : { phase: 'absent' } });
    if (isThere && customerId !== null) void read(customerId);
  };
  lifetime.follow(customer.store, follow);
  lifetime.follow(task, ({ actions: known }) => {
    // a colleague's, after a transfer; ours may not be on the task yet
    const all = [...known, ...store.get().marks];
    const marks = all.filter((mark, at) => all.findIndex(({ at: when }) => when === mark.at) === at);
    if (marks.length > store.get().marks.length) set({ marks });
  });

  const refresh = singleFlight(async () => {
    const { customerId, reading } = store.get();
    if (customerId === null || reading.phase === 'absent') return;
    if (reading.phase === 'failed') set({ reading: { phase: 'loading' } });
    await read(customerId);
  });

  const loadCatalogue = singleFlight(async () => {
    if (store.get().catalogue !== null) return;
    set({ catalogueError: null });
    try {
      set({ catalogue: await api('services/products', {}) });
    } catch (thrown) {
      set({ catalogueError: asApiError(thrown) });
    }
  });

  return {
    store,
    open: (isOpen) => set({ isOpen }),
    refresh,
    begin(action, on, filledIn = {}, from = null) {
      const { form } = store.get();
      if (form?.state.phase === 'sending') return;
      if (form !== null) closed.set(keyOf(form.action, form.on), form);
      const before = closed.get(keyOf(action, on));
      const isNew = before === undefined || before.state.phase === 'done' || before.state.phase === 'moved';
      set({
        isOpen: true,
        form: isNew
          ? {
              ...{ action, on, from, requestKey: randomHex(16), typed: filledIn, lines: [], isReviewing: false },
              state: { phase: 'editing' },
            }
          : { ...before, from },
      });
      if (action === 'place-order') void loadCatalogue();
    },
    edit(typed) {
      const { form } = store.get();
      if (form !== null && form.state.phase !== 'sending') setForm({ typed: { ...form.typed, ...typed } });
    },
    setLines: (lines) => setForm({ lines, typed: { ...store.get().form?.typed, consent: '' } }),
    review: (isReviewing) => setForm({ isReviewing }),
    close() {
      const { form } = store.get();
      if (form === null || form.state.phase === 'sending') return;
      closed.set(keyOf(form.action, form.on), form);
      set({ form: null });
    },
    send: singleFlight(async (action: WantedAction) => {
      const { form, customerId } = store.get();
      if (form === null || customerId === null) return;
      setForm({ state: { phase: 'sending' } });
      try {
        const answer = await api('services/run', { taskSid, customerId, requestKey: form.requestKey, action });
        if (answer.outcome === 'lines') {
          setForm({
            state: { phase: 'editing' },
            lines: marked(form.lines, answer.lines),
            typed: { ...form.typed, consent: '' },
          });
          return;
        }
        ok(answer.services);
        if (answer.outcome === 'moved') setForm({ state: { phase: 'moved', by: answer.by } });
        else {
          setForm({ state: { phase: 'done', mark: answer.mark } });
          keep(answer.mark);
        }
      } catch (thrown) {
        setForm({ state: { phase: 'failed', error: asApiError(thrown) } });
      }
    }),
  };

  function ok(services: CustomerServices): void {
    set({ reading: { phase: 'ok', services, error: null } });
  }
  function keep(mark: ActionMark): void {
    const others = store.get().marks.filter(({ at }) => at !== mark.at);
    set({ marks: [...others, mark] });
  }
}

/** What was read stays when it can't be read again. */
function failing({ reading }: ServicesState, error: ApiError): ServicesState['reading'] {
  return reading.phase === 'ok' ? { ...reading, error } : { phase: 'failed', error };
}

/** The lines with what the Function has said of them: a new price in the place of the old one. */
function marked(
  lines: readonly OrderLine[],
  said: readonly { entryId: string; problem: NonNullable<OrderLine['problem']>; unitPrice: number | null }[],
): OrderLine[] {
  return lines.map(({ product, quantity }) => {
    const about = said.find(({ entryId }) => entryId === product.entryId);
    if (about === undefined) return { product, quantity };
    const isNewPrice = about.problem === 'price' && about.unitPrice !== null;
    return {
      product: isNewPrice ? { ...product, unitPrice: about.unitPrice ?? product.unitPrice } : product,
      quantity,
      problem: about.problem,
      ...(isNewPrice ? { wasPrice: product.unitPrice } : {}),
    };
  });
}

import type { Customer, StoredResponse } from '@interaction-history/shared/src/contract/customers';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';

export type StoredCustomer = StoredResponse['customers'][number];
export type Side = 'first' | 'second';

/** One of the two: what is searched for, what was found, who was chosen. */
export interface Finding {
  text: string;
  search:
    | { phase: 'idle' | 'searching' | 'empty' }
    | { phase: 'found'; customers: readonly StoredCustomer[]; more: boolean }
    | { phase: 'failed'; error: ApiError };
  chosen: StoredCustomer | null;
}
export type Merging =
  | { phase: 'idle' | 'asking' }
  | { phase: 'running'; moved: number; total: number }
  /** `isFinal`: one of the two has changed, so a retry can't succeed. */
  | { phase: 'stopped'; moved: number; error: ApiError; isFinal: boolean }
  | { phase: 'done'; moved: number; customer: Customer };

export interface MergeState {
  first: Finding;
  second: Finding;
  stays: Side | null;
  merging: Merging;
}

/** Merging two customers, outside React: a merge that takes several calls continues while other pages are open (ID-14). */
export interface MergeFlow {
  store: Store<MergeState>;
  type(side: Side, text: string): void;
  search(side: Side): Promise<void>;
  choose(side: Side, customer: StoredCustomer | null): void;
  keep(side: Side): void;
  ask(isAsking: boolean): void;
  /** Repeats until every interaction has moved; after a failure it continues where it stopped. */
  merge(): Promise<void>;
  reset(): void;
}

const NONE: Finding = { text: '', search: { phase: 'idle' }, chosen: null };
const START: MergeState = { first: NONE, second: NONE, stays: null, merging: { phase: 'idle' } };

export function createMergeFlow(api: ApiCall): MergeFlow {
  const store = createStore<MergeState>(START);
  const update = (more: Partial<MergeState>): void => store.set({ ...store.get(), ...more });
  const find = (side: Side, more: Partial<Finding>): void => update({ [side]: { ...store.get()[side], ...more } });

  return {
    store,
    type: (side, text) =>
      find(side, { text, ...(store.get()[side].search.phase === 'empty' ? { search: { phase: 'idle' } } : {}) }),
    async search(side) {
      const text = store.get()[side].text.trim();
      if (text === '') return find(side, { search: { phase: 'empty' } });
      find(side, { search: { phase: 'searching' } });
      const isStill = (): boolean => store.get()[side].text.trim() === text && store.get()[side].search.phase === 'searching';
      try {
        const { customers, more } = await api('customers/find-stored', { text });
        if (isStill()) find(side, { search: { phase: 'found', customers, more } });
      } catch (thrown) {
        if (isStill()) find(side, { search: { phase: 'failed', error: asApiError(thrown) } });
      }
    },
    choose(side, chosen) {
      find(side, { chosen });
      update({ stays: null, merging: { phase: 'idle' } });
    },
    keep: (stays) => update({ stays, merging: { phase: 'idle' } }),
    ask: (isAsking) => update({ merging: { phase: isAsking ? 'asking' : 'idle' } }),
    async merge() {
      const { merging } = store.get();
      const two = twoOf(store.get());
      if (two === null || merging.phase === 'running' || merging.phase === 'done') return;
      let moved = merging.phase === 'stopped' ? merging.moved : 0;
      const total = two.goes.interactionCount;
      update({ merging: { phase: 'running', moved, total } });
      try {
        for (;;) {
          const answer = await api('customers/merge', {
            customerId: two.stays.customer.customerId,
            duplicateId: two.goes.customer.customerId,
          });
          moved += answer.moved;
          if (answer.done) return update({ merging: { phase: 'done', moved, customer: answer.customer } });
          update({ merging: { phase: 'running', moved, total } });
        }
      } catch (thrown) {
        const error = asApiError(thrown);
        const isFinal = error.code === 'conflict' || error.code === 'not_found';
        update({ merging: { phase: 'stopped', moved, error, isFinal } });
      }
    },
    reset: () => store.set(START),
  };
}

/** Who is kept and who is merged into them, once chosen; null before. */
export function twoOf({ first, second, stays }: MergeState): { stays: StoredCustomer; goes: StoredCustomer } | null {
  if (first.chosen === null || second.chosen === null || stays === null || isSame({ first, second })) return null;
  return stays === 'first' ? { stays: first.chosen, goes: second.chosen } : { stays: second.chosen, goes: first.chosen };
}

/** Found twice by two ways: nothing to merge. */
export const isSame = ({ first, second }: Pick<MergeState, Side>): boolean =>
  first.chosen !== null && first.chosen.customer.customerId === second.chosen?.customer.customerId;

/** How a customer is called in a sentence. */
export const nameOf = ({ name, company, phones, email }: Customer, noName: string): string =>
  name ?? company ?? phones[0] ?? email ?? noName;

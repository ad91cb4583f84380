import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { JoinedCustomers } from '@interaction-history/shared/src/contract/joined-customers';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';

export type JoinedMerge = JoinedCustomers['merges'][number];
export type JoinedAddress = JoinedCustomers['addresses'][number];
/** What is asked about before it is taken apart. */
export type Parting = { what: 'merge'; merge: JoinedMerge } | { what: 'address'; address: JoinedAddress };

export interface JoinedState {
  list: { phase: 'closed' | 'loading' } | { phase: 'failed'; error: ApiError } | { phase: 'open'; joined: JoinedCustomers };
  parting: { phase: 'idle' } | { phase: 'asking' | 'running'; of: Parting } | { phase: 'failed'; of: Parting; error: ApiError };
  /** What was undone last. */
  done: { what: 'merge'; restored: Customer; moved: number } | { what: 'address'; address: JoinedAddress } | null;
}

/** What leads to one customer, and taking it apart (ID-17). */
export interface JoinedFlow {
  store: Store<JoinedState>;
  open(): Promise<void>;
  ask(of: Parting | null): void;
  /** Repeats until every interaction has gone back. Resolves once the list is as it is now. */
  part(): Promise<void>;
}

/** @param onChange the customer as it is now, and how many interactions went */
export function createJoinedFlow(
  api: ApiCall,
  customerId: string,
  onChange: (customer: Customer, gone: number) => void,
): JoinedFlow {
  const store = createStore<JoinedState>({ list: { phase: 'closed' }, parting: { phase: 'idle' }, done: null });
  const update = (more: Partial<JoinedState>): void => store.set({ ...store.get(), ...more });

  const load = async (): Promise<void> => {
    try {
      update({ list: { phase: 'open', joined: await api('customers/joined', { customerId }) } });
    } catch (thrown) {
      update({ list: { phase: 'failed', error: asApiError(thrown) } });
    }
  };
  const split = async (merge: JoinedMerge): Promise<void> => {
    let moved = 0;
    for (;;) {
      const answer = await api('customers/split', { customerId, mergedId: merge.mergedId });
      moved += answer.moved;
      if (!answer.done) continue;
      update({ done: { what: 'merge', restored: answer.restored, moved } });
      return onChange(answer.customer, moved);
    }
  };
  const release = async (address: JoinedAddress): Promise<void> => {
    const { kind, value } = address.identity;
    const answer = await api('customers/release-address', { customerId, identity: { kind, value } });
    update({ done: { what: 'address', address } });
    onChange(answer.customer, 0);
  };

  return {
    store,
    async open() {
      update({ list: { phase: 'loading' } });
      await load();
    },
    ask: (of) => update({ parting: of === null ? { phase: 'idle' } : { phase: 'asking', of }, done: null }),
    async part() {
      const { parting } = store.get();
      if (parting.phase !== 'asking' && parting.phase !== 'failed') return;
      const { of } = parting;
      update({ parting: { phase: 'running', of } });
      try {
        await (of.what === 'merge' ? split(of.merge) : release(of.address));
        update({ parting: { phase: 'idle' } });
        await load();
      } catch (thrown) {
        update({ parting: { phase: 'failed', of, error: asApiError(thrown) } });
      }
    },
  };
}

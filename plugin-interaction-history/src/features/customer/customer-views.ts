import { createStore, type Store } from '../../state/store';

/** What the agent opened in the customer's place; nothing opened is what the look-up leads to. */
export type CustomerView =
  | { show: 'search'; from: Origin }
  | { show: 'record'; from: Origin; accountNumber: string; name: string }
  | { show: 'new-customer'; from: Origin };

/** Where it was opened from: going back puts the focus there. */
export type Origin = 'header' | 'results' | 'matches';

/** The views opened over each other; the last is shown. */
export interface CustomerViews {
  store: Store<readonly CustomerView[]>;
  open(view: CustomerView): void;
  /** Closes the last; the one closed, or null when none was open. */
  back(): CustomerView | null;
  /** Closes all: a customer is chosen. */
  close(): void;
  /** True the first time it is asked: what opens by itself takes the focus once. */
  focusOnce(): boolean;
}

export function createCustomerViews(): CustomerViews {
  const store = createStore<readonly CustomerView[]>([]);
  let hadFocus = false;
  return {
    store,
    open(view) {
      const open = store.get();
      // one that is open already comes forward: what was opened over it is closed
      const at = open.findIndex(({ show }) => show === view.show);
      store.set(at === -1 ? [...open, view] : [...open.slice(0, at), view]);
    },
    back() {
      const open = store.get();
      store.set(open.slice(0, -1));
      return open[open.length - 1] ?? null;
    },
    close: () => store.set([]),
    focusOnce() {
      const isFirst = !hadFocus;
      hadFocus = true;
      return isFirst;
    },
  };
}

import * as React from 'react';
import { unstable_batchedUpdates } from 'react-dom';

/** A value that changes, outside React: the prefetch starts while the phone rings, before any component is there. */
export interface Store<S> {
  get(): S;
  set(next: S): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<S>(initial: S): Store<S> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(next) {
      if (Object.is(next, current)) return;
      current = next;
      // React 17 would draw once for each listener otherwise
      unstable_batchedUpdates(() => {
        for (const listener of [...listeners]) listener();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Reads a store and renders again when it changes. Flex runs React 17, which has no useSyncExternalStore. */
export function useStore<S>(store: Store<S>): S {
  const [, rerender] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    let seen = store.get();
    const check = (): void => {
      if (Object.is(seen, store.get())) return;
      seen = store.get();
      rerender();
    };
    // it may have changed between rendering and this effect
    rerender();
    return store.subscribe(check);
  }, [store]);
  return store.get();
}

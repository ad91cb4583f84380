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
export const useStore = <S>(store: Store<S>): S => useSelected(store, itself);
const itself = <S>(state: S): S => state;

/**
 * Reads a part of a store and renders again only when that part changes.
 * @param select answers with something that stays the same while the part does: not an object made for each reading
 */
export function useSelected<S, P>(store: Store<S>, select: (state: S) => P): P {
  const [, rerender] = React.useReducer((count: number) => count + 1, 0);
  const part = select(store.get());
  const drawn = React.useRef({ part, select });
  drawn.current = { part, select };
  React.useEffect(() => {
    const check = (): void => {
      if (!Object.is(drawn.current.part, drawn.current.select(store.get()))) rerender();
    };
    // it may have changed between rendering and this effect
    check();
    return store.subscribe(check);
  }, [store]);
  return part;
}

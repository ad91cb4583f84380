import type { Store } from './store';

/** How long something lives: what it follows is let go at once when it ends, and an answer that comes too late can tell. */
export interface Lifetime {
  readonly isOver: boolean;
  /** Listens to a store until the end. */
  follow<S>(store: Store<S>, listener: (value: S) => void): void;
  onEnd(cleanUp: () => void): void;
}

export function createLifetime(): Lifetime & { end: () => void } {
  const cleanUps: (() => void)[] = [];
  let isOver = false;
  return {
    get isOver() {
      return isOver;
    },
    follow: (store, listener) => void cleanUps.push(store.subscribe(() => listener(store.get()))),
    onEnd: (cleanUp) => void cleanUps.push(cleanUp),
    end() {
      isOver = true;
      for (const cleanUp of cleanUps.splice(0)) cleanUp();
    },
  };
}

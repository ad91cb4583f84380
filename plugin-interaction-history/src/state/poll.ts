import * as React from 'react';
import { isOnline } from './online';

/** Whether it is worth asking the server now: the page can be seen, and there is a network. */
const isWatched = (): boolean => document.visibilityState === 'visible' && isOnline();

/** Calls back every `ms` while the page is visible and online. Returns how to stop. */
export function whileVisible(ms: number, poll: () => void): () => void {
  const timer = setInterval(() => {
    if (isWatched()) poll();
  }, ms);
  return () => clearInterval(timer);
}

/** Calls back each time someone comes back to the page, from another window or another tab, while it is online. Returns how to stop. */
export function onReturn(refresh: () => void): () => void {
  const check = (): void => {
    if (isWatched()) refresh();
  };
  window.addEventListener('focus', check);
  document.addEventListener('visibilitychange', check);
  return () => {
    window.removeEventListener('focus', check);
    document.removeEventListener('visibilitychange', check);
  };
}

/** `whileVisible` for as long as the component is mounted; the newest `poll` is called, and a new one restarts no timer. */
export function usePolling(ms: number, poll: () => void): void {
  const latest = React.useRef(poll);
  latest.current = poll;
  React.useEffect(() => whileVisible(ms, () => latest.current()), [ms]);
}

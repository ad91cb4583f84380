import * as React from 'react';

/** Whether the browser has a network, as it says itself: true may still mean that the Functions can't be reached. */
export const isOnline = (): boolean => navigator.onLine;

/** Calls back each time the network comes or goes. Returns how to stop. */
export function onOnlineChange(listener: (online: boolean) => void): () => void {
  const check = (): void => listener(isOnline());
  window.addEventListener('online', check);
  window.addEventListener('offline', check);
  return () => {
    window.removeEventListener('online', check);
    window.removeEventListener('offline', check);
  };
}

/** Whether the browser has a network; renders again when that changes. */
export function useOnline(): boolean {
  const [online, setOnline] = React.useState(isOnline);
  React.useEffect(() => {
    // it may have changed between rendering and this effect
    setOnline(isOnline());
    return onOnlineChange(setOnline);
  }, []);
  return online;
}

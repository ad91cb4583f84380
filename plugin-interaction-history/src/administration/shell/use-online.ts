import * as React from 'react';

/** Whether the browser has a network, as it says itself. */
export function useOnline(): boolean {
  const [isOnline, setOnline] = React.useState(() => navigator.onLine);
  React.useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}

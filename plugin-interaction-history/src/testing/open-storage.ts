import { browserStorage } from '../state/browser-storage';
import type { Cause, SealedStorage } from '../state/sealed-storage';

/** Storage that keeps what it is given in the open and at once, so that a test can lay something there and read it: the sealing has tests of its own. */
export function openStorage(): SealedStorage {
  const storage = browserStorage();
  /** What the browser refused. */
  const onlyHere = new Map<string, unknown>();
  const listeners = new Set<(key: string, cause: Cause) => void>();
  window.addEventListener('storage', ({ key }) => {
    for (const listener of [...listeners]) if (key !== null) listener(key, 'elsewhere');
  });
  return {
    read: (key) => onlyHere.get(key) ?? storage.read(key),
    write(key, value) {
      const isKept = storage.write(key, value);
      if (isKept) onlyHere.delete(key);
      else onlyHere.set(key, value);
      return isKept;
    },
    remove(key) {
      onlyHere.delete(key);
      storage.remove(key);
    },
    keys: (prefix) => [...new Set([...onlyHere.keys(), ...storage.keys(prefix)])].filter((key) => key.startsWith(prefix)),
    keeps: () => onlyHere.size === 0,
    locked: () => 0,
    onlyHere: () => [...onlyHere.keys()],
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    settled: () => Promise.resolve(),
  };
}

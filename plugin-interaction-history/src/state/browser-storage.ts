/** localStorage, which a browser may refuse (private mode, full disk, policy): then it says so instead of throwing. */
export interface BrowserStorage {
  read(key: string): unknown;
  /** False when the browser did not keep it. */
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
  keys(prefix: string): string[];
}

export function browserStorage(storage: Storage | null = ownStorage()): BrowserStorage {
  return {
    read(key) {
      try {
        const text = storage?.getItem(key);
        return text ? (JSON.parse(text) as unknown) : null;
      } catch {
        // what cannot be read as JSON was not written by us, or half: it counts as absent
        return null;
      }
    },
    write(key, value) {
      try {
        storage?.setItem(key, JSON.stringify(value));
        return storage !== null;
      } catch {
        return false;
      }
    },
    remove: (key) => storage?.removeItem(key),
    keys: (prefix) => (storage === null ? [] : Object.keys(storage).filter((key) => key.startsWith(prefix))),
  };
}

function ownStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    // merely naming it throws where site data is blocked
    return null;
  }
}

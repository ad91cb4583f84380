import type { BrowserStorage } from './browser-storage';

/** How a value came that this page did not write: from an earlier page, or from another tab that is open now. */
export type Cause = 'earlier' | 'elsewhere';

/**
 * Browser storage for what a person wrote or who a customer is: sealed, so that the next person at this desk can read none of it
 * (PR-4). In memory at once, in the browser as soon as the key is here.
 */
export interface SealedStorage extends BrowserStorage {
  /** False: until the key is here, or where the browser refuses, it lives as long as the page does. */
  write(key: string, value: unknown): boolean;
  /** Whether what is written now outlives the page. */
  keeps(): boolean;
  /** How many values lie in the browser that can't be read before the key is here. */
  locked(prefix: string): number;
  /** Values that would go with this page. */
  onlyHere(): readonly string[];
  /** Returns how to stop. */
  onChange(listener: (key: string, cause: Cause) => void): () => void;
  /** Resolves when what was written is in the browser, or can't be. */
  settled(): Promise<void>;
}

/** What lies in the browser: `at` is when the value was first written, in ms since the epoch; the rest is AES-GCM, in base64. */
interface Envelope {
  at: number;
  iv: string;
  sealed: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** A kind of value: how long it may lie in the browser, and what is made of two texts that were typed apart. */
export interface Kind {
  prefix: string;
  keepMs: number;
  join?: (earlier: unknown, mine: unknown) => unknown;
}

/** @returns `unlock` is called once, with the 32 bytes of the worker's key */
export function createSealedStorage(
  storage: BrowserStorage,
  kinds: readonly Kind[],
  now: () => number = Date.now,
): SealedStorage & { unlock(key: Bytes): Promise<void> } {
  const known = new Map<string, unknown>();
  /** When a value was first written: rewriting makes it no younger. */
  const since = new Map<string, number>();
  const onlyHere = new Set<string>();
  const listeners = new Set<(key: string, cause: Cause) => void>();
  let key: CryptoKey | null = null;
  let isRefused = false;
  let work: Promise<void> = Promise.resolve();

  const tell = (name: string, cause: Cause): void => {
    for (const listener of [...listeners]) listener(name, cause);
  };
  const kindOf = (name: string): Kind | undefined => kinds.find(({ prefix }) => name.startsWith(prefix));

  // everyone's: a shared computer may hold what agents left who never come back to it; what isn't sealed has no business here
  for (const { prefix, keepMs } of kinds)
    for (const name of storage.keys(prefix)) {
      const envelope = envelopeIn(storage.read(name));
      if (envelope === null || now() - envelope.at > keepMs) storage.remove(name);
    }

  const put = async (name: string): Promise<void> => {
    if (key === null) return;
    const value = known.get(name);
    const at = since.get(name) ?? now();
    const envelope = await seal(key, name, value, at);
    // changed or removed meanwhile: a later turn writes what holds
    if (known.get(name) !== value || !known.has(name)) return;
    isRefused = !storage.write(name, envelope);
    if (!isRefused) onlyHere.delete(name);
  };
  const later = (turn: () => Promise<void>): Promise<void> => (work = work.then(turn));

  const take = async (name: string, cause: Cause): Promise<void> => {
    const envelope = envelopeIn(storage.read(name));
    const value = key === null || envelope === null ? undefined : await open(key, name, envelope);
    // another worker's, or sealed under a key that is gone
    if (value === undefined || envelope === null) return;
    const kind = kindOf(name);
    const isBoth = cause === 'earlier' && known.has(name);
    since.set(name, envelope.at);
    known.set(name, isBoth && kind?.join ? kind.join(value, known.get(name)) : isBoth ? known.get(name) : value);
    tell(name, cause);
  };

  window.addEventListener('storage', ({ key: name, newValue }) => {
    if (name === null || kindOf(name) === undefined) return;
    if (newValue !== null) return void later(() => take(name, 'elsewhere'));
    if (known.delete(name)) tell(name, 'elsewhere');
  });

  return {
    async unlock(raw) {
      key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
      await later(async () => {
        for (const { prefix } of kinds) for (const name of storage.keys(prefix)) await take(name, 'earlier');
        for (const name of known.keys()) await put(name);
      });
    },
    read: (name) => known.get(name) ?? null,
    write(name, value) {
      known.set(name, value);
      if (!since.has(name)) since.set(name, now());
      onlyHere.add(name);
      void later(() => put(name));
      return key !== null && !isRefused;
    },
    remove(name) {
      known.delete(name);
      since.delete(name);
      onlyHere.delete(name);
      storage.remove(name);
    },
    keys: (prefix) => [...known.keys()].filter((name) => name.startsWith(prefix)),
    keeps: () => key !== null && !isRefused,
    locked: (prefix) => (key === null ? storage.keys(prefix).filter((name) => !known.has(name)).length : 0),
    onlyHere: () => [...onlyHere],
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    settled: () => work,
  };
}

function envelopeIn(value: unknown): Envelope | null {
  const { at, iv, sealed } = (value ?? {}) as Partial<Record<keyof Envelope, unknown>>;
  return typeof at === 'number' && typeof iv === 'string' && typeof sealed === 'string' ? { at, iv, sealed } : null;
}

/** The name is sealed along: a text moved to another task's place can't be opened there. */
async function seal(key: CryptoKey, name: string, value: unknown, at: number): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(name);
  const text = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text);
  return { at, iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) };
}

/** Undefined for what this key can't open. */
async function open(key: CryptoKey, name: string, { iv, sealed }: Envelope): Promise<unknown> {
  try {
    const additionalData = new TextEncoder().encode(name);
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv), additionalData }, key, fromBase64(sealed));
    return JSON.parse(new TextDecoder().decode(text)) as unknown;
  } catch {
    return undefined;
  }
}

const toBase64 = (bytes: Bytes): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

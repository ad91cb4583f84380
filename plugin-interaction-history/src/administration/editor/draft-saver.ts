import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import type { BrowserStorage } from '../../state/browser-storage';
import { createStore, type Store } from '../../state/store';

/** The draft being sent to the server. `codes` null: it equals what is published, so there is no draft. */
export interface Draft {
  baseVersion: number;
  codes: readonly ReasonCode[] | null;
}

/** Which page a draft is from, and which stored revision it continues from. */
export interface Origin {
  tab: string;
  onto: string | null;
}
/** A draft that this browser holds; `at` in milliseconds. */
export type Left = Draft & Origin & { at: number };

/** Always the truth about the newest edit. */
export type SaveState =
  | { phase: 'idle' }
  /** Edited; sent in a moment. */
  | { phase: 'unsaved' }
  | { phase: 'saving' }
  | { phase: 'saved'; at: number }
  /** Kept in this browser; sent when the network is back. */
  | { phase: 'offline' }
  /** Refused: another page of this editor has saved something else meanwhile (AD-2). Kept in this browser. */
  | { phase: 'conflict' }
  | { phase: 'failed'; error: ApiError };

export interface DraftSaver {
  state: Store<SaveState>;
  put(draft: Draft): void;
  /** Sends at once what is waiting; ends when the server has it or has failed. */
  flush(): Promise<void>;
  /** What a failed save or a closed page left in this browser. */
  left(): Left | null;
  /** What waits is given up: another draft has taken its place. */
  forget(): void;
}

const DELAY_MS = 800;

/**
 * Saves an editor's draft in order and one at a time: while one is under way, only the newest waits. What the server does not
 * have is kept in this browser when a save fails and when the page is left.
 */
export function createDraftSaver(
  send: (draft: Draft) => Promise<'saved' | 'conflict'>,
  storage: BrowserStorage,
  key: string,
  origin: () => Origin,
  now: () => number = Date.now,
): DraftSaver {
  const state = createStore<SaveState>({ phase: 'idle' });
  let waiting: Draft | null = null;
  let flight: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (): void => {
    if (waiting !== null) storage.write(key, { ...waiting, ...origin(), at: now() } satisfies Left);
  };
  const run = async (): Promise<void> => {
    while (waiting !== null) {
      const draft: Draft = waiting;
      state.set({ phase: 'saving' });
      try {
        if ((await send(draft)) === 'conflict') {
          keep();
          return state.set({ phase: 'conflict' });
        }
      } catch (thrown) {
        const error = asApiError(thrown);
        keep();
        state.set(error.code === 'offline' ? { phase: 'offline' } : { phase: 'failed', error });
        return;
      }
      if (waiting === draft) waiting = null;
      if (waiting === null) {
        storage.remove(key);
        state.set({ phase: 'saved', at: now() });
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    return (flight ??= run().finally(() => (flight = null)));
  };
  window.addEventListener('online', () => void flush());
  window.addEventListener('pagehide', keep);

  return {
    state,
    put(draft) {
      waiting = draft;
      if (state.get().phase !== 'saving') state.set({ phase: 'unsaved' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), DELAY_MS);
    },
    flush,
    left() {
      const kept = storage.read(key) as Left | null;
      return kept !== null && typeof kept.baseVersion === 'number' && Array.isArray(kept.codes) ? kept : null;
    },
    forget() {
      waiting = null;
      clearTimeout(timer);
      storage.remove(key);
      state.set({ phase: 'idle' });
    },
  };
}

import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { createStore, type Store } from '../../state/store';

/** The published tree as far as it is known. `copyFrom`: when the copy in this browser was read, where the server did not answer. */
export interface ReasonCodes {
  phase: 'loading' | 'ready' | 'failed';
  tree: ReasonTree | null;
  copyFrom: number | null;
  error: ApiError | null;
}

const KEY = 'interaction-history:reason-codes';

export interface ReasonCodeLoader {
  store: Store<ReasonCodes>;
  load(): Promise<void>;
}

/** Reads the tree once a page, and again on request; only a newer version travels. */
export function createReasonCodes(api: ApiCall, storage: BrowserStorage, now: () => number = Date.now): ReasonCodeLoader {
  const store = createStore<ReasonCodes>({ phase: 'loading', tree: null, copyFrom: null, error: null });
  let flight: Promise<void> | null = null;

  const fetchTree = async (): Promise<void> => {
    const copy = readCopy(storage);
    try {
      const answer = await api('reason-codes/current', copy ? { knownVersion: copy.tree.version } : {});
      const tree = answer.tree ?? copy?.tree ?? null;
      if (tree === null) throw new Error('the server sent no tree though none was known');
      storage.write(KEY, { tree, at: now() });
      store.set({ phase: 'ready', tree, copyFrom: null, error: null });
    } catch (thrown) {
      const error = asApiError(thrown);
      store.set(
        copy
          ? { phase: 'ready', tree: copy.tree, copyFrom: copy.at, error }
          : { phase: 'failed', tree: null, copyFrom: null, error },
      );
    }
  };

  return {
    store,
    load() {
      if (flight) return flight;
      if (store.get().phase === 'failed') store.set({ ...store.get(), phase: 'loading', error: null });
      flight = fetchTree().finally(() => (flight = null));
      return flight;
    },
  };
}

function readCopy(storage: BrowserStorage): { tree: ReasonTree; at: number } | null {
  const copy = storage.read(KEY) as { tree?: Partial<ReasonTree>; at?: unknown } | null;
  const isTree = Array.isArray(copy?.tree?.codes) && typeof copy.tree.version === 'number' && typeof copy.at === 'number';
  return isTree ? (copy as { tree: ReasonTree; at: number }) : null;
}

import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { whileVisible } from '../../state/poll';
import { singleFlight } from '../../state/single-flight';
import { createStore, type Store } from '../../state/store';
import { timings } from '../../state/timings';

/**
 * The published tree as far as it is known. `copyFrom`: when the copy in this browser was read, where the server did not
 * answer. `error`: of the last answer; it stands until the next one.
 */
export interface ReasonCodes {
  phase: 'loading' | 'ready' | 'failed';
  tree: ReasonTree | null;
  copyFrom: number | null;
  error: ApiError | null;
  /** Queue sid → ids of the reasons this agent records most there. */
  mostUsed: Readonly<Record<string, string[]>>;
}

const KEY = 'interaction-history:reason-codes';
/** A task that arrives asks again, unless someone just did. */
const JUST_ASKED_MS = 5_000;

export interface ReasonCodeLoader {
  store: Store<ReasonCodes>;
  load(): Promise<void>;
  /** Asks again for a task that has just arrived: it begins with the codes of its minute. */
  refresh(): void;
  /** Follows publications from now on, while someone looks at the page. Returns how to stop. */
  follow(): () => void;
}

/** Reads the tree at the start, for each new task and every 40 s; only a newer version travels. */
export function createReasonCodes(api: ApiCall, storage: BrowserStorage, now: () => number = Date.now): ReasonCodeLoader {
  const store = createStore<ReasonCodes>({ phase: 'loading', tree: null, copyFrom: null, error: null, mostUsed: {} });
  let askedAt = 0;
  let usageIsKnown = false;

  const fetchTree = async (): Promise<void> => {
    const copy = readCopy(storage);
    const { tree: held } = store.get();
    const known = held ?? copy?.tree ?? null;
    try {
      const answer = await api('reason-codes/current', {
        ...(known ? { knownVersion: known.version } : {}),
        ...(usageIsKnown ? {} : { withUsage: true }),
      });
      const tree = answer.tree ?? known;
      if (tree === null) throw new Error('the server sent no tree though none was known');
      usageIsKnown ||= answer.mostUsed !== null;
      storage.write(KEY, { tree, at: now() });
      store.set({ phase: 'ready', tree, copyFrom: null, error: null, mostUsed: answer.mostUsed ?? store.get().mostUsed });
    } catch (thrown) {
      const error = asApiError(thrown);
      // what this page was told stands for as long as the page does; a copy of an earlier page says how old it is
      if (held !== null) store.set({ ...store.get(), error });
      else if (copy) store.set({ ...store.get(), phase: 'ready', tree: copy.tree, copyFrom: copy.at, error });
      else store.set({ ...store.get(), phase: 'failed', tree: null, copyFrom: null, error });
    }
  };

  const load = singleFlight(() => {
    askedAt = now();
    if (store.get().phase === 'failed') store.set({ ...store.get(), phase: 'loading' });
    return fetchTree();
  });
  const refresh = (): void => void (now() - askedAt > JUST_ASKED_MS && load());

  return {
    store,
    load,
    refresh,
    follow: () => whileVisible(timings.followReasonCodes, () => void load()),
  };
}

function readCopy(storage: BrowserStorage): { tree: ReasonTree; at: number } | null {
  const copy = storage.read(KEY) as { tree?: Partial<ReasonTree>; at?: unknown } | null;
  const isTree = Array.isArray(copy?.tree?.codes) && typeof copy.tree.version === 'number' && typeof copy.at === 'number';
  return isTree ? (copy as { tree: ReasonTree; at: number }) : null;
}

import * as React from 'react';
import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import { createStore, useStore } from '../../state/store';

interface Listed<R extends Revision> {
  revisions: readonly R[];
  phase: 'loading' | 'ready';
  error: ApiError | null;
  more: boolean;
}

/** Revisions read so far, newest first. */
export interface Pages<R extends Revision> extends Listed<R> {
  showMore: () => void;
  /** From the newest again. */
  reload: () => void;
}

/** A list of revisions, page by page. */
export function usePages<R extends Revision>(
  read: (before: number | undefined) => Promise<{ revisions: R[]; more: boolean }>,
): Pages<R> {
  const store = React.useMemo(() => createStore<Listed<R>>({ revisions: [], phase: 'loading', error: null, more: false }), []);
  const load = React.useCallback(
    async (known: readonly R[]): Promise<void> => {
      store.set({ ...store.get(), phase: 'loading', error: null });
      try {
        const { revisions, more } = await read(known[known.length - 1]?.version);
        store.set({ revisions: [...known, ...revisions], phase: 'ready', error: null, more });
      } catch (thrown) {
        store.set({ ...store.get(), phase: 'ready', error: asApiError(thrown) });
      }
    },
    [read, store],
  );
  React.useEffect(() => void load([]), [load]);
  const listed = useStore(store);
  return { ...listed, showMore: () => void load(listed.revisions), reload: () => void load([]) };
}

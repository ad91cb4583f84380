import * as React from 'react';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import { createStore, useStore } from '../../state/store';
import { useApi } from '../shell/administration-context';

export type Tree = { phase: 'reading' } | { phase: 'ready'; codes: readonly ReasonCode[] } | { phase: 'failed'; error: ApiError };

/** Whole trees of revisions, each read once. @returns a revision's tree as far as it is known */
export function useTrees(wanted: readonly number[]): { tree: (version: number) => Tree; retry: () => void } {
  const api = useApi();
  const store = React.useMemo(() => createStore<ReadonlyMap<number, Tree>>(new Map()), []);
  const known = useStore(store);
  React.useEffect(() => {
    const set = (version: number, tree: Tree): void => store.set(new Map([...store.get(), [version, tree]]));
    const read = async (version: number): Promise<void> => {
      set(version, { phase: 'reading' });
      try {
        const { tree } = await api('reason-codes/revisions', { version });
        if (tree === null) throw new Error(`revision ${version} came without its tree`);
        set(version, { phase: 'ready', codes: tree.codes });
      } catch (thrown) {
        set(version, { phase: 'failed', error: asApiError(thrown) });
      }
    };
    for (const version of wanted) if (!store.get().has(version)) void read(version);
  }, [api, store, wanted, known]);
  return {
    tree: (version) => known.get(version) ?? { phase: 'reading' },
    retry: () => store.set(new Map([...known].filter(([, { phase }]) => phase !== 'failed'))),
  };
}

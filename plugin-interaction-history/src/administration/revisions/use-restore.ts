import * as React from 'react';
import type { PublicationIssue, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import { createStore, useStore } from '../../state/store';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import { useApi } from '../shell/administration-context';

export type Restoring =
  | { phase: 'idle' | 'sending' }
  | { phase: 'restored'; version: number; made: number }
  | { phase: 'stale'; by: Revision }
  | { phase: 'invalid'; issues: readonly PublicationIssue[] }
  | { phase: 'failed'; error: ApiError };

/** Publishes an earlier revision again; whatever was published meanwhile is listed first and never overwritten (AD-2). */
export function useRestore(
  editor: ReasonCodesEditor,
  reload: () => void,
): { state: Restoring; restore: (version: number, onto: number) => Promise<void> } {
  const api = useApi();
  const store = React.useMemo(() => createStore<Restoring>({ phase: 'idle' }), []);
  const restore = async (version: number, onto: number): Promise<void> => {
    store.set({ phase: 'sending' });
    try {
      const answer = await api('reason-codes/restore', { baseVersion: onto, version });
      if (answer.outcome === 'invalid') return store.set({ phase: 'invalid', issues: answer.issues });
      if (answer.outcome === 'stale') store.set({ phase: 'stale', by: answer.by });
      else store.set({ phase: 'restored', version, made: answer.revision.version });
      reload();
      // the tree and its draft are on the newest revision from now on
      await editor.takeUpNewest();
    } catch (thrown) {
      store.set({ phase: 'failed', error: asApiError(thrown) });
    }
  };
  return { state: useStore(store), restore };
}

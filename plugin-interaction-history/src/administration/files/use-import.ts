import * as React from 'react';
import type { ImportIssue, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import { createStore, useStore } from '../../state/store';
import { useApi } from '../shell/administration-context';
import { readCodesFile, type FileProblem } from './read-file';

export type Importing =
  | { phase: 'reading' }
  | { phase: 'trouble'; trouble: FileProblem }
  | { phase: 'failed'; error: ApiError }
  | { phase: 'refused'; issues: readonly ImportIssue[]; total: number }
  | { phase: 'read'; codes: readonly ReasonCode[] };

/** Reads and checks a file; a file chosen meanwhile takes its place. */
export function useImport(file: File): { state: Importing; again: () => void } {
  const api = useApi();
  const store = React.useMemo(() => createStore<Importing>({ phase: 'reading' }), []);
  const [attempt, setAttempt] = React.useState(0);
  React.useEffect(() => {
    let isGone = false;
    const set = (next: Importing): void => {
      if (!isGone) store.set(next);
    };
    const check = async (): Promise<void> => {
      set({ phase: 'reading' });
      const read = await readCodesFile(file);
      if ('problem' in read) return set({ phase: 'trouble', trouble: read });
      try {
        const answer = await api('reason-codes/import', read);
        set(answer.outcome === 'read' ? { phase: 'read', codes: answer.codes } : { phase: 'refused', ...answer });
      } catch (thrown) {
        set({ phase: 'failed', error: asApiError(thrown) });
      }
    };
    void check();
    return () => void (isGone = true);
  }, [api, file, attempt, store]);
  return { state: useStore(store), again: () => setAttempt(attempt + 1) };
}

import * as React from 'react';
import { asApiError, type ApiError } from '../../api/api-error';

/** What a page has read. `before`: what was read last, to be shown meanwhile. */
export type Read<T> =
  { phase: 'loading'; before: T | null } | { phase: 'failed'; error: ApiError } | { phase: 'ready'; value: T };

/** What there is to show: the answer, or while it is read again the one before. */
export function shownOf<T>(read: Read<T>): T | null {
  if (read.phase === 'ready') return read.value;
  return read.phase === 'loading' ? read.before : null;
}

/**
 * Reads when the page opens, whenever `load` is another function, and on demand. The latest question wins; an answer that comes after the
 * page was left changes nothing.
 * @param load kept by `useCallback`
 */
export function useRead<T>(load: () => Promise<T>): { read: Read<T>; again: () => void } {
  const [read, setRead] = React.useState<Read<T>>({ phase: 'loading', before: null });
  const [attempt, setAttempt] = React.useState(0);
  React.useEffect(() => {
    let isLatest = true;
    setRead((last) => ({ phase: 'loading', before: shownOf(last) }));
    load().then(
      (value) => {
        if (isLatest) setRead({ phase: 'ready', value });
      },
      (thrown: unknown) => {
        if (isLatest) setRead({ phase: 'failed', error: asApiError(thrown) });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [load, attempt]);
  return { read, again: () => setAttempt(attempt + 1) };
}

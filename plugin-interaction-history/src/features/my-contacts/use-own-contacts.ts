import * as React from 'react';
import type { OwnInteractions } from '@interaction-history/shared/src/contract/interactions';
import { useStore } from '../../state/store';
import type { WorkerStores } from '../task-session';

/** Read when the list opens, and again once an amendment is closed or the outbox has sent something. */
export function useOwnContacts({ api, amendment, outbox }: WorkerStores): {
  answer: OwnInteractions | null;
  error: unknown;
  retry: () => void;
} {
  const [state, setState] = React.useState<{ answer: OwnInteractions | null; error: unknown }>({ answer: null, error: null });
  const [tries, retry] = React.useReducer((count: number) => count + 1, 0);
  const isAmending = useStore(amendment.store) !== null;
  const unsent = useStore(outbox.store).entries.length;
  React.useEffect(() => {
    if (isAmending) return undefined;
    let isOver = false;
    api('interactions/own', {}).then(
      (answer) => !isOver && setState({ answer, error: null }),
      // what was read before stays in sight
      (error: unknown) => !isOver && setState(({ answer }) => ({ answer, error })),
    );
    return () => void (isOver = true);
  }, [api, isAmending, unsent, tries]);
  return { ...state, retry };
}

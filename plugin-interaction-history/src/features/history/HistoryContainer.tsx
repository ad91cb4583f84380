import { timings } from '../../state/timings';
import * as React from 'react';
import { onReturn, whileVisible } from '../../state/poll';
import { createStore, useStore } from '../../state/store';
import { useTaskSession } from '../task-session';
import { HistorySection } from './HistorySection';
import { NO_FILTER, type Filter } from './history-filter';
import { shownHistory, type HistoryPage, type Shown } from './history-state';

/** What stands for the page where no history is shown: hooks must run all the same. */
const NO_PAGE = createStore(null);

/** Whose history belongs on the screen, and its page; null where none is shown. */
export function useHistoryPage(filter: Filter = NO_FILTER): { shown: Shown; page: HistoryPage | null } {
  const { task, customer, history } = useTaskSession();
  const shown = shownHistory(useStore(task), useStore(customer.store));
  const page = useStore<HistoryPage | null>(shown.show === 'owner' ? history.of(shown.owner, filter) : NO_PAGE);
  return { shown, page };
}

/** The history in the tab: filtered as asked, read again while someone looks, its entries amended in their place. */
export const HistoryContainer: React.FC = () => {
  const { history } = useTaskSession();
  const filter = useStore(history.filter);
  const { shown, page } = useHistoryPage(filter);
  useFreshHistory(shown);
  return <HistorySection shown={shown} page={page} filter={filter} />;
};

/** On coming back to the page the history is read again; while it is looked at, a look for new entries every 20 s. */
function useFreshHistory(shown: Shown): void {
  const { history } = useTaskSession();
  const latest = React.useRef(shown);
  latest.current = shown;
  React.useEffect(() => {
    const withOwner = (act: typeof history.look): void => {
      if (latest.current.show === 'owner') act(latest.current.owner);
    };
    const stopPolling = whileVisible(timings.followHistory, () => withOwner(history.look));
    const stopRefreshing = onReturn(() => withOwner(history.refresh));
    return () => {
      stopPolling();
      stopRefreshing();
    };
  }, [history]);
}

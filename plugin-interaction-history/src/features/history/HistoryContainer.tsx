import * as React from 'react';
import { HistorySection } from './HistorySection';
import { NO_FILTER, type Filter } from './history-filter';
import type { HistoryPage, Shown } from './history-state';
import type { Features } from '../features';
import { createStore, useStore } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import { timings } from '../../state/timings';

interface Props {
  task: AgentTask;
  features: Features;
  shown: Shown;
}

/** What stands for the page where no history is shown: hooks must run all the same. */
const NO_PAGE = createStore(null);
/** The page of the customer's whole history; null where none is shown. */
export function useHistoryPage({ task, features, shown }: Props, filter: Filter = NO_FILTER): HistoryPage | null {
  return useStore<HistoryPage | null>(shown.show === 'owner' ? features.histories.of(task, shown.owner, filter) : NO_PAGE);
}

/** The history in the tab: filtered as asked, read again while somebody looks, its entries amended in their place. */
export const HistoryPart: React.FC<Props> = (props) => {
  const { task, features, shown } = props;
  const { customers, histories, amendments, reasonCodes, settings, amender } = features;
  const filter = useStore(histories.filter(task));
  const page = useHistoryPage(props, filter);
  const amendment = useStore(amendments.of(task));
  const { tree } = useStore(reasonCodes.store);
  const { wrapUpPolicy } = useStore(settings.store);
  const { lookup } = useStore(customers.of(task));
  // the server's form of it, once it is there: what is stored is compared with that
  const own = lookup.phase === 'done' ? lookup.answer.identity : task.caller;
  const ownAddress = own.kind === 'withheld' ? null : own.value;
  const owner = shown.show === 'owner' ? shown.owner : null;
  useFreshHistory(task, features, owner);
  return (
    <HistorySection
      shown={shown}
      page={page}
      filter={filter}
      tree={tree}
      policy={wrapUpPolicy}
      amender={amender}
      ownAddress={ownAddress}
      amendment={amendment}
      onFilter={(change) => histories.filter(task).set({ ...filter, ...change })}
      onMore={() => owner !== null && histories.more(task, owner, filter)}
      onRetry={() => owner !== null && histories.retry(task, owner, filter)}
      onAmend={(entry) => amendments.open(task, entry)}
      onEditAmendment={(change) => amendments.edit(task, change)}
      onSaveAmendment={() => void amendments.save(task)}
      onCancelAmendment={() => amendments.cancel(task)}
      onCloseAmendment={() => amendments.close(task)}
    />
  );
};

/** On coming back to the page the history is read again; while it is looked at, a look for new entries every 20 s. */
function useFreshHistory(task: AgentTask, { histories }: Features, owner: (Shown & { show: 'owner' })['owner'] | null): void {
  const latest = React.useRef({ task, owner });
  latest.current = { task, owner };
  React.useEffect(() => {
    const withOwner = (act: typeof histories.look): void => {
      const { task: current, owner: whose } = latest.current;
      if (whose !== null && document.visibilityState === 'visible' && navigator.onLine) act(current, whose);
    };
    const refresh = (): void => withOwner(histories.refresh);
    const timer = setInterval(() => withOwner(histories.look), timings.followHistory);
    window.addEventListener('focus', refresh);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', refresh);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [histories]);
}

import * as React from 'react';
import { hasNoCaller } from '../../tasks/agent-task';
import { Box } from '@twilio-paste/core/box';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { countOf, momentOf } from '../../strings/format';
import { useLanguage, useStrings } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Announce, Grow, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { useFocusFallback } from '../../ui/focus';
import { useNow } from '../../ui/use-now';
import { useTaskSession } from '../task-session';
import { CallButton } from '../calls/CallButton';
import { LateInTab } from '../late/LateInTab';
import { mayAmend } from './amendment-store';
import { EntrySkeletons, HistoryFooter } from './HistoryFooter';
import { HistoryEntry } from './HistoryEntry';
import { HistoryFilters } from './HistoryFilters';
import { isFiltering, type Filter } from './history-filter';
import type { HistoryPage, Shown } from './history-state';

interface Props {
  shown: Shown;
  /** The page of the shown owner and filter; null when none is shown. */
  page: HistoryPage | null;
  filter: Filter;
}

/** What is older than this is said to be (IH-1 is about reading cost, not about knowing). */
const STALE_MS = 5 * 60_000;

/** What happened before, newest first. */
export const HistorySection: React.FC<Props> = ({ shown, page, filter }) => {
  const { worker, history: store, amendment: amendments } = useTaskSession();
  const { tree } = useStore(worker.reasonCodes.store);
  const amendment = useStore(amendments.store);
  const ownAddress = useOwnAddress();
  const { strings, locale } = useLanguage();
  const now = useNow(60_000);
  const { history } = strings;
  const heading = React.useRef<HTMLElement>(null);
  // Retry goes with the failure it ends
  const failure = useFocusFallback<HTMLElement>(() => heading.current);
  if (shown.show !== 'owner' || page === null)
    return (
      <Section label={history.heading}>
        <NoHistory isWithheld={shown.show === 'withheld'} />
      </Section>
    );
  const { owner } = shown;
  const isStale = page.asOf !== null && (page.error !== null || now - page.asOf > STALE_MS);
  const filtering = isFiltering(filter);
  // a form whose entry is not on the page (filtered out, another customer's) holds up no other entry
  const isAmending = page.entries.some((entry) => entry.interactionId === amendment?.entry.interactionId);
  const none = filtering ? history.noneFound : history.none;
  return (
    <Section label={history.heading} busy={page.phase === 'loading'} minHeight={page.phase === 'loading' ? '16rem' : undefined}>
      <Row minHeight="sizeSquare60">
        <Strong as="h2" ref={heading} tabIndex={-1}>
          {history.heading}
        </Strong>
        {page.phase === 'ready' ? <Count>{countOf(locale, page.total)}</Count> : null}
        <Grow />
        {isStale && page.asOf !== null ? <Small>{history.asOf(momentOf(locale, page.asOf, now))}</Small> : null}
      </Row>
      {filtering || page.total > 1 ? (
        <HistoryFilters filter={filter} tree={tree} onFilter={(change) => store.filter.set({ ...filter, ...change })} />
      ) : null}
      {page.error !== null ? (
        <Box ref={failure} marginTop="space30">
          <Notice
            kind="error"
            title={history.failed}
            body={strings.customer.failedBody(explain(page.error, strings))}
            action={<RetryButton onRetry={() => store.retry(owner, filter)} what={history.failed} busy={page.retrying} />}
          />
        </Box>
      ) : null}
      {page.phase === 'loading' ? <EntrySkeletons /> : null}
      {page.phase === 'ready' && page.entries.length === 0 && page.searchedTo === null ? (
        <Small marginTop="space20">{none}</Small>
      ) : null}
      {page.entries.length > 0 ? (
        <Box as="ul" margin="space0" padding="space0" marginTop="space20">
          {page.entries.map((entry) => (
            <HistoryEntry
              key={entry.interactionId}
              entry={entry}
              ownWorkerSid={worker.workerSid}
              ownAddress={ownAddress}
              now={now}
              call={<CallButton worker={worker} number={entry.address} customerId={entry.customerId} />}
              onAmend={mayAmend(entry, worker, now) && !isAmending ? () => amendments.open(entry) : null}
            >
              {amendment?.entry.interactionId === entry.interactionId ? (
                <LateInTab part="AmendInTab" what={history.amendHeading} />
              ) : undefined}
            </HistoryEntry>
          ))}
        </Box>
      ) : null}
      <HistoryFooter page={page} isFiltering={filtering} onMore={() => store.more(owner, filter)} />
      <Announce>{page.phase === 'loading' || page.retrying ? history.loading : ''}</Announce>
    </Section>
  );
};

/** Nobody's history is shown: of a withheld caller, or before the agent has said who it is. */
const NoHistory: React.FC<{ isWithheld: boolean }> = ({ isWithheld }) => {
  const { history } = useStrings();
  const task = useStore(useTaskSession().task);
  return isWithheld ? (
    <>
      <Strong as="h2">{history.heading}</Strong>
      <Small marginTop="space20">{hasNoCaller(task) ? history.noCaller : history.withheld}</Small>
    </>
  ) : (
    <Row>
      <Strong as="h2">{history.heading}</Strong>
      <Small>{history.afterChoice}</Small>
    </Row>
  );
};

/** The present caller's address, in its bare form; null when it is withheld. */
function useOwnAddress(): string | null {
  const { task, customer } = useTaskSession();
  const { caller } = useStore(task);
  const { lookup } = useStore(customer.store);
  // the server's form of it, once it is there: what is stored is compared with that
  const own = lookup.phase === 'done' ? lookup.answer.identity : caller;
  return own.kind === 'withheld' ? null : own.value;
}

import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { explain } from '../../api/api-error';
import { countOf, momentOf } from '../../strings/format';
import { useLanguage, useStrings } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Announce, Grow, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { useFocusHeir } from '../../ui/focus';
import { useNow } from '../../ui/use-now';
import type { Draft } from '../wrap-up/draft';
import { AmendForm } from './AmendForm';
import { mayAmend, type Amender, type Amendment } from './amendments';
import { EntrySkeletons, HistoryFooter } from './HistoryFooter';
import { HistoryEntry } from './HistoryEntry';
import { HistoryFilters } from './HistoryFilters';
import { isFiltering, type Filter } from './history-filter';
import type { HistoryPage, Shown } from './history-state';

export interface HistorySectionProps {
  shown: Shown;
  /** The page of the shown owner and filter; null when none is shown. */
  page: HistoryPage | null;
  filter: Filter;
  tree: ReasonTree | null;
  policy: WrapUpPolicy;
  amender: Amender;
  /** The present caller's address, in its bare form; null when it is withheld. */
  ownAddress: string | null;
  amendment: Amendment | null;
  onFilter: (change: Partial<Filter>) => void;
  onMore: () => void;
  onRetry: () => void;
  onAmend: (entry: Interaction) => void;
  onEditAmendment: (change: Partial<Draft>) => void;
  onSaveAmendment: () => void;
  onCancelAmendment: () => void;
  onCloseAmendment: () => void;
}

/** What is older than this is said to be (IH-1 is about reading cost, not about knowing). */
const STALE_MS = 5 * 60_000;
const HEADING_ID = 'ih-history-heading';

/** What happened before, newest first. */
export const HistorySection: React.FC<HistorySectionProps> = (props) => {
  const { shown, page, filter, tree, policy, amender, ownAddress, amendment, onFilter, onMore, onRetry, onAmend } = props;
  const { strings, locale } = useLanguage();
  const now = useNow(60_000);
  const { history } = strings;
  // Retry goes with the trouble it ends
  const trouble = useFocusHeir<HTMLElement>(() => document.getElementById(HEADING_ID));
  if (shown.show === 'after-choice' || page === null)
    return (
      <Section label={history.heading}>
        <NoHistory isWithheld={shown.show === 'withheld'} />
      </Section>
    );
  const isStale = page.asOf !== null && (page.error !== null || now - page.asOf > STALE_MS);
  const filtering = isFiltering(filter);
  // a form whose entry is not on the page (filtered out, another customer's) holds up no other entry
  const isAmending = page.entries.some((entry) => entry.interactionId === amendment?.entry.interactionId);
  const none = filtering ? history.noneFound : history.none;
  return (
    <Section label={history.heading} busy={page.phase === 'loading'} minHeight={page.phase === 'loading' ? '16rem' : undefined}>
      <Row minHeight="sizeSquare60">
        <Strong as="h2" id={HEADING_ID} tabIndex={-1}>
          {history.heading}
        </Strong>
        {page.phase === 'ready' ? <Count>{countOf(locale, page.total)}</Count> : null}
        <Grow />
        {isStale && page.asOf !== null ? <Small>{history.asOf(momentOf(locale, page.asOf, now))}</Small> : null}
      </Row>
      {filtering || page.total > 1 ? <HistoryFilters filter={filter} tree={tree} onFilter={onFilter} /> : null}
      {page.error !== null ? (
        <Box ref={trouble} marginTop="space30">
          <Notice
            kind="error"
            title={history.failed}
            body={strings.customer.failedBody(explain(page.error, strings))}
            action={<RetryButton onRetry={onRetry} what={history.failed} busy={page.retrying} />}
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
              ownWorkerSid={amender.workerSid}
              ownAddress={ownAddress}
              now={now}
              onAmend={mayAmend(entry, amender, now) && !isAmending ? () => onAmend(entry) : null}
            >
              {amendment?.entry.interactionId === entry.interactionId ? (
                <AmendForm
                  amendment={amendment}
                  tree={tree}
                  policy={policy}
                  onEdit={props.onEditAmendment}
                  onSave={props.onSaveAmendment}
                  onCancel={props.onCancelAmendment}
                  onClose={props.onCloseAmendment}
                />
              ) : undefined}
            </HistoryEntry>
          ))}
        </Box>
      ) : null}
      <HistoryFooter page={page} isFiltering={filtering} onMore={onMore} />
      <Announce>{page.phase === 'loading' || page.retrying ? history.loading : ''}</Announce>
    </Section>
  );
};

/** Nobody's history is shown: of a withheld caller, or before the agent has said who it is. */
const NoHistory: React.FC<{ isWithheld: boolean }> = ({ isWithheld }) => {
  const { history } = useStrings();
  return isWithheld ? (
    <>
      <Strong as="h2">{history.heading}</Strong>
      <Small marginTop="space20">{history.withheld}</Small>
    </>
  ) : (
    <Row>
      <Strong as="h2">{history.heading}</Strong>
      <Small>{history.afterChoice}</Small>
    </Row>
  );
};

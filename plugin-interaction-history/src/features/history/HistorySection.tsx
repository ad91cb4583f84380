import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import { explain } from '../../api/api-error';
import { countOf, timeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Announce, Grow, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useNow } from '../../ui/use-now';
import { HistoryEntry } from './HistoryEntry';
import type { HistoryPage, Shown } from './history-state';

export interface HistorySectionProps {
  shown: Shown;
  /** The page of the shown owner; null when none is shown. */
  page: HistoryPage | null;
  ownWorkerSid: string;
  onMore: () => void;
  onRetry: () => void;
}

/** What is older than this is said to be (IH-1 is about reading cost, not about knowing). */
const STALE_MS = 5 * 60_000;
/** Without limit the server sends MAX_RECORDS_PRESENTED; the next page brings as many as the first did. */
const nextCount = (page: HistoryPage): number => Math.min(page.total - page.entries.length, Math.max(1, page.entries.length, 10));

/** What happened before, newest first. */
export const HistorySection: React.FC<HistorySectionProps> = ({ shown, page, ownWorkerSid, onMore, onRetry }) => {
  const { strings, locale } = useLanguage();
  const now = useNow(60_000);
  const { history } = strings;
  if (shown.show === 'after-choice' || page === null) {
    const words = shown.show === 'withheld' ? history.withheld : history.afterChoice;
    return (
      <Section label={history.heading}>
        {shown.show === 'after-choice' ? (
          <Row>
            <Strong as="h2">{history.heading}</Strong>
            <Small>{words}</Small>
          </Row>
        ) : (
          <>
            <Strong as="h2">{history.heading}</Strong>
            <Small marginTop="space20">{words}</Small>
          </>
        )}
      </Section>
    );
  }
  const isStale = page.asOf !== null && (page.error !== null || now - page.asOf > STALE_MS);
  return (
    <Section label={history.heading} busy={page.phase === 'loading'} minHeight={page.phase === 'loading' ? '16rem' : undefined}>
      <Row minHeight="sizeSquare60">
        <Strong as="h2">{history.heading}</Strong>
        {page.phase === 'ready' ? <Count>{countOf(locale, page.total)}</Count> : null}
        <Grow />
        {isStale && page.asOf !== null ? <Small>{history.asOf(timeOf(locale, page.asOf))}</Small> : null}
      </Row>
      {page.error !== null ? (
        <Box marginTop="space30">
          <Notice
            kind="error"
            title={history.failed}
            body={`${explain(page.error, strings)} ${history.failedBody}`}
            action={<RetryButton onRetry={onRetry} what={history.failed} />}
          />
        </Box>
      ) : null}
      {page.phase === 'loading' ? <EntrySkeletons /> : null}
      {page.phase === 'ready' && page.entries.length === 0 ? <Small marginTop="space20">{history.none}</Small> : null}
      {page.entries.length > 0 ? (
        <Box as="ul" margin="space0" padding="space0" marginTop="space20">
          {page.entries.map((entry) => (
            <HistoryEntry key={entry.interactionId} entry={entry} ownWorkerSid={ownWorkerSid} now={now} />
          ))}
        </Box>
      ) : null}
      {page.more === 'failed' ? <Small color="colorTextErrorStrong">{history.moreFailed}</Small> : null}
      {page.total > 0 && page.phase === 'ready' ? (
        <Row marginTop="space20" minHeight="sizeSquare60">
          {page.nextCursor !== null ? (
            <TextButton onClick={onMore} disabled={page.more === 'loading'}>
              {history.showMore(nextCount(page))}
            </TextButton>
          ) : null}
          <Grow />
          <Small>{history.shown(page.entries.length, page.total)}</Small>
        </Row>
      ) : null}
      <Announce>{page.phase === 'loading' ? history.loading : ''}</Announce>
    </Section>
  );
};

const EntrySkeletons: React.FC = () => (
  <Box aria-hidden="true" display="flex" flexDirection="column" rowGap="space40" marginTop="space30">
    {[0, 1].map((index) => (
      <SkeletonLoader key={index} height="5.5rem" />
    ))}
  </Box>
);

import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import { dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Grow, Row } from '../../ui/layout';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { HistoryPage } from './history-state';

interface Props {
  page: HistoryPage;
  isFiltering: boolean;
  onMore: () => void;
}

/** The next page brings as many as the first did, or what is left. */
const nextCount = ({ total, entries, pageSize }: HistoryPage): number => {
  const left = Math.max(1, total - entries.length);
  return Math.min(left, pageSize ?? left);
};

/** How much of the history is shown, and the way to more. */
export const HistoryFooter: React.FC<Props> = ({ page, isFiltering, onMore }) => {
  const { strings, locale } = useLanguage();
  const { history } = strings;
  const { entries, total, nextCursor, more, phase, searchedTo } = page;
  const shown = isFiltering ? history.found(entries.length, total) : history.shown(entries.length, total);
  const further =
    searchedTo === null ? (isFiltering ? history.moreFound : history.showMore(nextCount(page))) : history.searchFurther;
  return (
    <>
      {more === 'failed' ? <Small color="colorTextErrorStrong">{history.moreFailed}</Small> : null}
      {searchedTo === null ? null : (
        <Small marginTop="space20">{history.searchedTo(dateTimeOf(locale, searchedTo, Date.now()))}</Small>
      )}
      {total > 0 && phase === 'ready' ? (
        <Row marginTop="space20" minHeight="sizeSquare60">
          {nextCursor !== null ? (
            <TextButton onClick={onMore} disabled={more === 'loading'}>
              {further}
            </TextButton>
          ) : null}
          <Grow />
          <Small>{shown}</Small>
        </Row>
      ) : null}
    </>
  );
};

/** Two entries' worth of grey, so that nothing below jumps when they come. */
export const EntrySkeletons: React.FC = () => (
  <Box aria-hidden="true" display="flex" flexDirection="column" rowGap="space40" marginTop="space30">
    {[0, 1].map((index) => (
      <SkeletonLoader key={index} height="5.5rem" />
    ))}
  </Box>
);

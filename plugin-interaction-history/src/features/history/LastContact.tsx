import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import { agoOf, dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { RecordLink } from '../../ui/RecordLink';
import { Small, Strong, TWO_LINES_HIGH } from '../../ui/text';
import { useNow } from '../../ui/use-now';
import type { HistoryPage } from './history-state';
import { pathOf } from './reason-path';

interface Props {
  page: HistoryPage;
  ownWorkerSid: string;
  /** The task at hand: its own entries are no earlier contact. */
  taskSid: string;
}

/** When this customer was last served before this task, by whom, why, and what was said: one of the three strongest things of the tab. */
export const LastContact: React.FC<Props> = ({ page, ownWorkerSid, taskSid }) => {
  const { strings, locale } = useLanguage();
  const now = useNow(60_000);
  const last = page.entries.find((entry) => entry.taskSid !== taskSid);
  if (page.phase === 'failed') return null;
  return (
    <Box
      display="flex"
      flexDirection="column"
      justifyContent="center"
      marginTop="space30"
      paddingX="space40"
      paddingY="space30"
      minHeight="4.25rem"
      borderRadius="borderRadius20"
      backgroundColor="colorBackground"
      borderLeftStyle="solid"
      borderLeftWidth="borderWidth30"
      borderLeftColor="colorBorderPrimary"
    >
      <Small>{strings.customer.lastContact}</Small>
      {page.phase === 'loading' ? (
        <SkeletonLoader height="2rem" width="80%" />
      ) : last === undefined ? (
        <Strong>{strings.customer.firstContact}</Strong>
      ) : (
        <>
          <Strong>
            {dateTimeOf(locale, last.occurredAt, now)} · {agoOf(locale, last.occurredAt, now)}
          </Strong>
          <Small>
            {pathOf(last.reason, locale)} ·{' '}
            {last.worker.sid === ownWorkerSid ? strings.history.you.toLocaleLowerCase(locale) : last.worker.name}
          </Small>
          {last.unconfirmed ? <Small>{strings.history.unconfirmed}</Small> : null}
          {last.comment === '' ? null : (
            <Box
              as="div"
              fontSize="fontSize30"
              lineHeight="lineHeight20"
              color="colorText"
              overflowWrap="anywhere"
              style={TWO_LINES_HIGH}
            >
              {last.comment}
            </Box>
          )}
          {last.caseNumber === null || last.caseUrl === null ? null : (
            <RecordLink href={last.caseUrl}>{strings.history.case(last.caseNumber)}</RecordLink>
          )}
        </>
      )}
    </Box>
  );
};

import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import { asApiError, explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { agoOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { NameHeading, Plain, Small, Strong } from '../../ui/text';
import { useNow } from '../../ui/use-now';
import { companyAndNumber } from '../customer/CustomerFacts';
import { HistoryEntry } from '../history/HistoryEntry';
import { Surrounded } from '../late/Surrounded';
import type { MonitoredProps } from '../services/bundle';
import { useServiceWords } from '../services/open/strings/strings';
import { useMonitored, type Read } from './use-monitored';

/** Customer, draft and history of a task that a supervisor monitors, to read (IH-7). */
export const Monitored: React.FC<MonitoredProps> = ({ worker, task, ...surroundings }) => (
  <Surrounded {...surroundings}>
    <Task worker={worker} task={task} />
  </Surrounded>
);

type Shown = Pick<MonitoredProps, 'worker' | 'task'>;

const Task: React.FC<Shown> = ({ worker, task }) => {
  const { strings } = useLanguage();
  const { monitored: words } = useServiceWords();
  const { read, error, retry } = useMonitored(worker, task);
  return (
    <>
      {error === null ? null : (
        <Section label={words.failed}>
          <Notice
            kind="error"
            title={words.failed}
            body={explain(asApiError(error), strings)}
            action={<RetryButton what={words.failed} onRetry={retry} />}
          />
        </Section>
      )}
      {read === null && error === null ? <Small role="status">{words.loading}</Small> : null}
      {read === null ? null : <Content worker={worker} read={read} />}
    </>
  );
};

const Content: React.FC<{ worker: Shown['worker']; read: Read }> = ({ worker, read: { drafts, history } }) => {
  const { locale } = useLanguage();
  const { monitored: words } = useServiceWords();
  const { tree } = useStore(worker.reasonCodes.store);
  const now = useNow(30_000);
  const customer = history?.customer ?? null;
  const pathOf = (reasonId: string | null): string =>
    tree === null || reasonId === null ? words.noReason : pathLabels(tree, reasonId, locale).join(' › ') || words.noReason;
  return (
    <>
      <Section label={words.heading}>
        <NameHeading as="h2">{customer?.name ?? words.nobody}</NameHeading>
        {customer === null ? null : <Small>{companyAndNumber(customer)}</Small>}
      </Section>
      <Section label={words.drafts}>
        <Strong as="h2">{words.drafts}</Strong>
        {drafts.length === 0 ? <Small>{words.noDraft}</Small> : null}
        {drafts.map(({ reservationSid, worker: author, reasonId, comment, savedAt }) => (
          <Box key={reservationSid} marginTop="space20">
            <Small>
              {author.name} · {agoOf(locale, savedAt, now)}
            </Small>
            <Strong>{pathOf(reasonId)}</Strong>
            <Box whiteSpace="pre-wrap" overflowWrap="anywhere">
              <Plain>{comment}</Plain>
            </Box>
          </Box>
        ))}
      </Section>
      <Section label={words.history}>
        <Strong as="h2">{words.history}</Strong>
        {history === null || history.interactions.length === 0 ? <Small>{words.noHistory}</Small> : null}
        <Box as="ul" margin="space0" padding="space0">
          {history?.interactions.map((entry) => (
            <HistoryEntry
              key={entry.interactionId}
              entry={entry}
              ownWorkerSid={worker.workerSid}
              ownAddress={null}
              now={now}
              onAmend={null}
            />
          ))}
        </Box>
      </Section>
    </>
  );
};

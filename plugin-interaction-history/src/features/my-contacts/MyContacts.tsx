import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { asApiError, explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { useNow } from '../../ui/use-now';
import { CallButton } from '../calls/CallButton';
import { AmendForm } from '../history/AmendForm';
import { mayAmend } from '../history/amendment-store';
import { HistoryEntry } from '../history/HistoryEntry';
import { Surrounded } from '../late/Surrounded';
import type { MyContactsProps } from '../services/bundle';
import { useServiceWords } from '../services/open/strings/strings';
import type { WorkerStores } from '../task-session';
import { useOwnContacts } from './use-own-contacts';

/** The agent's own entries of the last 24 hours, in the top bar (IH-6). */
export const MyContacts: React.FC<MyContactsProps> = ({ worker, ...surroundings }) => (
  <Surrounded {...surroundings}>
    <Entries worker={worker} />
  </Surrounded>
);

const Entries: React.FC<{ worker: WorkerStores }> = ({ worker }) => {
  const strings = useStrings();
  const { contacts: words } = useServiceWords();
  const now = useNow(60_000);
  const amendment = useStore(worker.amendment.store);
  const { answer, error, retry } = useOwnContacts(worker);
  return (
    <Section label={words.heading} busy={answer === null && error === null}>
      <Strong as="h3">{words.heading}</Strong>
      {error === null ? null : (
        <Box marginTop="space30">
          <Notice
            kind="error"
            title={words.failed}
            body={explain(asApiError(error), strings)}
            action={<RetryButton what={words.heading} onRetry={retry} />}
          />
        </Box>
      )}
      {answer === null && error === null ? <Small role="status">{words.loading}</Small> : null}
      {answer?.entries.length === 0 ? <Small marginTop="space20">{words.none}</Small> : null}
      <Box as="ul" margin="space0" padding="space0" marginTop="space20">
        {answer?.entries.map(({ interaction: entry, customerName }) => (
          <HistoryEntry
            key={entry.interactionId}
            entry={entry}
            heading={<Strong>{customerName ?? words.nobody}</Strong>}
            ownWorkerSid={worker.workerSid}
            ownAddress={null}
            now={now}
            call={<CallButton worker={worker} number={entry.address} customerId={entry.customerId} />}
            onAmend={amendment === null && mayAmend(entry, worker, now) ? () => worker.amendment.open(entry) : null}
          >
            {amendment?.entry.interactionId === entry.interactionId ? (
              <AmendForm worker={worker} store={worker.amendment} amendment={amendment} />
            ) : undefined}
          </HistoryEntry>
        ))}
      </Box>
      {answer?.more ? <Small>{words.more}</Small> : null}
    </Section>
  );
};

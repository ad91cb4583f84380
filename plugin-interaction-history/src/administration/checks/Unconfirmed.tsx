import * as React from 'react';
import type { UnconfirmedResponse } from '@interaction-history/shared/src/contract/interactions';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { asApiError, explain, type ApiError } from '../../api/api-error';
import { pick } from '../../locales/pick';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Panel } from '../ui/Panel';
import type { ChecksWords } from './words.en';

type Waiting = UnconfirmedResponse['entries'][number];
interface Props {
  words: ChecksWords;
  waiting: UnconfirmedResponse;
  /** Something has been decided, here or by a colleague. */
  onDecided: () => void;
}

/** Entries for which only their agent vouches, each with a decision. Rejecting deletes, so it is asked once more. */
export const Unconfirmed: React.FC<Props> = ({ words, waiting: { entries, more }, onDecided }) => {
  const { locale } = useAdministrationStrings();
  const agent = useStrings();
  const api = useApi();
  const [rejecting, setRejecting] = React.useState<string | null>(null);
  const [deciding, setDeciding] = React.useState<string | null>(null);
  const [failed, setFailed] = React.useState<ApiError | null>(null);
  const decide = async (interactionId: string, confirmed: boolean): Promise<void> => {
    setDeciding(interactionId);
    setFailed(null);
    try {
      await api('interactions/confirm', { interactionId, confirmed });
      setRejecting(null);
      onDecided();
    } catch (thrown) {
      setFailed(asApiError(thrown));
    } finally {
      setDeciding(null);
    }
  };
  const decision = ({ interaction: { interactionId, worker, occurredAt }, recordedBy }: Waiting): React.ReactNode => {
    const of = words.entryOf(worker.name, momentOf(locale, occurredAt, Date.now()));
    const isBusy = deciding === interactionId;
    const button = (label: string, variant: 'secondary' | 'destructive_secondary', act: () => void, isOff = false) => (
      <Button variant={variant} size="small" aria-label={`${label}: ${of}`} disabled={isBusy || isOff} onClick={act}>
        {label}
      </Button>
    );
    return (
      <Box key="decision" display="flex" flexWrap="wrap" alignItems="center" columnGap="space30" rowGap="space20">
        {rejecting === interactionId ? (
          <>
            <span role="alert">{words.rejectSure}</span>
            {button(words.reject, 'destructive_secondary', () => void decide(interactionId, false))}
            {button(words.keep, 'secondary', () => setRejecting(null))}
          </>
        ) : (
          <>
            {button(words.confirm, 'secondary', () => void decide(interactionId, true), recordedBy !== null)}
            {button(words.reject, 'destructive_secondary', () => setRejecting(interactionId))}
          </>
        )}
        {recordedBy === null ? null : <Small>{words.recordedBy(recordedBy)}</Small>}
      </Box>
    );
  };
  const { columns } = words;
  return (
    <Panel label={words.unconfirmed} head={<span>{words.unconfirmed}</span>} foot={more ? words.more : words.about}>
      {failed === null ? null : (
        <Box padding="space40">
          <Notice kind="error" urgent title={words.decisionFailed} body={explain(failed, agent)} />
        </Box>
      )}
      {entries.length === 0 ? (
        <Box padding="space50">
          <Small>{words.noneUnconfirmed}</Small>
        </Box>
      ) : (
        <DataTable
          label={words.unconfirmed}
          columns={[columns.when, columns.agent, columns.customer, columns.reason, columns.comment, columns.decision].map(
            (name) => ({ name }),
          )}
          rows={entries.map((entry) => ({
            key: entry.interaction.interactionId,
            cells: [
              momentOf(locale, entry.interaction.occurredAt, Date.now()),
              entry.interaction.worker.name,
              entry.customerName ?? entry.interaction.address ?? words.unknownCustomer,
              pick(entry.interaction.reason.path, locale, entry.interaction.reason.path.en ?? []).join(' › '),
              entry.interaction.comment,
              decision(entry),
            ],
          }))}
        />
      )}
    </Panel>
  );
};

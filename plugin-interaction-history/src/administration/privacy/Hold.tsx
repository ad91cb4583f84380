import * as React from 'react';
import { MAX_NOTE } from '@interaction-history/shared/src/limits';
import { confirmationOf } from '@interaction-history/shared/src/privacy/confirmation';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { asApiError, explain, type ApiError } from '../../api/api-error';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { Warning } from '../ui/Warning';
import type { FoundPerson } from './People';
import type { PrivacyWords } from './words.en';

interface Props {
  person: FoundPerson;
  words: PrivacyWords;
  onHold: (customerId: string, note: string | null) => Promise<void>;
}

/** The legal hold on a customer (PR-6): placed with a note, lifted, both at once. */
export const Hold: React.FC<Props> = ({ person: { customer, hold }, words, onHold }) => {
  const { locale } = useAdministrationStrings();
  const agent = useStrings();
  const [note, setNote] = React.useState('');
  const [failure, setFailure] = React.useState<ApiError | null>(null);
  const change = (to: string | null): void => {
    setFailure(null);
    onHold(customer.customerId, to).catch((thrown: unknown) => setFailure(asApiError(thrown)));
  };
  const label = `${words.hold}: ${confirmationOf(customer)}`;
  return (
    <Panel label={label} head={<span>{label}</span>}>
      <Box padding="space50" display="flex" flexDirection="column" rowGap="space40">
        {failure === null ? null : <Notice kind="error" urgent title={words.holdFailed} body={explain(failure, agent)} />}
        {hold === null ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (note.trim() !== '') change(note.trim());
            }}
          >
            <Box marginBottom="space30">
              <Small>{words.noHold}</Small>
            </Box>
            <Box display="flex" alignItems="flex-end" columnGap="space30">
              <Box flexGrow={1}>
                <TextField
                  id={`ih-hold-${customer.customerId}`}
                  label={words.holdNote}
                  maxLength={MAX_NOTE}
                  value={note}
                  onChange={setNote}
                />
              </Box>
              <Button variant="secondary" type="submit" disabled={note.trim() === ''}>
                {words.place}
              </Button>
            </Box>
          </form>
        ) : (
          <Warning
            title={words.holdSince(momentOf(locale, hold.at, Date.now()))}
            body={words.holdBody(hold.by.name, hold.note)}
            action={
              <Button variant="secondary" onClick={() => change(null)}>
                {words.lift}
              </Button>
            }
          />
        )}
      </Box>
    </Panel>
  );
};

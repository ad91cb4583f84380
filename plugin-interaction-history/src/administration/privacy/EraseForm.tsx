import * as React from 'react';
import { confirmationOf } from '@interaction-history/shared/src/privacy/confirmation';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { FieldGrid, TextField } from '../../ui/field';
import { Plain } from '../../ui/text';
import { Panel } from '../ui/Panel';
import type { FoundPerson } from './People';
import type { Confirmed } from './use-privacy';
import type { PrivacyWords } from './words.en';

/** As the Function takes it. */
const REFERENCE = /^([A-Za-z0-9][A-Za-z0-9./_-]{0,39})?$/;

interface Props {
  people: readonly [FoundPerson, ...FoundPerson[]];
  words: PrivacyWords;
  onKeep: () => void;
  onErase: (confirmed: Confirmed) => void;
}

/** Erasing is confirmed by typing what names the person. */
export const EraseForm: React.FC<Props> = ({ people, words, onKeep, onErase }) => {
  const [typed, setTyped] = React.useState('');
  const [reference, setReference] = React.useState('');
  const field = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => field.current?.focus(), []);
  const wanted = confirmationOf(people[0].customer);
  const isReference = REFERENCE.test(reference);
  const isReady = typed.trim() === wanted && isReference;
  return (
    <Panel label={words.eraseTitle} head={<span>{words.eraseTitle}</span>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          const customerIds = people.map(({ customer }) => customer.customerId);
          onErase({ customerIds, confirm: typed.trim(), reference: reference === '' ? null : reference });
        }}
      >
        <Box padding="space50" display="flex" flexDirection="column" rowGap="space40">
          <Plain>{words.eraseBody}</Plain>
          <FieldGrid>
            <TextField
              ref={field}
              id="ih-erase-confirm"
              label={words.confirm(wanted)}
              required
              value={typed}
              onChange={setTyped}
            />
            <TextField
              id="ih-erase-reference"
              label={words.reference}
              maxLength={40}
              value={reference}
              error={isReference ? undefined : words.referenceHelp}
              help={words.referenceHelp}
              onChange={setReference}
            />
          </FieldGrid>
          <Box display="flex" justifyContent="flex-end" columnGap="space30">
            <Button variant="secondary" onClick={onKeep}>
              {words.keep}
            </Button>
            <Button variant="destructive" type="submit" disabled={!isReady}>
              {words.eraseNow}
            </Button>
          </Box>
        </Box>
      </form>
    </Panel>
  );
};

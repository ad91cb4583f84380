import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { ELLIPSIS, Small, Strong } from '../../ui/text';
import { companyAndNumber } from '../customer/CustomerFacts';
import { nameOf, sourceOf, type Candidate } from '../customer/records';
import { SourceBadge } from '../customer/SourceBadge';

interface Props {
  existing: Candidate;
  notYet: string | null;
  onUse: () => void;
}

/** Who has the address already, right after its field: to use instead of a second customer (ID-10). */
export const Taken: React.FC<Props> = ({ existing, notYet, onUse }) => {
  const strings = useStrings();
  const name = nameOf(existing) ?? strings.customer.noName;
  const line = companyAndNumber(existing.from === 'match' ? existing.match : existing.customer);
  const source =
    existing.from === 'match' ? sourceOf(existing.match) : existing.customer.salesforce === null ? 'stored' : 'salesforce';
  return (
    <Box
      marginTop="space30"
      paddingX="space40"
      paddingY="space30"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor="colorBorderWeaker"
      borderRadius="borderRadius30"
      backgroundColor="colorBackground"
    >
      <Row>
        <Box flexGrow={1} minWidth="0">
          <Strong>
            <div dir="auto" style={{ ...ELLIPSIS, textAlign: 'left' }}>
              {name}
            </div>
          </Strong>
        </Box>
        <SourceBadge source={source} />
      </Row>
      {line ? <Small overflowWrap="anywhere">{line}</Small> : null}
      <Box marginTop="space30">
        <Button
          variant="secondary"
          size="small"
          fullWidth
          onClick={onUse}
          disabled={notYet !== null}
          aria-label={notYet ?? `${strings.create.useExisting}: ${name}`}
        >
          {notYet ?? strings.create.useExisting}
        </Button>
      </Box>
    </Box>
  );
};

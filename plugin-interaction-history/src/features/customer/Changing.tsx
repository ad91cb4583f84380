import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { CustomerState } from './customer-state';

interface Props {
  state: CustomerState;
  onKeep: () => void;
  onUnlink: () => void;
}

/** After "Change": who stays linked meanwhile, and the two ways out that choose nobody else. */
export const Changing: React.FC<Props> = ({ state, onKeep, onUnlink }) => {
  const { customer } = useStrings();
  const { changing, link } = state;
  if (link.phase === 'unlinking') return <Small role="status">{customer.unlinking}</Small>;
  if (changing === null) return null;
  const name = changing.from.name ?? customer.noName;
  return (
    <Box marginBottom="space30">
      <Small overflowWrap="anywhere">{customer.stays(name)}</Small>
      <Row columnGap="space50" flexWrap="wrap" minHeight="sizeSquare60">
        <TextButton onClick={onKeep}>{customer.keep(name)}</TextButton>
        {link.phase === 'unlink-failed' ? null : <TextButton onClick={onUnlink}>{customer.noCustomer}</TextButton>}
      </Row>
    </Box>
  );
};

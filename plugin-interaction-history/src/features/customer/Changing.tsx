import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useTaskSession } from '../task-session';

/** After "Change": who stays linked meanwhile, and the two ways out that choose nobody else. */
export const Changing: React.FC = () => {
  const { customer } = useStrings();
  const session = useTaskSession();
  const { changing, link } = useStore(session.customer.store);
  if (link.phase === 'unlinking') return <Small role="status">{customer.unlinking}</Small>;
  if (changing === null) return null;
  const name = changing.from.name ?? customer.noName;
  return (
    <Box marginBottom="space30">
      <Small overflowWrap="anywhere">{customer.stays(name)}</Small>
      <Row columnGap="space50" flexWrap="wrap" minHeight="sizeSquare60">
        <TextButton onClick={session.actions.keep}>{customer.keep(name)}</TextButton>
        {link.phase === 'unlink-failed' ? null : <TextButton onClick={session.actions.unlink}>{customer.noCustomer}</TextButton>}
      </Row>
    </Box>
  );
};

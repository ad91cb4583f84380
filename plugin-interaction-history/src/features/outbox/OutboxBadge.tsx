import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { isWaiting } from './entry';
import type { Outbox } from './outbox';

/** In Flex's top bar, so that what waits is seen when no task is open either (RC-5). */
export const OutboxBadge: React.FC<{ outbox: Outbox }> = ({ outbox }) => {
  const strings = useStrings();
  const { entries, sending } = useStore(outbox.store);
  const waiting = entries.filter(isWaiting).length;
  if (waiting === 0) return null;
  return (
    <Box display="flex" alignItems="center" paddingX="space30">
      <Button
        variant="secondary"
        size="small"
        onClick={() => void outbox.sendNow()}
        disabled={sending}
        title={strings.outbox.sendNow}
      >
        <Icon name="send" size={12} />
        {strings.outbox.badge(waiting)}
      </Button>
    </Box>
  );
};

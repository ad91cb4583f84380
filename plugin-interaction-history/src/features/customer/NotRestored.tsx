import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { explain, type ApiError } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { useTaskSession } from '../task-session';
import type { Link } from './customer-state';

interface Props {
  link: Extract<Link, { phase: 'restoring' }>;
  error: ApiError;
  retrying: boolean;
}

/** The linked customer can't be read now: the link stands, and so does what the look-up found (ID-13). */
export const NotRestored: React.FC<Props> = ({ link, error, retrying }) => {
  const { customer, history } = useTaskSession();
  const strings = useStrings();
  const { notRestored, notRestoredBody } = strings.customer;
  const retry = (): void => {
    history.retry({ customerId: link.customerId });
    // what the same store said of the address is missing, too
    const { lookup } = customer.store.get();
    if (lookup.phase === 'done' && lookup.answer.stored.status === 'failed') void customer.retry();
  };
  return (
    <Box marginBottom="space30">
      <Notice
        kind="error"
        title={notRestored}
        body={notRestoredBody(explain(error, strings))}
        action={<RetryButton onRetry={retry} what={notRestored} busy={retrying} />}
      />
    </Box>
  );
};

import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import type { Link } from './customer-state';
import { nameOf, type Candidate } from './records';

interface Props {
  link: Link;
  onConfirm: (candidate: Candidate) => void;
  onUnlink: () => void;
}

/** What the task could not be told: who is calling, or that it is nobody known. */
export const LinkFailure: React.FC<Props> = ({ link, onConfirm, onUnlink }) => {
  const strings = useStrings();
  const { customer } = strings;
  if (link.phase !== 'failed' && link.phase !== 'unlink-failed') return null;
  const name = link.phase === 'failed' ? (nameOf(link.candidate) ?? customer.noName) : '';
  const title = link.phase === 'failed' ? customer.linkFailed(name) : customer.unlinkFailed;
  return (
    <Box marginTop="space30">
      <Notice
        kind="error"
        urgent
        title={title}
        body={customer.linkFailedBody(explain(link.error, strings))}
        action={
          <RetryButton
            onRetry={() => (link.phase === 'failed' ? onConfirm(link.candidate) : onUnlink())}
            what={link.phase === 'failed' ? customer.confirm(name) : customer.noCustomer}
          />
        }
      />
    </Box>
  );
};

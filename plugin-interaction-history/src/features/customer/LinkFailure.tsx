import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { useTaskSession } from '../task-session';
import { nameOf } from './records';
import { useCustomer } from './use-customer';

/** Whether there is such a failure to show. */
export function useHasLinkFailure(): boolean {
  const { state, isFailureSaid } = useCustomer();
  return !isFailureSaid && (state.link.phase === 'failed' || state.link.phase === 'unlink-failed');
}

/** What the task could not be told: who is calling, or that it is nobody known. Not where the refusal on top says it already. */
export const LinkFailure: React.FC = () => {
  const strings = useStrings();
  const { customer } = strings;
  const { actions } = useTaskSession();
  const { state, isFailureSaid } = useCustomer();
  const { link } = state;
  if (isFailureSaid || (link.phase !== 'failed' && link.phase !== 'unlink-failed')) return null;
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
            onRetry={() => (link.phase === 'failed' ? actions.confirm(link.candidate) : actions.unlink())}
            what={link.phase === 'failed' ? customer.confirm(name) : customer.noCustomer}
          />
        }
      />
    </Box>
  );
};

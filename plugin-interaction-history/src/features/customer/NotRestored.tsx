import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { explain, type ApiError } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';

interface Props {
  error: ApiError;
  retrying: boolean;
  onRetry: () => void;
}

/** The task is linked with a customer who cannot be read now: the link stands, and so does what the look-up found (ID-13). */
export const NotRestored: React.FC<Props> = ({ error, retrying, onRetry }) => {
  const strings = useStrings();
  const { notRestored, notRestoredBody } = strings.customer;
  return (
    <Box marginBottom="space30">
      <Notice
        kind="error"
        title={notRestored}
        body={notRestoredBody(explain(error, strings))}
        action={<RetryButton onRetry={onRetry} what={notRestored} busy={retrying} />}
      />
    </Box>
  );
};

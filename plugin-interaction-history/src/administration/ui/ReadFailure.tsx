import * as React from 'react';
import { explain, type ApiError } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';

interface Props {
  title: string;
  error: ApiError;
  /** What is read again, for the button's name. */
  what: string;
  onRetry: () => void;
}

/** Something on a page couldn't be read: why, and once more. */
export const ReadFailure: React.FC<Props> = ({ title, error, what, onRetry }) => (
  <Notice
    kind="error"
    urgent
    title={title}
    body={explain(error, useStrings())}
    action={<RetryButton what={what} onRetry={onRetry} />}
  />
);

import * as React from 'react';
import { explain, type ApiError } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';

interface Props {
  error: ApiError;
  words: { title: string; loadFailed: string; forbidden: { title: string; body: string } };
  onRetry: () => void;
}

/** Why a page's document isn't there: a role that may not read it, or a failure that can be tried again. */
export const LoadFailure: React.FC<Props> = ({ error, words, onRetry }) => {
  const agent = useStrings();
  if (error.code === 'forbidden') return <Notice kind="error" urgent title={words.forbidden.title} body={words.forbidden.body} />;
  return (
    <Notice
      kind="error"
      urgent
      title={words.loadFailed}
      body={explain(error, agent)}
      action={<RetryButton what={words.title} onRetry={onRetry} />}
    />
  );
};

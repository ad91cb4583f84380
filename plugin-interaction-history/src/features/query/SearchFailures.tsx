import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { SearchResponse } from '@interaction-history/shared/src/contract/customers';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';

interface Props {
  answer: SearchResponse;
  onRetry: () => void;
}

/** Nobody was found, and each source that failed: one box each, with its own Retry (ID-13). */
export const SearchFailures: React.FC<Props> = ({ answer, onRetry }) => {
  const { query } = useStrings();
  const { results, salesforce, master } = answer;
  const failures = [
    salesforce.status === 'failed' ? query.failedSalesforce : null,
    master.status === 'failed' ? query.failedMaster : null,
  ].filter((title) => title !== null);
  const bothAsked = salesforce.status === 'ok' && master.status === 'ok';
  return (
    <>
      {/* where every source failed, nothing can be said about who exists */}
      {results.length === 0 && failures.length < 2 ? (
        <Notice kind="neutral" title={query.none} body={bothAsked ? query.noneBoth : query.noneSome} />
      ) : null}
      {failures.map((title) => (
        <Box key={title} marginTop="space30">
          <Notice
            kind="error"
            title={title}
            body={failures.length === 1 && results.length > 0 ? query.others : undefined}
            action={<RetryButton onRetry={onRetry} what={title} />}
          />
        </Box>
      ))}
    </>
  );
};

import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import type { Lookup } from './customer-state';

interface Props {
  lookup: Extract<Lookup, { phase: 'done' }>;
  onRetry: () => void;
}

/** The sources that did not answer, each in its own box: the rest of the tab works (ID-13). */
export const SourceFailures: React.FC<Props> = ({ lookup, onRetry }) => {
  const { customer } = useStrings();
  const { salesforce, master, stored } = lookup.answer;
  const failures: [title: string, body: string][] = [];
  if (salesforce.status === 'failed') failures.push([customer.failedSalesforce, customer.missingSalesforce]);
  // the master is asked in case Salesforce has nobody: where Salesforce has, its failure costs nothing yet and is only said
  const masterMatters = salesforce.status !== 'ok' || salesforce.matches.length === 0;
  if (master.status === 'failed' && masterMatters) failures.push([customer.failedMaster, customer.restWorks]);
  if (stored.status === 'failed') failures.push([customer.failedStored, customer.restWorks]);
  return (
    <>
      {master.status === 'failed' && !masterMatters ? <Small marginTop="space30">{customer.failedMasterUnneeded}</Small> : null}
      {failures.map(([title, body]) => (
        <Box key={title} marginTop="space30">
          <Notice
            kind="error"
            title={title}
            body={body}
            action={<RetryButton onRetry={onRetry} what={title} busy={lookup.retrying} />}
          />
        </Box>
      ))}
    </>
  );
};

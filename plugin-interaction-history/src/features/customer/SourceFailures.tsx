import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import type { CustomerState } from './customer-state';
import { candidatesFor } from './candidates';

interface Props {
  state: CustomerState;
  onRetry: () => void;
}

/** The sources that aren't responding, each in its own box: the rest of the tab works (ID-13). */
export const SourceFailures: React.FC<Props> = ({ state, onRetry }) => {
  const { customer } = useStrings();
  const { lookup, link, rejected } = state;
  if (lookup.phase !== 'done') return null;
  const { salesforce, master, stored } = lookup.answer;
  const failures: [title: string, body: string][] = [];
  if (salesforce.status === 'failed') failures.push([customer.failedSalesforce, customer.missingSalesforce]);
  // the master is asked in case Salesforce has nobody, or nobody who is right (ID-7): else its failure costs nothing and is only said
  const masterMatters = salesforce.status !== 'ok' || salesforce.matches.length === 0 || rejected.includes('salesforce');
  if (master.status === 'failed' && masterMatters) failures.push([customer.failedMaster, customer.restWorks]);
  // a linked customer who could not be read says it already
  if (stored.status === 'failed' && link.phase !== 'restoring') failures.push([customer.failedStored, customer.restWorks]);
  const isUnneeded =
    master.status === 'failed' && !masterMatters && link.phase !== 'linked' && candidatesFor(state).source === 'salesforce';
  return (
    <>
      {isUnneeded ? <Small marginTop="space30">{customer.failedMasterUnneeded}</Small> : null}
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

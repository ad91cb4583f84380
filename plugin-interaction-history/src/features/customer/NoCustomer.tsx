import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { TextButton } from '../../ui/TextButton';
import { useTaskSession } from '../task-session';
import type { CustomerState, Lookup } from './customer-state';
import { hasMatches } from './candidates';

interface Props {
  state: CustomerState;
  lookup: Extract<Lookup, { phase: 'done' }>;
}

/** Nobody was found, or nobody was right: who was asked, and that the reason can be recorded all the same. */
export const NoCustomer: React.FC<Props> = ({ state, lookup }) => {
  const { customer } = useStrings();
  const { task, actions } = useTaskSession();
  if (state.rejected.length > 0) {
    const masterHadNone = lookup.answer.master.status === 'ok' && lookup.answer.master.matches.length === 0;
    // a customer found by search may have been taken off again: then there were no matches to reject
    if (!hasMatches(state)) return <Notice kind="neutral" title={customer.noneChosen} body={customer.withoutCustomer} />;
    return (
      <Notice kind="neutral" title={customer.noneChosen} body={masterHadNone ? customer.masterHasNone : customer.noneRight}>
        <Box marginTop="space20">
          <TextButton onClick={actions.reconsider}>{customer.showAgain}</TextButton>
        </Box>
      </Notice>
    );
  }
  const { salesforce, master } = lookup.answer;
  const both = `${salesforce.status === 'ok'} ${master.status === 'ok'}`;
  const asked = {
    'true true': customer.noneBoth,
    'false true': customer.noneMasterOnly,
    'true false': customer.noneSalesforceOnly,
  }[both];
  // a source that was not asked and one that failed are told apart: the failure has its own box
  const skipped = salesforce.status === 'skipped' && master.status === 'skipped';
  const isPhone = task.get().caller.kind === 'phone';
  // never more than is known: a source that failed may have somebody, and who stays linked is somebody
  const title =
    salesforce.status === 'failed' || master.status === 'failed'
      ? customer.noneSoFar
      : state.changing !== null
        ? customer.nobodyElse
        : isPhone
          ? customer.noneTitle
          : customer.noneTitleAddress;
  return <Notice kind="info" title={title} body={skipped ? customer.noneAsked : (asked ?? customer.withoutCustomer)} />;
};

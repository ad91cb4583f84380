import * as React from 'react';
import { hasNoCaller } from '../../tasks/agent-task';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Announce, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { QueryPane } from '../query/QueryPane';
import { useTaskSession } from '../task-session';
import { Changing } from './Changing';
import { Choice } from './Choice';
import { ChosenCustomer } from './ChosenCustomer';
import { isArriving, type CustomerState } from './customer-state';
import { LinkFailure } from './LinkFailure';
import { NoCustomer } from './NoCustomer';
import { NotRestored } from './NotRestored';
import { candidatesFor, isNobody, matchOf } from './candidates';
import { SourceFailures } from './SourceFailures';
import { useCustomer } from './use-customer';

interface Props {
  lastContact: React.ReactNode;
  /** The linked customer is being read again. */
  isRestoring: boolean;
}

/** Who it is: one view for each state, in the same place (ID-5 … ID-8, ID-13). */
export const CustomerSection: React.FC<Props> = (props) => {
  const { customer: words } = useStrings();
  const { customer } = useTaskSession();
  const { state, canChange } = useCustomer();
  const isBusy = isLoading(state);
  const failures = isBusy ? null : <SourceFailures state={state} onRetry={() => void customer.retry()} />;
  // the query pane opens by itself where nobody was found (ID-8) or nobody could be looked up (ID-2)
  if (isNobody(state) && canChange)
    return (
      <QueryPane>
        <Body {...props} />
        {failures}
      </QueryPane>
    );
  return (
    <Section label={words.heading} minHeight={isBusy ? '19rem' : undefined} busy={isBusy}>
      <Body {...props} />
      {failures}
      <Announce>{isBusy ? words.looking : ''}</Announce>
    </Section>
  );
};

/** Nothing to show yet: the look-up is on its way, or the linked customer. */
const isLoading = (state: CustomerState): boolean => {
  const { link, lookup } = state;
  return link.phase === 'restoring'
    ? link.error === null || lookup.phase === 'loading'
    : link.phase === 'none' &&
        (lookup.phase === 'loading' || (isArriving(state) && candidatesFor(state).candidates.length === 0));
};

const Body: React.FC<Props> = ({ lastContact, isRestoring }) => {
  const { state } = useCustomer();
  const { lookup, link } = state;
  // restored after a reload, the customer is there before the look-up that knows the Salesforce record
  if (link.phase === 'linked')
    return <ChosenCustomer link={link} match={link.match ?? matchOf(state, link.customer)} lastContact={lastContact} />;
  if (isLoading(state) || lookup.phase === 'loading') return <CardSkeleton />;
  const above =
    link.phase === 'restoring' && link.error !== null ? (
      <NotRestored link={link} error={link.error} retrying={isRestoring} />
    ) : (
      <Changing />
    );
  if (isNobody(state))
    return (
      <>
        {above}
        {lookup.phase === 'done' ? <NoCustomer state={state} lookup={lookup} /> : <Unaddressed />}
        <LinkFailure />
      </>
    );
  return (
    <>
      {above}
      {lookup.phase === 'failed' ? (
        <>
          <LookupFailed />
          <LinkFailure />
        </>
      ) : candidatesFor(state).candidates.length > 0 ? (
        <Choice state={state} lastContact={lastContact} />
      ) : null}
    </>
  );
};

/** Nothing to look up: a call that withheld its number, or a task of no caller. */
const Unaddressed: React.FC = () => {
  const { customer: words } = useStrings();
  const task = useStore(useTaskSession().task);
  return hasNoCaller(task) ? (
    <Notice kind="neutral" title={words.noCallerTitle} body={words.noCallerBody} />
  ) : (
    <Notice kind="neutral" icon="withheld" title={words.withheldTitle} body={words.withheldBody} />
  );
};

const LookupFailed: React.FC = () => {
  const strings = useStrings();
  const { customer } = useTaskSession();
  const { lookup } = useStore(customer.store);
  if (lookup.phase !== 'failed') return null;
  const { lookupFailed, failedBody } = strings.customer;
  return (
    <Notice
      kind="error"
      title={lookupFailed}
      body={failedBody(explain(lookup.error, strings))}
      action={<RetryButton onRetry={() => void customer.retry()} what={lookupFailed} busy={lookup.retrying} />}
    />
  );
};

/** As tall as the card of one match, so that the form below is in its place from the first moment. */
const CardSkeleton: React.FC = () => (
  <Box aria-hidden="true" display="flex" flexDirection="column" rowGap="space30">
    <SkeletonLoader height="1.25rem" width="50%" />
    <SkeletonLoader height="10.75rem" />
    <SkeletonLoader height="4.25rem" />
    <SkeletonLoader height="1.25rem" width="70%" />
  </Box>
);

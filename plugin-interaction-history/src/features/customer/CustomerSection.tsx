import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import type { AgentTask } from '../../tasks/agent-task';
import { Announce, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import type { OpenedCase } from '../cases/cases';
import { Changing } from './Changing';
import { Choice } from './Choice';
import { ChosenCustomer } from './ChosenCustomer';
import type { CustomerState } from './customer-state';
import { LinkFailure } from './LinkFailure';
import { NoCustomer } from './NoCustomer';
import { NotRestored } from './NotRestored';
import { isNobody, matchOf, offer } from './candidates';
import type { Candidate } from './records';
import { SourceFailures } from './SourceFailures';

export interface CustomerSectionProps {
  task: AgentTask;
  state: CustomerState;
  /** The caller's address as people read it. */
  address: string;
  /** False once the interaction is stored or waits to be sent with its customer. */
  canChange: boolean;
  /** Why nobody can be confirmed now; null when somebody can. */
  notYet: string | null;
  /** The customer whom the task is linked with is being read again. */
  isRestoring: boolean;
  lastContact: React.ReactNode;
  cases: readonly OpenedCase[];
  /** The refusal on top of the tab says already why linking failed. */
  quiet: boolean;
  /** Puts what it is given above the fields of the query pane. */
  pane: (above: React.ReactNode) => React.ReactElement;
  onConfirm: (candidate: Candidate) => void;
  onReject: () => void;
  onReconsider: () => void;
  onRetry: () => void;
  /** Reads the linked customer again. */
  onRestore: () => void;
  onKeep: () => void;
  onUnlink: () => void;
  onAnswerAddress: (keep: boolean) => void;
  onFinish: () => void;
  onFullRecord: (candidate: Candidate) => void;
}

/** Who it is: one face for each state, in the same place (ID-5 … ID-8, ID-13). */
export const CustomerSection: React.FC<CustomerSectionProps> = (props) => {
  const { state, canChange, pane, onRetry } = props;
  const { customer } = useStrings();
  const isBusy = isLoading(state);
  const failures = isBusy ? null : <SourceFailures state={state} onRetry={onRetry} />;
  const body = <Body {...props} />;
  // the query pane opens by itself where nobody was found (ID-8) or nobody could be looked up (ID-2)
  if (isNobody(state) && canChange)
    return pane(
      <>
        {body}
        {failures}
      </>,
    );
  return (
    <Section label={customer.heading} minHeight={isBusy ? '19rem' : undefined} busy={isBusy}>
      {body}
      {failures}
      <Announce>{isBusy ? customer.looking : ''}</Announce>
    </Section>
  );
};

/** Nothing to show yet: the look-up is on its way, or the customer whom the task is linked with. */
const isLoading = ({ link, lookup }: CustomerState): boolean =>
  link.phase === 'restoring'
    ? link.error === null || lookup.phase === 'loading'
    : link.phase === 'none' && lookup.phase === 'loading';

const Body: React.FC<CustomerSectionProps> = (props) => {
  const strings = useStrings();
  const { task, state, isRestoring, lastContact, onConfirm, onReconsider, onRetry, onRestore, onKeep, onUnlink } = props;
  const { lookup, link } = state;
  // restored after a reload, the customer is there before the look-up that knows the Salesforce record
  if (link.phase === 'linked')
    return (
      <ChosenCustomer
        {...props}
        link={link}
        match={link.match ?? matchOf(state, link.customer)}
        isPhone={task.caller.kind === 'phone'}
        onChange={onReconsider}
      />
    );
  if (isLoading(state) || lookup.phase === 'loading') return <CardSkeleton />;
  const above =
    link.phase === 'restoring' && link.error !== null ? (
      <NotRestored error={link.error} retrying={isRestoring} onRetry={onRestore} />
    ) : (
      <Changing state={state} onKeep={onKeep} onUnlink={onUnlink} />
    );
  if (isNobody(state)) {
    return (
      <>
        {above}
        {lookup.phase === 'done' ? (
          <NoCustomer task={task} state={state} lookup={lookup} onReconsider={onReconsider} />
        ) : (
          <Notice kind="fact" icon="withheld" title={strings.customer.withheldTitle} body={strings.customer.withheldBody} />
        )}
        {props.quiet ? null : <LinkFailure link={link} onConfirm={onConfirm} onUnlink={onUnlink} />}
      </>
    );
  }
  if (lookup.phase === 'failed') {
    const { lookupFailed, failedBody } = strings.customer;
    return (
      <>
        {above}
        <Notice
          kind="error"
          title={lookupFailed}
          body={failedBody(explain(lookup.error, strings))}
          action={<RetryButton onRetry={onRetry} what={lookupFailed} busy={lookup.retrying} />}
        />
        {props.quiet ? null : <LinkFailure link={link} onConfirm={onConfirm} onUnlink={onUnlink} />}
      </>
    );
  }
  return (
    <>
      {above}
      {offer(state).candidates.length > 0 ? <Choice {...props} lastContact={lastContact} /> : null}
    </>
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

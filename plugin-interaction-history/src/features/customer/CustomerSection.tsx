import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import type { AgentTask } from '../../tasks/agent-task';
import { Count } from '../../ui/Badge';
import { Announce, Grow, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Key, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { ChosenCustomer } from './ChosenCustomer';
import { keyOf, matchOf, nameOf, offer, type Candidate, type CustomerState } from './customer-state';
import { MatchList } from './MatchList';
import { NoCustomer } from './NoCustomer';
import { SourceBadge } from './SourceBadge';
import { SourceFailures } from './SourceFailures';

export interface CustomerSectionProps {
  task: AgentTask;
  state: CustomerState;
  /** False once the interaction is stored or waits to be sent with its customer. */
  canChange: boolean;
  lastContact: React.ReactNode;
  /** The refusal on top of the tab says already why linking failed. */
  quiet: boolean;
  onConfirm: (candidate: Candidate) => void;
  onReject: () => void;
  onReconsider: () => void;
  onRetry: () => void;
}

/** Who it is: one face for each state, in the same place (ID-5 … ID-8, ID-13). */
export const CustomerSection: React.FC<CustomerSectionProps> = (props) => {
  const { state, onRetry } = props;
  const { customer } = useStrings();
  const { lookup, link } = state;
  const isBusy = link.phase === 'restoring' || (link.phase === 'none' && lookup.phase === 'loading');
  return (
    <Section label={customer.heading} minHeight={isBusy ? '19rem' : undefined} busy={isBusy}>
      <Body {...props} />
      {lookup.phase === 'done' && link.phase !== 'restoring' ? <SourceFailures lookup={lookup} onRetry={onRetry} /> : null}
      <Announce>{isBusy ? customer.looking : ''}</Announce>
    </Section>
  );
};

const Body: React.FC<CustomerSectionProps> = (props) => {
  const strings = useStrings();
  const { task, state, canChange, lastContact, onReconsider, onRetry } = props;
  const { lookup, link } = state;
  // restored after a reload, the customer is there before the look-up that knows the Salesforce record
  if (link.phase === 'linked')
    return (
      <ChosenCustomer
        customer={link.customer}
        match={link.match ?? matchOf(state, link.customer)}
        canChange={canChange}
        onChange={onReconsider}
        lastContact={lastContact}
      />
    );
  if (link.phase === 'restoring') return <CardSkeleton />;
  if (lookup.phase === 'withheld')
    return <Notice kind="fact" icon="withheld" title={strings.customer.withheldTitle} body={strings.customer.withheldBody} />;
  if (lookup.phase === 'loading') return <CardSkeleton />;
  if (lookup.phase === 'failed') {
    const { lookupFailed, restWorks } = strings.customer;
    return (
      <Notice
        kind="error"
        title={lookupFailed}
        body={`${explain(lookup.error, strings)} ${restWorks}`}
        action={<RetryButton onRetry={onRetry} what={lookupFailed} />}
      />
    );
  }
  if (offer(state).candidates.length === 0)
    return <NoCustomer task={task} state={state} lookup={lookup} onReconsider={onReconsider} />;
  return <Choice {...props} />;
};

/** The matches and how to leave them. */
const Choice: React.FC<CustomerSectionProps> = ({
  task,
  state,
  canChange,
  lastContact,
  quiet,
  onConfirm,
  onReject,
  onReconsider,
}) => {
  const strings = useStrings();
  const { customer } = strings;
  const { link } = state;
  const offered = offer(state);
  const single = offered.preselected !== null;
  const source = offered.source ?? 'salesforce';
  const notYet = !canChange
    ? customer.unknownNow
    : task.phase === 'ringing'
      ? customer.confirmAfterAccept
      : link.phase === 'linking'
        ? customer.confirming
        : null;
  return (
    <>
      <Row minHeight="sizeSquare60">
        {single ? (
          <>
            <Grow>
              <Small id="ih-who">{customer.oneMatch}</Small>
            </Grow>
            <SourceBadge source={source} />
          </>
        ) : (
          <>
            <Strong as="h2" id="ih-who">
              {customer.whoIsIt}
            </Strong>
            <Count>{offered.total}</Count>
            <Grow />
            {offered.candidates.length > 1 ? (
              <Small>
                <Key>↑</Key> <Key>↓</Key> {customer.move}
              </Small>
            ) : null}
          </>
        )}
      </Row>
      <MatchList
        key={`${source} ${offered.candidates.map(keyOf).join(' ')} ${single}`}
        offer={offered}
        labelledBy="ih-who"
        notYet={notYet}
        onConfirm={onConfirm}
        onReject={onReject}
      />
      {link.phase === 'failed' && !quiet ? (
        <Box marginTop="space30">
          <Notice
            kind="error"
            urgent
            title={customer.linkFailed(nameOf(link.candidate) ?? customer.noName)}
            body={`${explain(link.error, strings)} ${customer.linkedAnyway}`}
            action={
              <RetryButton
                onRetry={() => onConfirm(link.candidate)}
                what={customer.confirm(nameOf(link.candidate) ?? customer.noName)}
              />
            }
          />
        </Box>
      ) : null}
      {single ? lastContact : null}
      <Row marginTop="space30" minHeight="sizeSquare60">
        <TextButton onClick={onReject}>
          {source !== 'master' ? customer.notThisCustomer : offered.total > 1 ? customer.noneOfThese : customer.notThisOne}
        </TextButton>
        <Key>N</Key>
        <Grow />
        {state.rejected.length > 0 ? <TextButton onClick={onReconsider}>{customer.showAgain}</TextButton> : null}
      </Row>
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

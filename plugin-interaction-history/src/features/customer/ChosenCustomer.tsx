import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Grow, Row } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { RecordLink } from '../../ui/RecordLink';
import { Bold, NameHeading, Plain, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { CaseLinks } from '../cases/CaseLinks';
import { useTaskSession } from '../task-session';
import type { Link } from './customer-state';
import { KeepAddress } from './KeepAddress';
import { CallButton } from '../calls/CallButton';
import { companyAndNumber, CustomerFacts } from './CustomerFacts';
import { sourceOf } from './records';
import { SourceBadge } from './SourceBadge';
import { StatusBadges } from './StatusBadges';
import { useCustomer } from './use-customer';

interface Props {
  link: Extract<Link, { phase: 'linked' }>;
  /** The source's record, where it answered: status, cases and orders are known from it alone. */
  match: Match | null;
  lastContact: React.ReactNode;
}

/** The customer this task is linked to, in brief; details on request. */
export const ChosenCustomer: React.FC<Props> = ({ link, match, lastContact }) => {
  const { worker, task, actions, newCustomer, cases, master } = useTaskSession();
  const { address, canChange } = useCustomer();
  const { opened } = useStore(cases.store);
  const { broughtIn } = useStore(master.store);
  const { customer } = link;
  const strings = useStrings();
  const [open, setOpen] = React.useState(false);
  const line = companyAndNumber(customer);
  const leftOut = broughtIn !== null && broughtIn.key === link.match?.key ? broughtIn.leftOut : [];
  return (
    <>
      <Row>
        <NameHeading as="h2">{customer.name ?? strings.customer.noName}</NameHeading>
        <SourceBadge source={match === null ? 'stored' : sourceOf(match)} />
      </Row>
      {line ? (
        <Plain color="colorTextWeak" overflowWrap="anywhere">
          {line}
        </Plain>
      ) : null}
      {match === null ? null : (
        <Row flexWrap="wrap" rowGap="space20" marginTop="space20">
          <StatusBadges statuses={match.statuses} />
          {match.openCases === null ? null : (
            <Small color="colorText">
              <Bold>{strings.customer.openCases(match.openCases)}</Bold>
            </Small>
          )}
          {match.orders === null ? null : <Small>{strings.customer.orders(match.orders)}</Small>}
        </Row>
      )}
      {lastContact}
      {leftOut.length === 0 ? null : (
        <Box marginTop="space30">
          <Notice kind="neutral" title={strings.master.leftOut} body={strings.master.leftOutBody(leftOut)} />
        </Box>
      )}
      {link.note === null ? null : (
        <Box marginTop="space30">
          <Notice
            kind="error"
            title={strings.customer.notInSalesforce}
            body={explain(link.note, strings)}
            action={<RetryButton onRetry={() => void newCustomer.finish()} what={strings.customer.notInSalesforce} />}
          />
        </Box>
      )}
      {link.address === 'none' ? null : (
        <KeepAddress
          question={link.address}
          address={address}
          isPhone={task.get().caller.kind === 'phone'}
          name={customer.name ?? strings.customer.noName}
          onAnswer={actions.answerAddress}
          onUndo={actions.releaseAddress}
        />
      )}
      {opened.length > 0 ? (
        <Row flexWrap="wrap" rowGap="space20" marginTop="space30">
          <CaseLinks opened={opened} />
        </Row>
      ) : null}
      <Row columnGap="space50" rowGap="space20" flexWrap="wrap" marginTop="space30" minHeight="sizeSquare60">
        {customer.salesforce ? <RecordLink href={customer.salesforce.url}>{strings.customer.openInSalesforce}</RecordLink> : null}
        <TextButton onClick={() => setOpen(!open)} expanded={open} controls="ih-customer-details">
          {strings.customer.details}
          <Icon name={open ? 'up' : 'down'} size={12} />
        </TextButton>
        <CallButton worker={worker} number={customer.phones[0]} customerId={customer.customerId} />
        <Grow />
        {/* the customer of a recorded interaction is not changed here */}
        {canChange ? <TextButton onClick={actions.reconsider}>{strings.customer.change}</TextButton> : null}
      </Row>
      <div id="ih-customer-details" hidden={!open}>
        {open ? <CustomerFacts candidate={match === null ? { from: 'stored', customer } : { from: 'match', match }} /> : null}
      </div>
    </>
  );
};

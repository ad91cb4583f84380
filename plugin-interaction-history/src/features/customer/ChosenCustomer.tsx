import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Grow, Row } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { RecordLink } from '../../ui/RecordLink';
import { Bold, NameHeading, Plain, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { OpenedCase } from '../cases/cases';
import { CaseLinks } from '../cases/CaseLinks';
import type { Link } from './customer-state';
import { KeepAddress } from './KeepAddress';
import { companyAndNumber, CustomerFacts } from './CustomerFacts';
import { sourceOf } from './records';
import { SourceBadge } from './SourceBadge';
import { StatusBadges } from './StatusBadges';

interface Props {
  link: Extract<Link, { phase: 'linked' }>;
  /** The source's record, where it answered: status, cases and orders are known from it alone. */
  match: Match | null;
  /** The caller's address as people read it. */
  address: string;
  isPhone: boolean;
  /** False once the entry is stored: the customer of a recorded interaction is not changed here. */
  canChange: boolean;
  cases: readonly OpenedCase[];
  lastContact: React.ReactNode;
  onChange: () => void;
  onAnswerAddress: (keep: boolean) => void;
  /** Tries again what the note says is missing. */
  onFinish: () => void;
}

/** The customer this task is linked with, in brief; details on request. */
export const ChosenCustomer: React.FC<Props> = (props) => {
  const { link, match, address, isPhone, canChange, cases, lastContact, onChange, onAnswerAddress, onFinish } = props;
  const { customer } = link;
  const strings = useStrings();
  const [open, setOpen] = React.useState(false);
  const line = companyAndNumber(customer);
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
      {link.note === null ? null : (
        <Box marginTop="space30">
          <Notice
            kind="error"
            title={strings.customer.notInSalesforce}
            body={explain(link.note, strings)}
            action={<RetryButton onRetry={onFinish} what={strings.customer.notInSalesforce} />}
          />
        </Box>
      )}
      {link.address === 'none' ? null : (
        <KeepAddress
          question={link.address}
          address={address}
          isPhone={isPhone}
          name={customer.name ?? strings.customer.noName}
          onAnswer={onAnswerAddress}
        />
      )}
      {cases.length > 0 ? (
        <Row flexWrap="wrap" rowGap="space20" marginTop="space30">
          <CaseLinks opened={cases} />
        </Row>
      ) : null}
      <Row columnGap="space50" rowGap="space20" flexWrap="wrap" marginTop="space30" minHeight="sizeSquare60">
        {customer.salesforce ? <RecordLink href={customer.salesforce.url}>{strings.customer.openInSalesforce}</RecordLink> : null}
        <TextButton onClick={() => setOpen(!open)} expanded={open} controls="ih-customer-details">
          {strings.customer.details}
          <Icon name={open ? 'up' : 'down'} size={12} />
        </TextButton>
        <Grow />
        {canChange ? <TextButton onClick={onChange}>{strings.customer.change}</TextButton> : null}
      </Row>
      <div id="ih-customer-details" hidden={!open}>
        {open ? <CustomerFacts candidate={match === null ? { from: 'stored', customer } : { from: 'match', match }} /> : null}
      </div>
    </>
  );
};

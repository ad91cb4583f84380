import * as React from 'react';
import { Anchor } from '@twilio-paste/core/anchor';
import { Box } from '@twilio-paste/core/box';
import type { Customer, Match } from '@interaction-history/shared/src/contract/customers';
import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Grow, Row } from '../../ui/layout';
import { Bold, NameHeading, Plain, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { companyAndNumber, CustomerFacts } from './CustomerFacts';
import { SourceBadge } from './SourceBadge';
import { StatusBadges } from './StatusBadges';

interface Props {
  customer: Customer;
  /** The source's record, where it answered: status, cases and orders are known from it alone. */
  match: Match | null;
  /** False once the entry is stored: the customer of a recorded interaction is not changed here. */
  canChange: boolean;
  onChange: () => void;
  lastContact: React.ReactNode;
}

/** The customer this task is linked with, in brief; details on request. */
export const ChosenCustomer: React.FC<Props> = ({ customer, match, canChange, onChange, lastContact }) => {
  const strings = useStrings();
  const [open, setOpen] = React.useState(false);
  const line = companyAndNumber(customer);
  return (
    <>
      <Row>
        <NameHeading as="h2">{customer.name ?? strings.customer.noName}</NameHeading>
        <SourceBadge source={match?.source ?? 'stored'} />
      </Row>
      {line ? <Plain color="colorTextWeak">{line}</Plain> : null}
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
      <Row columnGap="space50" marginTop="space30" minHeight="sizeSquare60">
        {customer.salesforce ? (
          <Anchor href={customer.salesforce.url} target="_blank" rel="noopener noreferrer">
            <Box
              as="span"
              display="inline-flex"
              alignItems="center"
              columnGap="space20"
              fontSize="fontSize20"
              lineHeight="lineHeight20"
              fontWeight="fontWeightSemibold"
            >
              {strings.customer.openInSalesforce}
              <ScreenReaderOnly>{strings.customer.newTab}</ScreenReaderOnly>
              <Icon name="external" size={12} />
            </Box>
          </Anchor>
        ) : null}
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

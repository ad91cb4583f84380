import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { countOf, dateTimeOf } from '../../strings/format';
import { Facts } from '../../ui/Facts';
import { RecordLink } from '../../ui/RecordLink';
import { NameHeading, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { JoinedCustomers } from './JoinedCustomers';
import { nameOf, type MergeFlow, type Side, type StoredCustomer } from './merge-flow';

interface Props {
  flow: MergeFlow;
  side: Side;
  stored: StoredCustomer;
  stays: boolean;
  /** A merge runs or is done: nothing is to be chosen any more. */
  isSettled: boolean;
}

/** One of the two as it is stored, and whether it stays. */
export const ChosenCustomer: React.FC<Props> = ({ flow, side, stored, stays, isSettled }) => {
  const { customer, interactionCount } = stored;
  const { strings, locale } = useAdministrationStrings();
  const { customers: words } = strings;
  const { customerId, name, company, accountNumber, email, phones, salesforce, updatedAt } = customer;
  const facts = [
    [words.history, words.interactions(countOf(locale, interactionCount), interactionCount)],
    [words.company, name === null ? null : company],
    [words.accountNumber, accountNumber],
    [words.email, email],
    [words.phones, phones.join(', ')],
    [words.salesforce, salesforce === null ? null : <RecordLink href={salesforce.url}>{words.openRecord}</RecordLink>],
    [words.updated, dateTimeOf(locale, updatedAt, Date.now())],
    [words.id, customerId],
  ] as const;
  return (
    <>
      <Box
        as="label"
        display="flex"
        alignItems="center"
        columnGap="space30"
        paddingX="space50"
        paddingY="space40"
        backgroundColor={stays ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
        borderBottomStyle="solid"
        borderBottomWidth="borderWidth10"
        borderBottomColor="colorBorderWeaker"
        cursor="pointer"
        _focusWithin={{ boxShadow: 'shadowFocusInset' }}
      >
        <input
          type="radio"
          name="ih-merge-stays"
          checked={stays}
          disabled={isSettled}
          aria-label={`${words.stays}: ${nameOf(customer, words.noName)}`}
          onChange={() => flow.keep(side)}
          style={{ width: 16, height: 16, margin: 0, flex: 'none', accentColor: 'var(--ih-link)', outline: 'none' }}
        />
        <Strong>{words.stays}</Strong>
      </Box>
      <Box paddingX="space50" paddingY="space40">
        <NameHeading>{nameOf(customer, words.noName)}</NameHeading>
        <Facts big facts={facts.filter(([, value]) => value !== null && value !== '')} />
        {isSettled ? null : (
          <Box marginTop="space40">
            <TextButton
              onClick={() => {
                flow.choose(side, null);
                // the field comes with the next frame
                setTimeout(() => document.getElementById(`ih-merge-${side}`)?.focus(), 0);
              }}
            >
              {words.change}
            </TextButton>
            <JoinedCustomers flow={flow} side={side} stored={stored} />
          </Box>
        )}
      </Box>
    </>
  );
};

import * as React from 'react';
import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import { dateOf } from '../../strings/format';
import type { Strings } from '../../strings/en';
import { useLanguage } from '../../strings/strings';
import { Facts, type Fact } from '../../ui/Facts';
import { Section } from '../../ui/layout';
import { Strong } from '../../ui/text';

/** Everything the master holds: the account and, where there is one, its primary contact (ID-9). What is empty is left out. */
export const RecordFacts: React.FC<{ record: MasterRecord }> = ({ record }) => {
  const { strings, locale } = useLanguage();
  const account = accountFacts(record, strings, locale);
  const contact = record.primaryContact;
  const contactName =
    contact === null ? '' : (contact.fullName ?? [contact.firstName, contact.lastName].filter(Boolean).join(' '));
  const heading = contactName ? strings.master.contact(contactName) : strings.master.noContact;
  const contactFacts = contact === null ? [] : reachedBy(contact, strings);
  return (
    <>
      {account.length > 0 ? (
        <Section label={strings.master.account}>
          <Strong as="h3">{strings.master.account}</Strong>
          <Facts big facts={account} />
        </Section>
      ) : null}
      {contact !== null && (contactName || contactFacts.length > 0) ? (
        <Section label={strings.master.noContact}>
          <Strong as="h3">{heading}</Strong>
          {contactFacts.length > 0 ? <Facts big facts={contactFacts} /> : null}
        </Section>
      ) : null}
    </>
  );
};

const lines = (texts: readonly string[]): React.ReactNode => texts.map((text) => <div key={text}>{text}</div>);

function reachedBy({ email, phones }: Pick<MasterRecord, 'email' | 'phones'>, { customer, phoneLabels }: Strings): Fact[] {
  const facts: Fact[] = [];
  if (email) facts.push([customer.email, email]);
  if (phones.length > 0)
    facts.push([customer.phones, lines(phones.map(({ label, value }) => `${phoneLabels[label] ?? label} ${value}`))]);
  return facts;
}

function accountFacts(record: MasterRecord, strings: Strings, locale: string): Fact[] {
  const { master } = strings;
  const paid = record.lastPayment;
  const payment =
    paid === null ? '' : [paid.amount, paid.date === null ? null : dateOf(locale, paid.date)].filter(Boolean).join(', ');
  const facts: [label: string, value: string | null][] = [
    [master.billingAddress, record.billingAddress],
    [master.serviceAddress, record.serviceAddress === record.billingAddress ? null : record.serviceAddress],
  ];
  const money: [label: string, value: string | null][] = [
    [master.services, record.services],
    [master.billingCycle, record.billingCycle],
    [master.payment, record.paymentMethod],
    [master.due, record.amountDue],
    [master.lastPayment, payment],
    [master.language, record.language],
  ];
  const said = (pairs: [label: string, value: string | null][]): Fact[] =>
    pairs.flatMap(([label, value]): Fact[] => (value ? [[label, value]] : []));
  return [...reachedBy(record, strings), ...said(facts), ...said(money)];
}

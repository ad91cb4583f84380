import * as React from 'react';
import { isolated } from '../../strings/bidi';
import type { Strings } from '../../strings/en';
import { useStrings } from '../../strings/strings';
import type { Candidate } from './records';
import { Facts, type Fact } from '../../ui/Facts';
import { Bold } from '../../ui/text';

/** What confirms identity before choosing (ID-5): address, e-mail, phones, open cases and orders. */
export const CustomerFacts: React.FC<{ candidate: Candidate; id?: string }> = ({ candidate, id }) => {
  const strings = useStrings();
  const facts = candidate.from === 'match' ? matchFacts(candidate.match, strings) : storedFacts(candidate.customer, strings);
  return <Facts facts={facts} id={id} />;
};

function matchFacts(match: Extract<Candidate, { from: 'match' }>['match'], strings: Strings): Fact[] {
  const { customer } = strings;
  const facts: Fact[] = [];
  if (match.address) facts.push([customer.address, match.address]);
  if (match.email) facts.push([customer.email, match.email]);
  if (match.phones.length > 0) {
    const lines = match.phones.map(({ label, value, matched }) => (
      <div key={`${label} ${value}`}>
        {strings.phoneLabels[label] ?? label} {value}
        {matched ? <Bold> {customer.matched}</Bold> : null}
      </div>
    ));
    facts.push([customer.phones, lines]);
  }
  const cases = match.openCases === null ? null : <Bold key="cases">{customer.cases(match.openCases)}</Bold>;
  const orders = match.orders === null ? null : customer.orders(match.orders);
  if (cases !== null || orders !== null) {
    facts.push([
      customer.open,
      <React.Fragment key="open">
        {cases}
        {cases !== null && orders !== null ? ' · ' : ''}
        {orders}
      </React.Fragment>,
    ]);
  }
  return facts;
}

function storedFacts(stored: Extract<Candidate, { from: 'stored' }>['customer'], { customer }: Strings): Fact[] {
  const facts: Fact[] = [];
  if (stored.email) facts.push([customer.email, stored.email]);
  if (stored.phones.length > 0) facts.push([customer.phones, stored.phones.map((phone) => <div key={phone}>{phone}</div>)]);
  return facts;
}

/** "Torres Imports · C-10042", of what there is. */
export function companyAndNumber({ company, accountNumber }: { company: string | null; accountNumber: string | null }): string {
  return [company === null ? null : isolated(company), accountNumber].filter(Boolean).join(' · ');
}

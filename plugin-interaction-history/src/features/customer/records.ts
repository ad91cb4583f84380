import type { ChosenRecord, Customer, Match } from '@interaction-history/shared/src/contract/customers';

/** What an agent can choose: a match of a source, or the customer stored with us when Salesforce does not answer. */
export type Candidate = { from: 'match'; match: Match } | { from: 'stored'; customer: Customer };

/**
 * Whether a match and a stored customer are one record: by Salesforce contact where both have one, else by account, else by
 * customer number. A customer stored from the master, or before the import, has no contact yet.
 */
export function isSame(match: Match, customer: Customer): boolean {
  const a = match.salesforce;
  const b = customer.salesforce;
  if (a?.contactId && b?.contactId) return a.contactId === b.contactId;
  if (a?.leadId && b?.leadId) return a.leadId === b.leadId;
  if (!a?.contactId && !b?.contactId && a?.accountId && b?.accountId) return a.accountId === b.accountId;
  return match.accountNumber !== null && match.accountNumber === customer.accountNumber;
}

/** Whether a candidate is this stored customer. */
export const isCustomer = (candidate: Candidate, customer: Customer): boolean =>
  candidate.from === 'match' ? isSame(candidate.match, customer) : candidate.customer.customerId === customer.customerId;

/** The record by its ids alone, as tasks/link-customer takes it. */
export function recordOf(candidate: Candidate): ChosenRecord {
  if (candidate.from === 'stored') return { source: 'stored', customerId: candidate.customer.customerId };
  const { match } = candidate;
  if (match.source === 'master') return { source: 'master', accountNumber: match.accountNumber ?? match.key };
  const { contactId = null, accountId = null, leadId } = match.salesforce ?? {};
  return { source: 'salesforce', contactId, accountId, ...(leadId === undefined ? {} : { leadId }) };
}

/** What a badge says of where a record comes from: a Lead is no customer yet. */
export const sourceOf = ({ source, salesforce }: Match): 'salesforce' | 'lead' | 'master' =>
  source === 'salesforce' && salesforce?.leadId && !salesforce.contactId ? 'lead' : source;

/** Where the candidate opens in Salesforce; null when it is not there, or not yet. */
export const urlOf = (candidate: Candidate): string | null =>
  (candidate.from === 'match' ? candidate.match.salesforce : candidate.customer.salesforce)?.url ?? null;

export const nameOf = (candidate: Candidate): string | null =>
  candidate.from === 'match' ? candidate.match.name : candidate.customer.name;
export const keyOf = (candidate: Candidate): string =>
  candidate.from === 'match' ? candidate.match.key : candidate.customer.customerId;

import { formatPhone, type Identity } from '@interaction-history/shared/src/caller/phone';
import type { Customer, Match } from '@interaction-history/shared/src/contract/customers';
import type { CustomerDocument } from '../../vendors/firestore/documents';

export function toCustomer(customerId: string, document: CustomerDocument): Customer {
  const { name, company, accountNumber, email, phones, salesforce, updatedAt } = document;
  return { customerId, name, company, accountNumber, email, phones, salesforce, updatedAt: updatedAt.toDate().toISOString() };
}

/** The address that `identityKey` made this of: `phone:+14155550100` is +14155550100. */
export function addressOf(key: string): string {
  const value = key.slice(key.indexOf(':') + 1);
  return value.startsWith('%~') ? Buffer.from(value.slice(2), 'base64url').toString('utf8') : decodeURIComponent(value);
}

/** The identity of a key; null for a key of a record. */
export function identityIn(key: string): Identity | null {
  const kind = ADDRESS_KINDS.find((one) => key.startsWith(`${one}:`));
  if (kind === undefined) return null;
  const value = addressOf(key);
  return { kind, value, display: kind === 'phone' ? formatPhone(value) : value };
}
const ADDRESS_KINDS = ['phone', 'email', 'sip', 'client', 'handle'] as const;

/** Identity key of a Salesforce record or a customer number, beside those of addresses (`phone:+1…`). */
export const recordKeys = {
  contact: (id: string): string => `salesforce-contact:${id.slice(0, 15)}`,
  account: (id: string): string => `salesforce-account:${id.slice(0, 15)}`,
  lead: (id: string): string => `salesforce-lead:${id.slice(0, 15)}`,
  number: (accountNumber: string): string => `account-number:${encodeURIComponent(accountNumber)}`,
};

/** Keys of an outside record, strongest first: they decide which customer it is (ID-14), and by them the audit trail names it. */
export function recordKeysOf({ salesforce, accountNumber }: Pick<Match, 'salesforce' | 'accountNumber'>): string[] {
  const { contactId = null, accountId = null, leadId } = salesforce ?? {};
  return [
    ...(contactId === null ? [] : [recordKeys.contact(contactId)]),
    // An account stands for its customer only where no person was chosen: a company has many people
    ...(contactId === null && accountId !== null ? [recordKeys.account(accountId)] : []),
    // The lead that a contact has been keeps its history when it becomes one
    ...(leadId === undefined ? [] : [recordKeys.lead(leadId)]),
    ...(contactId === null && accountId === null && accountNumber !== null ? [recordKeys.number(accountNumber)] : []),
  ];
}

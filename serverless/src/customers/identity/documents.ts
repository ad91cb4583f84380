import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Timestamp } from 'firebase-admin/firestore';

/** `customers/{customerId}` as stored. */
export interface CustomerDocument {
  name: string | null;
  company: string | null;
  accountNumber: string | null;
  email: string | null;
  phones: string[];
  salesforce: Customer['salesforce'];
  /** Grows with each interaction, in the interaction's own commit: the history's length without reading it. */
  interactionCount?: number;
  /** The task on which an agent made this customer: what makes a repeated request find its own (ID-10). */
  createdOnTask?: string;
  /** Set when this customer turned out to be another one: everything of it is, or is on its way, there (ID-14). */
  mergedInto?: string;
  createdAt: Timestamp;
  createdBy: string;
  updatedAt: Timestamp;
  updatedBy: string;
}

/** `identities/{key}`: to whom an address or an outside record belongs. Made with create(), so one owner each. */
export interface IdentityDocument {
  customerId: string;
}

export function toCustomer(customerId: string, document: CustomerDocument): Customer {
  const { name, company, accountNumber, email, phones, salesforce, updatedAt } = document;
  return { customerId, name, company, accountNumber, email, phones, salesforce, updatedAt: updatedAt.toDate().toISOString() };
}

/** Identity key of a Salesforce record or a customer number, beside those of addresses (`phone:+1…`). */
export const recordKeys = {
  contact: (id: string): string => `salesforce-contact:${id.slice(0, 15)}`,
  account: (id: string): string => `salesforce-account:${id.slice(0, 15)}`,
  lead: (id: string): string => `salesforce-lead:${id.slice(0, 15)}`,
  number: (accountNumber: string): string => `account-number:${encodeURIComponent(accountNumber)}`,
};

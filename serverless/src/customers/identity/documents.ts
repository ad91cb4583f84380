import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { CustomerDocument } from '../../vendors/firestore/documents';

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

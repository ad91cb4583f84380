import { toE164 } from '@interaction-history/shared/src/caller/phone';
import { equalForms } from '@interaction-history/shared/src/phones/equal-forms';
import type { Firestore, Query } from 'firebase-admin/firestore';
import { collections } from '../../vendors/firestore/collections';
import type { CustomerDocument } from '../../vendors/firestore/documents';

/**
 * Who of the customers stored with us may be meant by a text: a phone in any notation, an e-mail address, a customer number, a whole name.
 * Every question is an equality on one field, which Firestore indexes by itself.
 */
export function questions(store: Firestore, text: string, region: string): Query<CustomerDocument>[] {
  const customers = collections.customers(store);
  const phone = toE164(text, region);
  return [
    ...(phone === null ? [] : [customers.where('phones', 'array-contains-any', equalForms(phone))]),
    // an address as it was typed into Salesforce, or as our own form keeps it
    ...(text.includes('@') ? [customers.where('email', 'in', [...new Set([text, text.toLowerCase()])])] : []),
    customers.where('accountNumber', '==', text),
    customers.where('name', '==', text),
  ];
}

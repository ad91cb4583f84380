import type { DocumentReference, Firestore, Timestamp } from 'firebase-admin/firestore';
import { collections } from '../../vendors/firestore/collections';
import type { CustomerDocument } from '../../vendors/firestore/documents';

/** A customer as it was read. */
export interface ReadCustomer {
  ref: DocumentReference<CustomerDocument>;
  document: CustomerDocument;
  /** The version that a change of it names: whoever wrote in between makes the change fail. */
  updateTime: Timestamp;
}

/** Merges lead on to the customer that is left; a chain longer than this is none of ours. */
const MAX_HOPS = 5;

/** One customer, whether merged into another or not; null when there is none. */
export async function readCustomer(store: Firestore, customerId: string): Promise<ReadCustomer | null> {
  const snapshot = await collections.customers(store).doc(customerId).get();
  const { ref, updateTime } = snapshot;
  const document = snapshot.data();
  return document === undefined || updateTime === undefined ? null : { ref, document, updateTime };
}

/** The customer that this id leads to (ID-14): one read, one more for each merge since. Its id may be another one. */
export async function currentCustomer(store: Firestore, customerId: string): Promise<ReadCustomer | null> {
  return (await wayOf(store, customerId)).at(-1) ?? null;
}

/** The customer of this id, where it was merged into, and so on to the one that is left, which is the last. */
export async function wayOf(store: Firestore, customerId: string, hops = MAX_HOPS): Promise<ReadCustomer[]> {
  const found = await readCustomer(store, customerId);
  if (found === null) return [];
  const next = found.document.mergedInto;
  return next !== undefined && hops > 0 ? [found, ...(await wayOf(store, next, hops - 1))] : [found];
}

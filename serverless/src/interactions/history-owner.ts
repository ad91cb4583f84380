import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { byId, newCustomerId } from '../customers/identity/store';
import { AppError } from '../runtime/errors';
import { collections } from '../vendors/firestore/collections';
import type { CustomerDocument, IdentityDocument } from '../vendors/firestore/documents';
import type { TaskFacts } from './task-facts';

/** Whose history a new entry belongs to. */
export interface Owner {
  customerId: string | null;
  /** What must be created with the entry: a caller nobody has identified yet still has one history (ID-14). */
  newCustomer: { identityRef: DocumentReference<IdentityDocument>; customer: CustomerDocument } | null;
}

/**
 * The customer chosen, else the one that the caller's address belongs to; nobody when the number is withheld (ID-2).
 * @throws AppError not_found when the customer chosen is gone
 */
export async function ownerOf(
  store: Firestore,
  entry: { customerId: string | null; facts: Pick<TaskFacts, 'identity'> },
  workerSid: string,
): Promise<Owner> {
  if (entry.customerId !== null) {
    const chosen = await byId(store, entry.customerId);
    if (chosen === null) throw new AppError('not_found', 'This customer no longer exists: choose again');
    // Another id than the one asked for, when the two were merged meanwhile
    return { customerId: chosen.customer.customerId, newCustomer: null };
  }
  const { identity } = entry.facts;
  if (identity.kind === 'withheld') return { customerId: null, newCustomer: null };
  const identityRef = collections.identities(store).doc(identityKey(identity));
  const identified = (await identityRef.get()).data();
  if (identified !== undefined) {
    const current = await byId(store, identified.customerId);
    return { customerId: current?.customer.customerId ?? identified.customerId, newCustomer: null };
  }
  const now = Timestamp.now();
  const customer: CustomerDocument = {
    name: null,
    company: null,
    accountNumber: null,
    email: identity.kind === 'email' ? identity.value : null,
    phones: identity.kind === 'phone' ? [identity.value] : [],
    salesforce: null,
    createdAt: now,
    createdBy: workerSid,
    updatedAt: now,
    updatedBy: workerSid,
  };
  return { customerId: newCustomerId(), newCustomer: { identityRef, customer } };
}

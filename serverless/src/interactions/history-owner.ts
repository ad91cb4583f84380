import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { byId, newCustomerId } from '../customers/identity/store';
import type { RequestContext } from '../context';
import { markNames, wasErasedSince } from '../privacy/erased-marks';
import { AppError } from '../runtime/errors';
import { collections } from '../vendors/firestore/collections';
import type { CustomerDocument, IdentityDocument } from '../vendors/firestore/documents';
import type { TaskFacts } from './task-facts';

/** Whose history a new entry belongs to. */
export interface Owner {
  customerId: string | null;
  /** What must be created with the entry: a caller nobody has identified yet still has one history (ID-14). */
  newCustomer: {
    identityRef: DocumentReference<IdentityDocument>;
    /** Of an identity that leads to a customer who is gone: the entry's commit holds only while it does. */
    identityTime?: Timestamp | undefined;
    customer: CustomerDocument;
  } | null;
  /** They were erased after the conversation: the entry counts, and names nobody (PR-1). */
  erased?: true;
}
const ERASED: Owner = { customerId: null, newCustomer: null, erased: true };

/**
 * The customer chosen, else the one that the caller's address belongs to; nobody when the number is withheld (ID-2).
 * @throws AppError not_found when the customer chosen is gone
 */
export async function ownerOf(
  store: Firestore,
  entry: { customerId: string | null; facts: Pick<TaskFacts, 'identity' | 'occurredAt'> },
  { worker, config }: Pick<RequestContext, 'worker' | 'config'>,
): Promise<Owner> {
  const happenedAt = Timestamp.fromDate(entry.facts.occurredAt);
  if (entry.customerId !== null) {
    const chosen = await byId(store, entry.customerId);
    if (chosen === null && (await wasErasedSince(store, [entry.customerId], happenedAt))) return ERASED;
    if (chosen === null) throw new AppError('not_found', 'This customer no longer exists: choose again');
    // Another id than the one asked for, when the two were merged meanwhile
    return { customerId: chosen.customer.customerId, newCustomer: null };
  }
  const { identity } = entry.facts;
  if (identity.kind === 'withheld') return { customerId: null, newCustomer: null };
  const identityRef = collections.identities(store).doc(identityKey(identity));
  const identitySnapshot = await identityRef.get();
  const identified = identitySnapshot.data();
  const current = identified === undefined ? null : await byId(store, identified.customerId);
  if (current !== null) return { customerId: current.customer.customerId, newCustomer: null };
  if (await wasErasedSince(store, markNames([], [identityRef.id], config.auditKey), happenedAt)) return ERASED;
  const now = Timestamp.now();
  const customer: CustomerDocument = {
    name: null,
    company: null,
    accountNumber: null,
    email: identity.kind === 'email' ? identity.value : null,
    phones: identity.kind === 'phone' ? [identity.value] : [],
    salesforce: null,
    createdAt: now,
    createdBy: worker.sid,
    updatedAt: now,
    updatedBy: worker.sid,
  };
  return {
    customerId: identified?.customerId ?? newCustomerId(),
    newCustomer: { identityRef, identityTime: identitySnapshot.updateTime, customer },
  };
}

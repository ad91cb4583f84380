import { identityKey, type Identity } from '@interaction-history/shared/src/phone';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import type { Budget } from '../budget';
import { ALREADY_EXISTS, codeOf } from '../firestore/client';
import type { CustomerDocument, IdentityDocument } from './documents';
import { mergeCustomers } from './merge-customers';

/** Whether the address leads to this customer. A withheld number leads to nobody. */
export async function isAddressOf(store: Firestore, identity: Identity, customerId: string): Promise<boolean> {
  return identity.kind !== 'withheld' && (await ownerOf(store, identity)) === customerId;
}

/**
 * Makes the caller's address the customer's (ID-14), once the agent has said so. One that nobody has, or that a caller nobody
 * could name has left behind, history included; never one that leads to another named customer: people share phones.
 * @returns whether the address leads to the customer now
 */
export async function keepAddress(
  store: Firestore,
  identity: Identity,
  customerId: string,
  workerSid: string,
  budget: Budget,
): Promise<boolean> {
  if (identity.kind === 'withheld') return false;
  const ref = store.collection('identities').doc(identityKey(identity));
  const customer = store.collection('customers').doc(customerId);
  const batch = store.batch().create(ref, { customerId } satisfies IdentityDocument);
  if (identity.kind === 'phone')
    batch.update(customer, {
      phones: FieldValue.arrayUnion(identity.value),
      updatedAt: FieldValue.serverTimestamp(),
      updatedBy: workerSid,
    });
  try {
    await batch.commit();
    return true;
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
  const ownerId = await ownerOf(store, identity);
  if (ownerId === customerId || ownerId === null) return ownerId === customerId;
  const owner = (await store.collection('customers').doc(ownerId).get()).data() as CustomerDocument | undefined;
  if (owner === undefined || !isNameless(owner)) return false;
  await mergeCustomers(store, ownerId, customerId, workerSid, budget);
  return true;
}

async function ownerOf(store: Firestore, identity: Identity): Promise<string | null> {
  const found = (await store.collection('identities').doc(identityKey(identity)).get()).data() as IdentityDocument | undefined;
  return found?.customerId ?? null;
}

/** A customer that only an address has made: no record has claimed it yet. */
const isNameless = ({ name, accountNumber, salesforce }: CustomerDocument): boolean =>
  name === null && accountNumber === null && salesforce === null;

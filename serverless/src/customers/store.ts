import { randomBytes } from 'node:crypto';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { Timestamp, type Firestore, type Transaction } from 'firebase-admin/firestore';
import { toCustomer, type CustomerDocument, type IdentityDocument } from './documents';

export interface Stored {
  customer: Customer;
  interactionCount: number;
}

/** The customer that owns an identity; null when nobody does. Two reads. */
export async function byIdentity(store: Firestore, key: string): Promise<Stored | null> {
  const identity = await store.collection('identities').doc(key).get();
  return identity.exists ? byId(store, (identity.data() as IdentityDocument).customerId) : null;
}

/** One read. */
export async function byId(store: Firestore, customerId: string): Promise<Stored | null> {
  const found = await store.collection('customers').doc(customerId).get();
  if (!found.exists) return null;
  const document = found.data() as CustomerDocument;
  return { customer: toCustomer(customerId, document), interactionCount: document.interactionCount ?? 0 };
}

export const newCustomerId = (): string => randomBytes(12).toString('base64url');

/** What is known of a chosen record, and the keys that make it unique. */
export interface ChosenCustomer {
  /** Keys of the outside record, strongest first: they decide who the customer is (ID-14). */
  recordKeys: string[];
  /** Key of the caller's own address, if the record itself holds that address; it follows the record (ID-11: a friend's phone never does). */
  addressKey: string | null;
  fields: Pick<CustomerDocument, 'name' | 'company' | 'accountNumber' | 'email' | 'phones' | 'salesforce'>;
}

/**
 * Finds or makes the customer of a chosen record, in one transaction: two agents at once get one customer.
 * A record seen before keeps its customer. A new record takes over the customer that its caller's address made on its own
 * (a caller first unknown, then identified), but never one that belongs to another record: people share phones.
 */
export async function upsertChosen(store: Firestore, chosen: ChosenCustomer, workerSid: string): Promise<Customer> {
  return store.runTransaction(async (transaction) => {
    const keys = [...chosen.recordKeys, ...(chosen.addressKey === null ? [] : [chosen.addressKey])];
    const refs = keys.map((key) => store.collection('identities').doc(key));
    const owners = (await transaction.getAll(...refs)).map((snapshot) => (snapshot.data() as IdentityDocument | undefined)?.customerId);
    const recordOwner = owners.slice(0, chosen.recordKeys.length).find((owner) => owner !== undefined);
    const addressOwner = chosen.addressKey === null ? undefined : owners[owners.length - 1];
    const customerId = recordOwner ?? (await unnamed(store, transaction, addressOwner)) ?? newCustomerId();
    const ref = store.collection('customers').doc(customerId);
    const standing = (await transaction.get(ref)).data() as CustomerDocument | undefined;
    const document = merged(standing, chosen.fields, workerSid);
    transaction.set(ref, { ...document }, { merge: true });
    refs.forEach((identity, i) => {
      if (owners[i] === undefined) transaction.create(identity, { customerId } satisfies IdentityDocument);
    });
    return toCustomer(customerId, document);
  });
}

/** The address's customer, if no record has claimed it yet. */
async function unnamed(store: Firestore, transaction: Transaction, customerId: string | undefined): Promise<string | undefined> {
  if (customerId === undefined) return undefined;
  const document = (await transaction.get(store.collection('customers').doc(customerId))).data() as CustomerDocument | undefined;
  return document !== undefined && document.salesforce === null && document.accountNumber === null ? customerId : undefined;
}

function merged(standing: CustomerDocument | undefined, fields: ChosenCustomer['fields'], workerSid: string): CustomerDocument {
  const now = Timestamp.now();
  return {
    createdAt: standing?.createdAt ?? now,
    createdBy: standing?.createdBy ?? workerSid,
    ...fields,
    phones: [...new Set([...(standing?.phones ?? []), ...fields.phones])],
    salesforce: fields.salesforce ?? standing?.salesforce ?? null,
    updatedAt: now,
    updatedBy: workerSid,
  };
}

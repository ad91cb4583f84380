import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { fold } from '@interaction-history/shared/src/reason-codes';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { codeOf } from '../firestore/client';
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

/** Merges lead on to the customer that is left; a chain longer than this is none of ours. */
const MAX_HOPS = 5;

/** One read, one more for each merge since. The customer's own id may be another than the one asked for. */
export async function byId(store: Firestore, customerId: string, hops = MAX_HOPS): Promise<Stored | null> {
  const found = await store.collection('customers').doc(customerId).get();
  if (!found.exists) return null;
  const document = found.data() as CustomerDocument;
  if (document.mergedInto !== undefined && hops > 0) return byId(store, document.mergedInto, hops - 1);
  return { customer: toCustomer(customerId, document), interactionCount: document.interactionCount ?? 0 };
}

export const newCustomerId = (): string => randomBytes(12).toString('base64url');

/** What is known of a chosen record, and the keys that make it unique. */
export interface ChosenCustomer {
  /** Keys of the outside record, strongest first: they decide who the customer is (ID-14). */
  recordKeys: string[];
  /** Key of the caller's own address, if the record itself holds that address; it follows the record (ID-11: a friend's phone never does). */
  addressKey: string | null;
  /** Key of the customer number, where the record is no record of the master itself: leads to the customer from before the import. */
  numberKey: string | null;
  fields: Pick<CustomerDocument, 'name' | 'company' | 'accountNumber' | 'email' | 'phones' | 'salesforce'>;
}

const UPSERT_ATTEMPTS = 6;

/**
 * Finds or makes the customer of a chosen record; two agents at once get one customer.
 * A record seen before keeps its customer. A new record takes over the customer that its caller's address made on its own
 * (a caller first unknown, then identified), but never one that belongs to another record: people share phones.
 *
 * No transaction: its locks make agents wait for each other for seconds. create() and a version precondition refuse the loser
 * at once, who then reads again and finds what the winner made.
 */
export async function upsertChosen(store: Firestore, chosen: ChosenCustomer, workerSid: string): Promise<Customer> {
  const keys = [...chosen.recordKeys, ...[chosen.addressKey, chosen.numberKey].filter((key) => key !== null)];
  const identities = keys.map((key) => store.collection('identities').doc(key));
  for (let attempt = 1; ; attempt++) {
    const owners = (await store.getAll(...identities)).map(
      (snapshot) => (snapshot.data() as IdentityDocument | undefined)?.customerId,
    );
    const recordOwner = owners.slice(0, chosen.recordKeys.length).find((owner) => owner !== undefined);
    const addressOwner = owners[keys.indexOf(chosen.addressKey ?? '')];
    const numberOwner = owners[keys.indexOf(chosen.numberKey ?? '')];
    const ref = store.collection('customers').doc(recordOwner ?? addressOwner ?? numberOwner ?? newCustomerId());
    const standing = await ref.get();
    const taken =
      recordOwner === undefined && standing.exists && !mayTakeOver(standing.data() as CustomerDocument, chosen.fields);
    const target = taken ? store.collection('customers').doc(newCustomerId()) : ref;
    const document = merged(taken ? undefined : (standing.data() as CustomerDocument | undefined), chosen.fields, workerSid);
    const batch = store.batch();
    if (taken || !standing.exists) batch.create(target, { ...document });
    else if (recordOwner !== undefined) batch.set(target, { ...document }, { merge: true });
    else batch.update(target, { ...document }, standing.updateTime === undefined ? {} : { lastUpdateTime: standing.updateTime });
    identities.forEach((identity, i) => {
      // The number is read to find the customer; it belongs to whom the master's own record made, and to nobody through a contact
      if (owners[i] === undefined && keys[i] !== chosen.numberKey)
        batch.create(identity, { customerId: target.id } satisfies IdentityDocument);
    });
    try {
      await batch.commit();
      return toCustomer(target.id, document);
    } catch (error) {
      if (!LOST_RACE.has(codeOf(error) ?? 0) || attempt === UPSERT_ATTEMPTS) throw error;
      await pause(Math.random() * 20 * attempt);
    }
  }
}

/** ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED. */
const LOST_RACE: ReadonlySet<number> = new Set([6, 9, 10]);

/**
 * Whether a record may take over a customer it did not make: one that only an address has made, or one from before the import
 * into Salesforce (no contact yet, the same customer number and name: a company's number is shared by its people).
 */
function mayTakeOver(standing: CustomerDocument, fields: ChosenCustomer['fields']): boolean {
  if (standing.salesforce !== null && standing.salesforce.contactId !== null) return false;
  if (standing.name === null && standing.accountNumber === null) return true;
  return (
    standing.accountNumber !== null &&
    standing.accountNumber === fields.accountNumber &&
    fold(standing.name ?? '') === fold(fields.name ?? '')
  );
}

/** `interactionCount` is left alone: it belongs to the interactions. */
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

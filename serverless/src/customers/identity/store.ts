import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { textRank, typedWords } from '@interaction-history/shared/src/customers/search-text';
import { fold } from '@interaction-history/shared/src/reason-codes/tree';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { auditRow, type WhoActs } from '../../vendors/firestore/audit';
import { retryOnConflict } from '../../vendors/firestore/optimistic';
import { currentCustomer, type ReadCustomer } from '../merge/current-customer';
import { collections, getAll } from '../../vendors/firestore/collections';
import type { CustomerDocument } from '../../vendors/firestore/documents';
import { recordKeys, toCustomer } from './documents';
import { isUnidentified } from './unidentified';

export interface Stored {
  customer: Customer;
  interactionCount: number;
}

/** The customer that owns an identity; null when nobody does. Two reads. */
export async function byIdentity(store: Firestore, key: string): Promise<Stored | null> {
  const identity = (await collections.identities(store).doc(key).get()).data();
  return identity === undefined ? null : byId(store, identity.customerId);
}

/** One read, one more for each merge since. The customer's own id may be another than the one asked for. */
export async function byId(store: Firestore, customerId: string): Promise<Stored | null> {
  const found = await currentCustomer(store, customerId);
  if (found === null) return null;
  const { ref, document } = found;
  return { customer: toCustomer(ref.id, document), interactionCount: document.interactionCount ?? 0 };
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

/**
 * Finds or makes the customer of a chosen record; two agents at once get one customer.
 * A record seen before keeps its customer. A new record takes over the customer that its caller's address made on its own
 * (a caller first unknown, then identified), but never one that belongs to another record: people share phones.
 */
export async function upsertChosen(store: Firestore, chosen: ChosenCustomer, taskSid: string, ctx: WhoActs): Promise<Customer> {
  const keys = [...chosen.recordKeys, ...[chosen.addressKey, chosen.numberKey].filter((key) => key !== null)];
  const identities = keys.map((key) => collections.identities(store).doc(key));
  return retryOnConflict(async () => {
    const snapshots = await getAll(store, identities);
    const owners = snapshots.map((snapshot) => snapshot.data()?.customerId);
    const mistaken = await mistakenOwner(store, chosen, owners);
    if (mistaken !== null) owners[chosen.recordKeys.indexOf(mistaken.key)] = undefined;
    const recordOwner = owners.slice(0, chosen.recordKeys.length).find((owner) => owner !== undefined);
    const ownerId = recordOwner ?? owners[keys.indexOf(chosen.addressKey ?? '')] ?? owners[keys.indexOf(chosen.numberKey ?? '')];
    const existing = ownerId === undefined ? null : await currentCustomer(store, ownerId);
    const taken = existing !== null && recordOwner === undefined && !mayTakeOver(existing.document, chosen.fields);
    const before = taken ? null : existing;
    const target = before?.ref ?? collections.customers(store).doc((taken ? undefined : ownerId) ?? newCustomerId());
    const document = merged(before?.document, chosen.fields, ctx.worker.sid);
    const batch = store.batch();
    // The number is read to find the customer; it belongs to whom the master's own record made, and to nobody through a contact
    const unowned = identities.filter((_, i) => owners[i] === undefined && keys[i] !== chosen.numberKey);
    // whoever was erased between these two reads isn't brought back under their old id
    const dangling = before === null && !taken && ownerId !== undefined;
    if (dangling)
      snapshots.forEach(({ ref, updateTime }, i) => {
        if (owners[i] === ownerId && updateTime !== undefined)
          batch.update(ref, { customerId: ownerId }, { lastUpdateTime: updateTime });
      });
    for (const identity of unowned) {
      const claimed = mistaken === null || identity.id !== mistaken.key ? undefined : snapshots[keys.indexOf(mistaken.key)];
      if (claimed?.updateTime === undefined) batch.create(identity, { customerId: target.id });
      else batch.update(identity, { customerId: target.id }, { lastUpdateTime: claimed.updateTime });
    }
    if (mistaken !== null)
      batch.update(mistaken.owner.ref, { accountNumber: null }, { lastUpdateTime: mistaken.owner.updateTime });
    const news = before === null || unowned.length > 0 || saysMore(document, before.document);
    if (before === null) batch.create(target, document);
    // The version: a phone that an agent has kept since it was read, or a merge, is not written over
    else if (news) batch.update(target, { ...document }, { lastUpdateTime: before.updateTime });
    batch.create(...auditRow(store, ctx, { action: 'customer.link', taskSid, customerId: target.id }));
    await batch.commit();
    return toCustomer(target.id, news ? document : before.document);
  });
}

/**
 * The customer for whom an agent typed the number of this record, though name, phones and e-mail address say that it is somebody else
 * (ID-17). The number is the record's: it goes with the record, and the customer stays with its history, without it.
 */
async function mistakenOwner(
  store: Firestore,
  { recordKeys: keys, fields }: ChosenCustomer,
  owners: readonly (string | undefined)[],
): Promise<{ key: string; owner: ReadCustomer } | null> {
  const key =
    fields.accountNumber === null ? undefined : keys.find((one) => one === recordKeys.number(fields.accountNumber ?? ''));
  const ownerId = key === undefined ? undefined : owners[keys.indexOf(key)];
  const owner = ownerId === undefined ? null : await currentCustomer(store, ownerId);
  if (key === undefined || owner === null || owner.document.createdOnTask === undefined) return null;
  return isSomebodyElse(owner.document, fields) ? { key, owner } : null;
}

function isSomebodyElse(existing: CustomerDocument, fields: ChosenCustomer['fields']): boolean {
  const [one, other] = [existing.name ?? '', fields.name ?? ''];
  const sameName =
    one === '' || other === '' || textRank(one, typedWords(other)) !== null || textRank(other, typedWords(one)) !== null;
  const samePhone = existing.phones.some((phone) => fields.phones.includes(phone));
  const sameEmail = existing.email !== null && existing.email.toLowerCase() === fields.email?.toLowerCase();
  return !sameName && !samePhone && !sameEmail;
}

/**
 * Whether a record may take over a customer it did not make: one that only an address has made, or one from before the import
 * into Salesforce (no contact yet, the same customer number and name: a company's number is shared by its people).
 */
function mayTakeOver(existing: CustomerDocument, fields: ChosenCustomer['fields']): boolean {
  if (existing.salesforce !== null && existing.salesforce.contactId !== null) return false;
  if (isUnidentified(existing)) return true;
  return (
    existing.accountNumber !== null &&
    existing.accountNumber === fields.accountNumber &&
    fold(existing.name ?? '') === fold(fields.name ?? '')
  );
}

/** Whether there is anything to write: the same record is chosen call after call, and what is not written is in nobody's way. */
function saysMore(document: CustomerDocument, before: CustomerDocument): boolean {
  const known = ({ name, company, accountNumber, email, phones, salesforce }: CustomerDocument) => {
    return { name, company, accountNumber, email, phones, salesforce };
  };
  return !isDeepStrictEqual(known(document), known(before));
}

/** `interactionCount` is left alone: it belongs to the interactions. */
function merged(existing: CustomerDocument | undefined, fields: ChosenCustomer['fields'], workerSid: string): CustomerDocument {
  const now = Timestamp.now();
  return {
    createdAt: existing?.createdAt ?? now,
    createdBy: existing?.createdBy ?? workerSid,
    ...fields,
    phones: [...new Set([...(existing?.phones ?? []), ...fields.phones])],
    salesforce: fields.salesforce ?? existing?.salesforce ?? null,
    updatedAt: now,
    updatedBy: workerSid,
  };
}

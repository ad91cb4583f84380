import { identityKey } from '@interaction-history/shared/src/phone';
import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Call } from '../endpoint';
import { auditRow } from '../firestore/audit';
import { codeOf } from '../firestore/client';
import { recordKeys, toCustomer, type CustomerDocument, type IdentityDocument } from './documents';
import type { Held } from './held-by-sources';
import { mergeCustomers } from './merge-customers';
import { nameOf, type NewCustomer } from './new-customer';
import { newCustomerId } from './store';

export type UniqueField = 'phone' | 'email' | 'accountNumber';
export type Created =
  | { outcome: 'created'; customer: Customer }
  | { outcome: 'taken'; field: UniqueField; existing: Customer }
  | ({ outcome: 'held' } & Held);

const ATTEMPTS = 6;
/** ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED: somebody took an identity between reading and writing. */
const LOST_RACE: ReadonlySet<number> = new Set([6, 9, 10]);

/**
 * Makes a customer whose phone, e-mail address and customer number are nobody else's (ID-10): identities are made with create(),
 * so of two agents at once one makes the customer and the other is shown it. A caller nobody could name, history included,
 * becomes the new customer. A repeat for the same task finds what it made, before anybody is asked who else has the phone: by
 * then Salesforce may have this very customer.
 * @param held what the outside sources have of the phone and the e-mail address
 */
export async function createCustomer(
  store: Firestore,
  wanted: NewCustomer,
  taskSid: string,
  call: Call,
  held: () => Promise<Held | null>,
): Promise<Created> {
  const keys = keysOf(wanted);
  const identities = keys.map(([, key]) => store.collection('identities').doc(key));
  for (let attempt = 1; ; attempt++) {
    const snapshots = identities.length === 0 ? [] : await store.getAll(...identities);
    const owners = snapshots.map((snapshot) => (snapshot.data() as IdentityDocument | undefined)?.customerId);
    const standing = (await Promise.all([...new Set(owners)].map((id) => read(store, id)))).filter((one) => one !== null);
    const own = standing.find(({ document }) => document.createdOnTask === taskSid && document.name === nameOf(wanted));
    if (own !== undefined) return { outcome: 'created', customer: toCustomer(own.id, own.document) };
    const holder = standing.find(({ document }) => !isNameless(document));
    if (holder !== undefined) {
      const [field = 'phone'] = keys[owners.indexOf(holder.id)] ?? [];
      return { outcome: 'taken', field, existing: toCustomer(holder.id, holder.document) };
    }
    const elsewhere = await held();
    if (elsewhere !== null) return { outcome: 'held', ...elsewhere };
    const [nameless, ...others] = standing;
    const id = nameless?.id ?? newCustomerId();
    const document = documentOf(wanted, taskSid, call.worker.sid, nameless?.document);
    const batch = store.batch();
    const ref = store.collection('customers').doc(id);
    if (nameless === undefined) batch.create(ref, { ...document });
    else batch.update(ref, { ...document }, { lastUpdateTime: nameless.updateTime });
    for (const { exists, ref: identity } of snapshots)
      if (!exists) batch.create(identity, { customerId: id } satisfies IdentityDocument);
    const [auditRef, row] = auditRow(store, call, { action: 'customer.create', taskSid, customerId: id });
    try {
      await batch.create(auditRef, row).commit();
      // Called before by phone and written before by e-mail, each time as nobody known: both are this customer
      for (const other of others) await mergeCustomers(store, other.id, id, call.worker.sid, call.budget);
      return { outcome: 'created', customer: toCustomer(id, document) };
    } catch (error) {
      if (!LOST_RACE.has(codeOf(error) ?? 0) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Notes the records Salesforce made of the customer, so that choosing one of them leads here. */
export async function noteSalesforce(
  store: Firestore,
  customerId: string,
  salesforce: NonNullable<Customer['salesforce']>,
): Promise<void> {
  const batch = store.batch();
  batch.set(
    store.collection('customers').doc(customerId),
    { salesforce, updatedAt: FieldValue.serverTimestamp() },
    { merge: true },
  );
  const key = salesforce.contactId === null ? null : recordKeys.contact(salesforce.contactId);
  if (key !== null) batch.set(store.collection('identities').doc(key), { customerId } satisfies IdentityDocument);
  await batch.commit();
}

function keysOf({ phone, email, accountNumber }: NewCustomer): [field: UniqueField, key: string][] {
  return [
    ...(phone === null ? [] : [['phone', identityKey({ kind: 'phone', value: phone })] as [UniqueField, string]]),
    ...(email === null ? [] : [['email', identityKey({ kind: 'email', value: email })] as [UniqueField, string]]),
    ...(accountNumber === null ? [] : [['accountNumber', recordKeys.number(accountNumber)] as [UniqueField, string]]),
  ];
}

async function read(store: Firestore, id: string | undefined) {
  if (id === undefined) return null;
  const snapshot = await store.collection('customers').doc(id).get();
  const { updateTime } = snapshot;
  return updateTime === undefined ? null : { id, document: snapshot.data() as CustomerDocument, updateTime };
}

/** A customer that only an address has made: no record and no agent has claimed it yet. */
const isNameless = ({ name, accountNumber, salesforce }: CustomerDocument): boolean =>
  name === null && accountNumber === null && salesforce === null;

function documentOf(
  wanted: NewCustomer,
  taskSid: string,
  workerSid: string,
  before: CustomerDocument | undefined,
): CustomerDocument {
  const now = Timestamp.now();
  return {
    name: nameOf(wanted),
    company: wanted.company,
    accountNumber: wanted.accountNumber,
    email: wanted.email ?? before?.email ?? null,
    phones: [...new Set([...(wanted.phone === null ? [] : [wanted.phone]), ...(before?.phones ?? [])])],
    salesforce: null,
    createdOnTask: taskSid,
    createdAt: before?.createdAt ?? now,
    createdBy: before?.createdBy ?? workerSid,
    updatedAt: now,
    updatedBy: workerSid,
  };
}

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import { auditRow } from '../../vendors/firestore/audit';
import { changedMeanwhile, retryOnConflict } from '../../vendors/firestore/optimistic';
import { currentCustomer, type ReadCustomer } from '../merge/current-customer';
import { collections, getAll } from '../../vendors/firestore/collections';
import type { CustomerDocument } from '../../vendors/firestore/documents';
import { recordKeys, toCustomer } from '../identity/documents';
import type { MatchesElsewhere } from './find-elsewhere';
import { moveRest } from '../merge/move-interactions';
import { isUnidentified } from '../identity/unidentified';
import { nameOf, type NewCustomer } from '@interaction-history/shared/src/customers/new-customer';
import { pointToWinner } from '../merge/point-to-winner';
import { newCustomerId } from '../identity/store';

export type UniqueField = 'phone' | 'email' | 'accountNumber';
export type Created =
  | { outcome: 'created'; customer: Customer }
  | { outcome: 'taken'; field: UniqueField; existing: Customer }
  | ({ outcome: 'held' } & MatchesElsewhere);

/** Salesforce may still be asked: what the histories that join need beyond this follows later. */
const MOVE_MS = 1_000;

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
  ctx: RequestContext,
  held: () => Promise<MatchesElsewhere | null>,
): Promise<Created> {
  const keys = keysOf(wanted);
  const identities = keys.map(([, key]) => collections.identities(store).doc(key));
  const ownId = keys.length === 0 ? idFor(wanted, taskSid) : newCustomerId();
  const { joined, ...answer } = await retryOnConflict(async (): Promise<Created & { joined?: ReadCustomer[] }> => {
    const snapshots = await getAll(store, identities);
    const ids = keys.length === 0 ? [ownId] : snapshots.map((snapshot) => snapshot.data()?.customerId);
    const owners = await Promise.all(ids.map(async (id) => (id === undefined ? null : currentCustomer(store, id))));
    const existing = [...new Map(owners.flatMap((one) => (one === null ? [] : [[one.ref.id, one]]))).values()];
    const own = existing.find(({ document }) => document.createdOnTask === taskSid && document.name === nameOf(wanted));
    if (own !== undefined) return { outcome: 'created', customer: toCustomer(own.ref.id, own.document) };
    const holder = existing.find(({ document }) => !isUnidentified(document));
    if (holder !== undefined) {
      const [field = 'phone'] = keys[owners.findIndex((one) => one?.ref.id === holder.ref.id)] ?? [];
      return { outcome: 'taken', field, existing: toCustomer(holder.ref.id, holder.document) };
    }
    const elsewhere = await held();
    if (elsewhere !== null) {
      // It may be this very customer, made a moment ago by the same request sent twice, and in Salesforce by now
      const now = (await getAll(store, identities)).map((snapshot) => snapshot.data()?.customerId);
      if (now.some((id, at) => id !== ids[at])) throw changedMeanwhile();
      return { outcome: 'held', ...elsewhere };
    }
    const [nameless, ...others] = existing;
    const ref = nameless?.ref ?? collections.customers(store).doc(ownId);
    // a legal hold goes with whom it is on (PR-6)
    const hold = existing.map((one) => one.document.hold).find((each) => each !== undefined);
    const document = { ...documentOf(wanted, taskSid, ctx.worker.sid, existing), ...(hold === undefined ? {} : { hold }) };
    const batch = store.batch();
    if (nameless === undefined) batch.create(ref, document);
    else batch.update(ref, { ...document }, { lastUpdateTime: nameless.updateTime });
    for (const { exists, ref: identity } of snapshots) if (!exists) batch.create(identity, { customerId: ref.id });
    // Called before by phone and written before by e-mail, each time as nobody known: both are this customer
    const alone = { ref, document: documentOf(wanted, taskSid, ctx.worker.sid, existing.slice(0, 1)) };
    for (const other of others) await pointToWinner(batch, store, other, alone, taskSid, ctx);
    batch.create(...auditRow(store, ctx, { action: 'customer.create', taskSid, customerId: ref.id }));
    await batch.commit();
    return { outcome: 'created', customer: toCustomer(ref.id, document), joined: others };
  });
  for (const other of joined ?? []) await moveRest(store, other.ref.id, deadlineIn(MOVE_MS, ctx.deadline));
  return answer;
}

/** Notes the records Salesforce made of the customer, so that choosing one of them leads here. */
export async function noteSalesforce(
  store: Firestore,
  customerId: string,
  salesforce: NonNullable<Customer['salesforce']>,
): Promise<void> {
  await retryOnConflict(async () => {
    const customer = await currentCustomer(store, customerId);
    // Of the same request sent twice one notes it, and the other has nothing to add
    if (customer === null || isDeepStrictEqual(customer.document.salesforce, salesforce)) return;
    const batch = store.batch();
    const change = { salesforce, updatedAt: FieldValue.serverTimestamp() };
    batch.update(customer.ref, change, { lastUpdateTime: customer.updateTime });
    const key = salesforce.contactId === null ? null : recordKeys.contact(salesforce.contactId);
    if (key !== null) batch.set(collections.identities(store).doc(key), { customerId: customer.ref.id });
    await batch.commit();
  });
}

function keysOf({ phone, email, accountNumber }: NewCustomer): [field: UniqueField, key: string][] {
  return [
    ...(phone === null ? [] : [['phone', identityKey({ kind: 'phone', value: phone })] as [UniqueField, string]]),
    ...(email === null ? [] : [['email', identityKey({ kind: 'email', value: email })] as [UniqueField, string]]),
    ...(accountNumber === null ? [] : [['accountNumber', recordKeys.number(accountNumber)] as [UniqueField, string]]),
  ];
}

/** Of a customer without phone, e-mail address and number: a repeat has nothing else to be recognised by. */
const idFor = (wanted: NewCustomer, taskSid: string): string =>
  createHash('sha256')
    .update(JSON.stringify([taskSid, wanted]))
    .digest()
    .subarray(0, 12)
    .toString('base64url');

function documentOf(
  wanted: NewCustomer,
  taskSid: string,
  workerSid: string,
  existing: readonly ReadCustomer[],
): CustomerDocument {
  const now = Timestamp.now();
  const before = existing[0]?.document;
  return {
    name: nameOf(wanted),
    company: wanted.company,
    accountNumber: wanted.accountNumber,
    email: wanted.email ?? existing.find(({ document }) => document.email !== null)?.document.email ?? null,
    phones: [...new Set([wanted.phone ?? [], ...existing.map(({ document }) => document.phones)].flat())],
    salesforce: null,
    createdOnTask: taskSid,
    createdAt: before?.createdAt ?? now,
    createdBy: before?.createdBy ?? workerSid,
    updatedAt: now,
    updatedBy: workerSid,
  };
}

import { FieldValue, type Firestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { Budget } from '../budget';
import { AppError } from '../errors';
import { codeOf } from '../firestore/client';
import type { CustomerDocument } from './documents';

/** Entries moved in one commit; Firestore takes 500 writes. */
const BATCH = 200;
/** Stops here with time left to answer; the same request again goes on. */
const RESERVE_MS = 1_500;
/** FAILED_PRECONDITION, ABORTED: somebody moved or amended one of these entries meanwhile. */
const CHANGED: ReadonlySet<number> = new Set([9, 10]);

export interface MergeProgress {
  /** Entries moved by this call. */
  moved: number;
  /** False: the time was up; the same call again moves the rest. */
  done: boolean;
}

/**
 * Makes two customers one (ID-14): first, in one commit, the loser becomes a pointer and its identities the winner's, so that from
 * now on everything leads to the winner; then the entries follow in batches, each with both counts in its own commit. A call
 * that ends early loses and doubles nothing: the next one finds what is left.
 * @throws AppError not_found, conflict (the winner was merged away itself)
 */
export async function mergeCustomers(
  store: Firestore,
  loserId: string,
  winnerId: string,
  workerSid: string,
  budget: Budget,
): Promise<MergeProgress> {
  await redirect(store, loserId, winnerId, workerSid);
  const entries = store.collection('interactions').where('customerId', '==', loserId).limit(BATCH);
  for (let moved = 0; ;) {
    const { docs } = await entries.get();
    if (docs.length === 0) return { moved, done: true };
    moved += await moveEntries(store, docs, loserId, winnerId);
    if (budget.remainingMs() < RESERVE_MS) return { moved, done: false };
  }
}

async function redirect(store: Firestore, loserId: string, winnerId: string, workerSid: string): Promise<void> {
  const customers = store.collection('customers');
  const [loser, winner] = await Promise.all([customers.doc(loserId).get(), customers.doc(winnerId).get()]);
  const [lost, won] = [loser.data() as CustomerDocument | undefined, winner.data() as CustomerDocument | undefined];
  if (lost === undefined || won === undefined)
    throw new AppError('not_found', 'One of the two customers no longer exists: search again');
  if (won.mergedInto !== undefined || (lost.mergedInto ?? winnerId) !== winnerId) {
    throw new AppError('conflict', 'One of the two was merged with another customer meanwhile: search again');
  }
  const identities = await store.collection('identities').where('customerId', '==', loserId).get();
  if (lost.mergedInto === winnerId && identities.empty) return;
  const now = FieldValue.serverTimestamp();
  const batch = store.batch();
  identities.docs.forEach((identity) => batch.update(identity.ref, { customerId: winnerId }));
  batch.set(
    loser.ref,
    {
      mergedInto: winnerId,
      name: null,
      company: null,
      accountNumber: null,
      email: null,
      phones: [],
      salesforce: null,
      updatedAt: now,
      updatedBy: workerSid,
    },
    { merge: true },
  );
  batch.set(
    winner.ref,
    {
      phones: [...new Set([...won.phones, ...lost.phones])],
      email: won.email ?? lost.email,
      accountNumber: won.accountNumber ?? lost.accountNumber,
      company: won.company ?? lost.company,
      salesforce: won.salesforce ?? lost.salesforce,
      updatedAt: now,
      updatedBy: workerSid,
    },
    { merge: true },
  );
  await batch.commit();
}

/** @returns how many were moved: none when somebody changed one of them, and they have to be read again */
async function moveEntries(
  store: Firestore,
  docs: readonly QueryDocumentSnapshot[],
  loserId: string,
  winnerId: string,
): Promise<number> {
  const batch = store.batch();
  // The version makes a batch that another call has moved fail as a whole: no entry is counted twice
  for (const doc of docs) batch.update(doc.ref, { customerId: winnerId }, { lastUpdateTime: doc.updateTime });
  const counted = (id: string, by: number): void => {
    batch.set(store.collection('customers').doc(id), { interactionCount: FieldValue.increment(by) }, { merge: true });
  };
  counted(winnerId, docs.length);
  counted(loserId, -docs.length);
  try {
    await batch.commit();
    return docs.length;
  } catch (error) {
    if (!CHANGED.has(codeOf(error) ?? 0)) throw error;
    return 0;
  }
}

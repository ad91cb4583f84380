import { FieldValue, type DocumentReference, type Firestore, type Timestamp, type WriteBatch } from 'firebase-admin/firestore';
import type { Deadline } from '../../runtime/deadline';
import { isVersionConflict } from '../../vendors/firestore/optimistic';
import { collections } from '../../vendors/firestore/collections';
import type { InteractionDocument } from '../../vendors/firestore/documents';
import { readCustomer, wayOf } from './current-customer';

/** Entries moved in one commit; Firestore takes 500 writes. */
const BATCH = 200;
const FOLLOW_ATTEMPTS = 6;

export interface MergeProgress {
  /** Entries moved by this call. */
  moved: number;
  /** False: the time was up; whoever comes next moves the rest. */
  done: boolean;
}

/**
 * Moves what is left with a merged customer to where it was merged, in batches, each with both counts in its own commit, until
 * nothing is left or the time is up. Ending early loses and doubles nothing: the next call finds what is left.
 */
export async function moveRest(store: Firestore, loserId: string, deadline: Deadline): Promise<MergeProgress> {
  const entries = collections.interactions(store).where('customerId', '==', loserId).limit(BATCH);
  for (let moved = 0; ;) {
    const { docs } = await entries.get();
    // Undone meanwhile: what is left with it stays
    if ((await readCustomer(store, loserId))?.document.mergedInto === undefined) return { moved, done: true };
    if (docs.length === 0) {
      await collections.pendingMerges(store).doc(loserId).delete();
      return { moved, done: true };
    }
    moved += await moveEntries(store, docs, loserId);
    if (deadline.remainingMs() === 0) return { moved, done: false };
  }
}

/**
 * Takes an entry along whose customer was merged while it was being written: the merge may have looked for entries before this one
 * stood. One read where nothing was merged, which is nearly always.
 * @returns the entry with the customer it is at now
 */
export async function followMerge(
  store: Firestore,
  ref: DocumentReference<InteractionDocument>,
  document: InteractionDocument,
): Promise<InteractionDocument> {
  let { customerId } = document;
  for (let attempt = 1; customerId !== null && attempt <= FOLLOW_ATTEMPTS; attempt++) {
    const customer = await readCustomer(store, customerId);
    if (customer?.document.mergedInto === undefined) break;
    const entry = await ref.get();
    const { updateTime } = entry;
    if (entry.data()?.customerId === customerId && updateTime !== undefined)
      await moveEntries(store, [{ ref, updateTime }], customerId);
    customerId = (await ref.get()).data()?.customerId ?? null;
  }
  return { ...document, customerId };
}

/**
 * The way back of a merge that was undone (ID-17): the entries that had come from `customerId` and are with `winnerId` still. Those
 * recorded since the merge stay where they are.
 */
export async function moveBack(
  store: Firestore,
  customerId: string,
  winnerId: string,
  deadline: Deadline,
): Promise<MergeProgress> {
  const entries = collections
    .interactions(store)
    .where('customerId', '==', winnerId)
    .where('movedFrom', 'array-contains', customerId)
    .limit(BATCH);
  for (let moved = 0; ;) {
    const { docs } = await entries.get();
    if (docs.length === 0) {
      await collections.pendingMerges(store).doc(customerId).delete();
      return { moved, done: true };
    }
    moved += await returnEntries(store, docs, customerId, winnerId);
    if (deadline.remainingMs() === 0) return { moved, done: false };
  }
}

async function returnEntries(
  store: Firestore,
  entries: readonly { ref: DocumentReference<InteractionDocument>; updateTime: Timestamp }[],
  customerId: string,
  winnerId: string,
): Promise<number> {
  const batch = store.batch();
  const counted = (by: number) => ({ interactionCount: FieldValue.increment(by) });
  for (const { ref, updateTime } of entries)
    batch.update(ref, { customerId, movedFrom: FieldValue.arrayRemove(customerId) }, { lastUpdateTime: updateTime });
  batch.update(collections.customers(store).doc(customerId), counted(entries.length));
  batch.update(collections.customers(store).doc(winnerId), counted(-entries.length));
  return committed(batch, entries.length);
}

/** @returns how many were moved: none when somebody changed one of them or the customer, and they have to be read again */
async function moveEntries(
  store: Firestore,
  entries: readonly { ref: DocumentReference<InteractionDocument>; updateTime: Timestamp }[],
  loserId: string,
): Promise<number> {
  const way = await wayOf(store, loserId);
  const winner = way.at(-1);
  if (winner === undefined || way.length < 2) return 0;
  const movedFrom = FieldValue.arrayUnion(...way.slice(0, -1).map(({ ref }) => ref.id));
  const batch = store.batch();
  const counted = (by: number) => ({ interactionCount: FieldValue.increment(by) });
  // whom a legal hold is on loses nothing to retention (PR-6)
  const kept = way.some(({ document }) => document.hold !== undefined) ? { expiresAt: FieldValue.delete() } : {};
  // The entries' versions: one that another call has moved is not counted twice. The winner's: it may have been merged meanwhile
  for (const { ref, updateTime } of entries)
    batch.update(ref, { customerId: winner.ref.id, movedFrom, ...kept }, { lastUpdateTime: updateTime });
  batch.update(winner.ref, counted(entries.length), { lastUpdateTime: winner.updateTime });
  batch.update(collections.customers(store).doc(loserId), counted(-entries.length));
  return committed(batch, entries.length);
}

async function committed(batch: WriteBatch, entries: number): Promise<number> {
  try {
    await batch.commit();
    return entries;
  } catch (error) {
    if (!isVersionConflict(error)) throw error;
    return 0;
  }
}

import { isDeepStrictEqual } from 'node:util';
import { FieldValue, type Firestore, type UpdateData } from 'firebase-admin/firestore';
import { deadlineIn } from '../../runtime/deadline';
import { AppError } from '../../runtime/errors';
import { auditRow } from '../../vendors/firestore/audit';
import { collections, getAll } from '../../vendors/firestore/collections';
import type { CustomerDocument, MergeDocument } from '../../vendors/firestore/documents';
import { retryOnConflict } from '../../vendors/firestore/optimistic';
import { readCustomer, type ReadCustomer } from './current-customer';
import { moveBack, type MergeProgress } from './move-interactions';
import { queueMerge } from './pending-merges';
import type { Merging } from './point-to-winner';

/** Stops moving with time left to answer; the same request again goes on. */
const RESERVE_MS = 1_500;

/**
 * Undoes a merge (ID-17): in one commit the customer that had become a pointer gets back what it was, and its identities; the winner
 * loses what it had only from the merge. Then the entries follow that had come with it; those recorded since stay with the winner.
 * A repeat goes on with moving; where nothing is merged there is nothing to do.
 * @param mayUndo whether this merge is theirs to undo
 * @throws AppError not_found (no such customer, or a merge from before they could be undone), conflict (merged into another since), forbidden
 */
export async function undoMerge(
  store: Firestore,
  { mergedId, customerId, taskSid }: { mergedId: string; customerId: string; taskSid: string | null },
  ctx: Merging,
  mayUndo: (merge: MergeDocument) => boolean,
): Promise<MergeProgress> {
  await retryOnConflict(async () => {
    const [lost, won, merge] = await Promise.all([
      readCustomer(store, mergedId),
      readCustomer(store, customerId),
      collections.merges(store).doc(mergedId).get(),
    ]);
    if (lost === null || won === null) throw new AppError('not_found', 'One of the two customers no longer exists: search again');
    if (lost.document.mergedInto === undefined) return;
    const said = merge.data();
    if (said === undefined) throw new AppError('not_found', 'This merge is from before merges could be undone');
    if (lost.document.mergedInto !== customerId || won.document.mergedInto !== undefined)
      throw new AppError('conflict', 'The customer was merged into another since: undo that one first');
    if (!mayUndo(said)) throw new AppError('forbidden', 'Only a supervisor may undo this merge');
    await part(store, { lost, won, said, taskSid }, ctx);
  });
  return moveBack(store, mergedId, customerId, deadlineIn(ctx.deadline.remainingMs() - RESERVE_MS));
}

interface Parting {
  lost: ReadCustomer;
  won: ReadCustomer;
  said: MergeDocument;
  taskSid: string | null;
}

async function part(store: Firestore, { lost, won, said, taskSid }: Parting, ctx: Merging): Promise<void> {
  const identities = await getAll(
    store,
    said.identities.map((key) => collections.identities(store).doc(key)),
  );
  const changed = { updatedAt: FieldValue.serverTimestamp(), updatedBy: ctx.worker.sid };
  const batch = store.batch();
  batch.update(lost.ref, { ...said.loser, ...changed, mergedInto: FieldValue.delete() }, { lastUpdateTime: lost.updateTime });
  batch.update(won.ref, { ...withoutLoser(won.document, said), ...changed }, { lastUpdateTime: won.updateTime });
  for (const identity of identities) {
    // One that was released, or given to another since, stays where it is
    if (identity.updateTime === undefined || identity.data()?.customerId !== won.ref.id) continue;
    batch.update(identity.ref, { customerId: lost.ref.id, kept: FieldValue.delete() }, { lastUpdateTime: identity.updateTime });
  }
  batch.delete(collections.merges(store).doc(lost.ref.id));
  queueMerge(batch, store, lost.ref.id, won.ref.id, true);
  batch.create(...auditRow(store, ctx, { action: 'customer.split', taskSid, customerId: won.ref.id, mergedId: lost.ref.id }));
  await batch.commit();
}

/** The winner without what only the merge had given it, as far as nobody has changed that since. */
function withoutLoser(now: CustomerDocument, { winner, loser }: MergeDocument): UpdateData<CustomerDocument> {
  const given = (['company', 'accountNumber', 'email', 'salesforce'] as const).filter(
    (field) => winner[field] === null && loser[field] !== null && isDeepStrictEqual(now[field], loser[field]),
  );
  return {
    ...Object.fromEntries(given.map((field) => [field, null])),
    phones: now.phones.filter((phone) => winner.phones.includes(phone) || !loser.phones.includes(phone)),
  };
}

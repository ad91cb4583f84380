import type { ConfirmResponse } from '@interaction-history/shared/src/contract/interactions';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { countEntry } from '../outcomes/counters';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { auditRow } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { interactionIdOf } from './documents';
import { queueSalesforceLog } from './salesforce-queue';

/**
 * A supervisor takes an entry that waits into the reports, or out of the history (TR-2), each in one commit with its audit row.
 * @throws AppError forbidden (their own entry), conflict (TaskRouter's word has that part recorded already); UpstreamError firestore
 */
export async function confirm(request: RequestOf<'interactions/confirm'>, ctx: RequestContext): Promise<ConfirmResponse> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    return retryOnConflict(() => decide(store, request, ctx));
  });
}

async function decide(
  store: Firestore,
  { interactionId, confirmed }: RequestOf<'interactions/confirm'>,
  ctx: RequestContext,
): Promise<ConfirmResponse> {
  const ref = collections.interactions(store).doc(interactionId);
  const snapshot = await ref.get();
  const entry = snapshot.data();
  if (entry === undefined || snapshot.updateTime === undefined) return { outcome: 'gone' };
  if (entry.unconfirmed !== true) return { outcome: 'confirmed' };
  if (entry.worker.sid === ctx.worker.sid) throw new AppError('forbidden', 'Another supervisor decides on your own entry');
  const unchanged = { lastUpdateTime: snapshot.updateTime };
  const { taskSid, reservationSid, customerId } = entry;
  const row = { taskSid, customerId, interactionId };
  const batch = store.batch();
  if (!confirmed) {
    batch.delete(ref, unchanged);
    if (customerId !== null)
      batch.set(collections.customers(store).doc(customerId), { interactionCount: FieldValue.increment(-1) }, { merge: true });
    await batch.create(...auditRow(store, ctx, { action: 'interaction.reject', ...row })).commit();
    return { outcome: 'rejected' };
  }
  const recorded = await collections.interactions(store).doc(interactionIdOf(taskSid, reservationSid)).get();
  if (recorded.exists) throw new AppError('conflict', 'This part of the task is recorded already: reject the entry');
  batch.update(ref, { unconfirmed: FieldValue.delete() }, unchanged);
  countEntry(batch, store, entry);
  queueSalesforceLog(batch, store, ref.id, entry, ctx.config);
  await batch.create(...auditRow(store, ctx, { action: 'interaction.confirm', ...row })).commit();
  return { outcome: 'confirmed' };
}

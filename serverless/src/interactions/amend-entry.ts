import type { EndedBy, Interaction } from '@interaction-history/shared/src/contract/interactions';
import { FieldValue, Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { auditRow } from '../vendors/firestore/audit';
import { moveEntry } from '../outcomes/counters';
import { collections } from '../vendors/firestore/collections';
import type { AmendmentDocument, InteractionDocument } from '../vendors/firestore/documents';
import { queueSalesforceLog } from './salesforce-queue';

/** An entry as it was read. */
export interface ReadEntry {
  ref: DocumentReference<InteractionDocument>;
  existing: InteractionDocument;
  /** The version that the write names: whoever wrote in between makes it fail. */
  updateTime: Timestamp | undefined;
}
export interface Change {
  action: 'interaction.record' | 'interaction.amend';
  amendment: Pick<AmendmentDocument, 'key' | 'as' | 'worker'>;
  reason: InteractionDocument['reason'];
  comment: string;
  endedBy?: EndedBy;
  /** When the time for amendments begins again: the agent's own recording. */
  recordedAt?: Timestamp;
  /** The history that the entry moves to. */
  customerId?: NonNullable<Interaction['customerId']>;
}

/**
 * Changes a recorded entry in one commit: the new text with the earlier one kept beside it, the outcome counters (−1, +1), the
 * customers' counts where it moves to another history, the audit row (IH-4).
 * @returns the entry as it now stands
 * @throws the SDK's error when the entry has changed since it was read (`changedMeanwhile`)
 */
export async function changeEntry(
  store: Firestore,
  { ref, existing, updateTime }: ReadEntry,
  change: Change,
  ctx: RequestContext,
): Promise<InteractionDocument> {
  const {
    reason,
    comment,
    action,
    recordedAt = existing.recordedAt,
    endedBy = existing.endedBy ?? 'agent',
    customerId = existing.customerId,
  } = change;
  const amendment: AmendmentDocument = {
    ...change.amendment,
    at: Timestamp.now(),
    before: {
      reason: reason.id === existing.reason.id ? null : existing.reason,
      comment: comment === existing.comment ? null : existing.comment,
    },
  };
  const changed = {
    reason,
    comment,
    endedBy,
    customerId,
    recordedAt,
    revision: (existing.revision ?? 0) + 1,
    amendments: [...(existing.amendments ?? []), amendment],
  };
  const batch = store.batch().update(ref, changed, updateTime === undefined ? {} : { lastUpdateTime: updateTime });
  const document = { ...existing, ...changed };
  moveEntry(batch, store, existing, document);
  if (action === 'interaction.record') batch.delete(collections.drafts(store).doc(existing.reservationSid));
  if (customerId !== existing.customerId) {
    const count = (id: string | null, by: number): void => {
      if (id === null) return;
      batch.set(collections.customers(store).doc(id), { interactionCount: FieldValue.increment(by) }, { merge: true });
    };
    count(existing.customerId, -1);
    count(customerId, 1);
  }
  queueSalesforceLog(batch, store, ref.id, document, ctx.config);
  const [auditRef, row] = auditRow(store, ctx, { action, taskSid: existing.taskSid, customerId, interactionId: ref.id });
  await batch.create(auditRef, row).commit();
  return document;
}

import type { EndedBy, Interaction } from '@interaction-history/shared/src/contract/interactions';
import { dayIn } from '@interaction-history/shared/src/time/day-in';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { FieldValue, Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { followMerge } from '../customers/merge/move-interactions';
import type { RequestContext } from '../context';
import { anonymous, followErasure } from '../privacy/follow-erasure';
import { followHold } from '../privacy/follow-hold';
import { AppError } from '../runtime/errors';
import { auditRow } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { expiring } from '../vendors/firestore/expiry';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { countEntry } from '../outcomes/counters';
import { changeEntry } from './amend-entry';
import { interactionIdOf, isUnattended, toInteraction } from './documents';
import type { TaskFacts } from './task-facts';
import { ownerOf, type Owner } from './history-owner';
import { queueSalesforceLog } from './salesforce-queue';

export interface NewInteraction {
  taskSid: string;
  reservationSid: string;
  customerId: string | null;
  facts: TaskFacts;
  reason: Interaction['reason'];
  comment: string;
  endedBy: EndedBy;
  /** Nobody but the agent says that the reservation was theirs (TR-2). */
  unconfirmed?: true;
}

/**
 * One commit: the entry (created, so that a second one cannot be), the customer's count, the worker's outcome counters, the
 * audit row. `created` is false when the entry stood already; then nothing at all is written (IH-3). One exception: the
 * agent's own recording takes the place of an entry that was made without the agent and that nobody has amended (RC-6).
 * @throws AppError not_found (the customer), forbidden (a colleague's entry); UpstreamError firestore
 */
export async function commitInteraction(
  entry: NewInteraction,
  ctx: RequestContext,
): Promise<{ interaction: Interaction; created: boolean }> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const { worker } = entry.facts;
    const interactionId = interactionIdOf(entry.taskSid, entry.reservationSid, entry.unconfirmed && worker.sid);
    const ref = collections.interactions(store).doc(interactionId);
    // Two callers' first interactions can meet on the identity, an agent and the task's end on the entry
    return retryOnConflict(async () => {
      const [snapshot, owner] = await Promise.all([ref.get(), ownerOf(store, entry, ctx)]);
      const existing = snapshot.data();
      if (existing === undefined) {
        const whole = documentOf(entry, owner.customerId, ctx.config.timeZone);
        const document = owner.erased === undefined ? whole : { ...whole, ...anonymous(whole) };
        await write(store, ref, document, owner, ctx);
        const kept = await followErasure(store, ref, await followMerge(store, ref, document), ctx.config);
        await followHold(store, ref, kept);
        return { interaction: toInteraction(interactionId, kept), created: true };
      }
      if (entry.endedBy === 'agent' && existing.worker.sid !== entry.facts.worker.sid)
        throw new AppError('forbidden', 'This task is a colleague’s');
      if (entry.endedBy !== 'agent' || !mayReplace(existing)) {
        return { interaction: toInteraction(interactionId, await followMerge(store, ref, existing)), created: false };
      }
      const chosen = entry.customerId === null ? {} : { customerId: owner.customerId };
      const read = { ref, existing, updateTime: snapshot.updateTime };
      const said = existing.erased === undefined ? { ...entry, ...chosen } : { ...entry, comment: '', customerId: null };
      const replaced = await replaceUnattended(store, read, said, ctx);
      return { interaction: toInteraction(interactionId, await followMerge(store, ref, replaced)), created: true };
    });
  });
}

/** A default reason that nobody has touched since: what a person wrote into the entry is not taken back by what waited elsewhere. */
const mayReplace = (existing: InteractionDocument): boolean =>
  isUnattended(existing) && !(existing.amendments ?? []).some(({ as }) => as !== 'system');

async function replaceUnattended(
  store: Firestore,
  entry: Parameters<typeof changeEntry>[1],
  { facts, reason, comment, customerId }: NewInteraction,
  ctx: RequestContext,
): Promise<InteractionDocument> {
  return changeEntry(
    store,
    entry,
    {
      action: 'interaction.record',
      amendment: { key: 'recorded', as: 'system', worker: { sid: facts.worker.sid, name: facts.worker.name } },
      reason,
      comment,
      endedBy: 'agent',
      recordedAt: Timestamp.now(),
      ...(customerId === null ? {} : { customerId }),
    },
    ctx,
  );
}

async function write(
  store: Firestore,
  ref: DocumentReference<InteractionDocument>,
  document: InteractionDocument,
  owner: Owner,
  ctx: RequestContext,
): Promise<void> {
  const batch = store.batch().create(ref, document);
  if (owner.customerId !== null) {
    const customerRef = collections.customers(store).doc(owner.customerId);
    // fails where they were erased, or merged away and erased, since they were read
    if (owner.newCustomer === null) batch.update(customerRef, { interactionCount: FieldValue.increment(1) });
    else {
      const { identityRef, identityTime } = owner.newCustomer;
      const led = { customerId: owner.customerId };
      if (identityTime === undefined) batch.create(identityRef, led);
      else batch.update(identityRef, led, { lastUpdateTime: identityTime });
      batch.create(customerRef, { ...owner.newCustomer.customer, interactionCount: 1 });
    }
  }
  if (document.endedBy === 'agent') batch.delete(collections.drafts(store).doc(document.reservationSid));
  if (document.unconfirmed !== true) {
    countEntry(batch, store, document);
    queueSalesforceLog(batch, store, ref.id, document, ctx.config);
  }
  const [auditRef, row] = auditRow(store, ctx, {
    action: document.unconfirmed === true ? 'interaction.unconfirmed' : 'interaction.record',
    taskSid: document.taskSid,
    customerId: document.customerId,
    interactionId: ref.id,
  });
  await batch.create(auditRef, row).commit();
}

function documentOf({ facts, ...entry }: NewInteraction, customerId: string | null, timeZone: string): InteractionDocument {
  const { identity, occurredAt, ...rest } = facts;
  return {
    ...rest,
    ...entry,
    customerId,
    occurredAt: Timestamp.fromDate(occurredAt),
    recordedAt: Timestamp.now(),
    identityKey: identity.kind === 'withheld' ? null : identityKey(identity),
    revision: 0,
    amendments: [],
    ...(timeZone === 'UTC' ? {} : { countedOn: dayIn(timeZone, occurredAt) }),
    ...expiring('interactions', { customerId, occurredAt: Timestamp.fromDate(occurredAt) }),
  };
}

import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { identityKey } from '@interaction-history/shared/src/phone';
import { FieldValue, Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import type { CustomerDocument, IdentityDocument } from '../customers/documents';
import { byId, newCustomerId } from '../customers/store';
import type { Call } from '../endpoint';
import { AppError } from '../errors';
import { auditRow } from '../firestore/audit';
import { ALREADY_EXISTS, codeOf, onFirestore } from '../firestore/client';
import { dayOf, interactionIdOf, outcomeMonthId, toInteraction, type InteractionDocument } from './documents';
import type { TaskFacts } from './facts';

export interface NewInteraction {
  taskSid: string;
  reservationSid: string;
  customerId: string | null;
  facts: TaskFacts;
  reason: Interaction['reason'];
  comment: string;
}

/** Two callers' first interactions at the same moment can meet on the identity; the second then finds it. */
const COMMIT_ATTEMPTS = 3;

/**
 * One commit: the entry (created, so that a second one cannot be), the customer's count, the worker's outcome counters, the
 * audit row. `created` is false when the entry stood already; then nothing at all is written (IH-3).
 */
export async function commitInteraction(
  entry: NewInteraction,
  call: Call,
): Promise<{ interaction: Interaction; created: boolean }> {
  return onFirestore(call.budget, async () => {
    const store = await call.clients.firestore();
    const interactionId = interactionIdOf(entry.taskSid, entry.reservationSid);
    const ref = store.collection('interactions').doc(interactionId);
    for (let attempt = 1; ; attempt++) {
      const [standing, owner] = await Promise.all([ref.get(), ownerOf(store, entry, call.worker.sid)]);
      if (standing.exists)
        return { interaction: toInteraction(interactionId, standing.data() as InteractionDocument), created: false };
      const document = documentOf(entry, owner.customerId);
      try {
        await write(store, ref, document, owner, call);
        return { interaction: toInteraction(interactionId, document), created: true };
      } catch (error) {
        if (codeOf(error) !== ALREADY_EXISTS || attempt === COMMIT_ATTEMPTS) throw error;
      }
    }
  });
}

interface Owner {
  customerId: string | null;
  /** What must be created with the entry: a caller nobody has identified yet still has one history (ID-14). */
  newborn: { identityRef: DocumentReference; customer: CustomerDocument } | null;
}

async function ownerOf(store: Firestore, entry: NewInteraction, workerSid: string): Promise<Owner> {
  if (entry.customerId !== null) {
    if ((await byId(store, entry.customerId)) === null)
      throw new AppError('not_found', 'This customer no longer exists: choose again');
    return { customerId: entry.customerId, newborn: null };
  }
  const { identity } = entry.facts;
  if (identity.kind === 'withheld') return { customerId: null, newborn: null };
  const identityRef = store.collection('identities').doc(identityKey(identity));
  const known = (await identityRef.get()).data() as IdentityDocument | undefined;
  if (known !== undefined) return { customerId: known.customerId, newborn: null };
  const now = Timestamp.now();
  const customer: CustomerDocument = {
    name: null,
    company: null,
    accountNumber: null,
    email: identity.kind === 'email' ? identity.value : null,
    phones: identity.kind === 'phone' ? [identity.value] : [],
    salesforce: null,
    createdAt: now,
    createdBy: workerSid,
    updatedAt: now,
    updatedBy: workerSid,
  };
  return { customerId: newCustomerId(), newborn: { identityRef, customer } };
}

async function write(
  store: Firestore,
  ref: DocumentReference,
  document: InteractionDocument,
  owner: Owner,
  call: Call,
): Promise<void> {
  const batch = store.batch().create(ref, { ...document });
  if (owner.customerId !== null) {
    const customerRef = store.collection('customers').doc(owner.customerId);
    if (owner.newborn === null) batch.set(customerRef, { interactionCount: FieldValue.increment(1) }, { merge: true });
    else {
      batch.create(owner.newborn.identityRef, { customerId: owner.customerId } satisfies IdentityDocument);
      batch.create(customerRef, { ...owner.newborn.customer, interactionCount: 1 });
    }
  }
  const at = document.occurredAt.toDate();
  batch.set(
    store.collection('outcomeMonths').doc(outcomeMonthId(at, document.worker.sid)),
    {
      month: at.toISOString().slice(0, 7),
      workerSid: document.worker.sid,
      workerName: document.worker.name,
      counts: {
        [dayOf(at)]: {
          [document.reason.id]: { [document.queue.sid || 'none']: { [document.channel]: FieldValue.increment(1) } },
        },
      },
    },
    { merge: true },
  );
  const [auditRef, row] = auditRow(store, call, {
    action: 'interaction.record',
    taskSid: document.taskSid,
    customerId: document.customerId,
    interactionId: ref.id,
  });
  await batch.create(auditRef, row).commit();
}

function documentOf(
  { taskSid, reservationSid, facts, reason, comment }: NewInteraction,
  customerId: string | null,
): InteractionDocument {
  const { identity, occurredAt, ...rest } = facts;
  return {
    ...rest,
    taskSid,
    reservationSid,
    customerId,
    occurredAt: Timestamp.fromDate(occurredAt),
    recordedAt: Timestamp.now(),
    identityKey: identity.kind === 'withheld' ? null : identityKey(identity),
    reason,
    comment,
    caseNumber: null,
  };
}

import { FieldValue, Timestamp, type Firestore, type WriteBatch } from 'firebase-admin/firestore';
import type { RequestContext } from '../../context';
import { auditRow } from '../../vendors/firestore/audit';
import type { ReadCustomer } from './current-customer';
import { queueMerge } from './pending-merges';
import { collections } from '../../vendors/firestore/collections';
import type { CustomerDocument, JoinedFields } from '../../vendors/firestore/documents';

/** Who merges, for the audit row; the budget bounds the moving of entries. */
export type Merging = Pick<RequestContext, 'worker' | 'correlationId' | 'rows' | 'deadline'>;

/**
 * Adds to `batch` what makes a customer a pointer to another one (ID-14): its identities are the winner's, what is left to move is
 * noted, as is what undoes it, and the audit row tells of it. It holds only for the version that was read: whoever gave the loser an identity, a name or
 * another pointer since makes the batch fail.
 * @param winner as it would be without the loser
 */
export async function pointToWinner(
  batch: WriteBatch,
  store: Firestore,
  { ref, updateTime, document }: ReadCustomer,
  winner: Pick<ReadCustomer, 'ref' | 'document'>,
  taskSid: string | null,
  ctx: Merging,
): Promise<void> {
  const winnerId = winner.ref.id;
  const identities = await collections.identities(store).where('customerId', '==', ref.id).get();
  identities.docs.forEach((identity) => batch.update(identity.ref, { customerId: winnerId }));
  batch.update(
    ref,
    {
      mergedInto: winnerId,
      name: null,
      company: null,
      accountNumber: null,
      email: null,
      phones: [],
      salesforce: null,
      updatedAt: FieldValue.serverTimestamp(),
      updatedBy: ctx.worker.sid,
    },
    { lastUpdateTime: updateTime },
  );
  batch.set(collections.merges(store).doc(ref.id), {
    winnerId,
    at: Timestamp.now(),
    by: { sid: ctx.worker.sid, name: ctx.worker.name },
    taskSid,
    identities: identities.docs.map(({ id }) => id),
    loser: joinedFields(document),
    winner: joinedFields(winner.document),
  });
  queueMerge(batch, store, ref.id, winnerId);
  const [auditRef, row] = auditRow(store, ctx, {
    action: 'customer.merge',
    taskSid,
    customerId: winnerId,
    mergedId: ref.id,
  });
  batch.create(auditRef, row);
}

const joinedFields = ({ name, company, accountNumber, email, phones, salesforce }: CustomerDocument): JoinedFields => {
  return { name, company, accountNumber, email, phones, salesforce };
};

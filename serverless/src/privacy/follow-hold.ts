import { FieldValue, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';

/**
 * An entry that was recorded while a legal hold was placed on its customer: the hold may have looked for what expires before this entry stood
 * (PR-6).
 */
export async function followHold(
  store: Firestore,
  ref: DocumentReference<InteractionDocument>,
  { expiresAt, customerId }: InteractionDocument,
): Promise<void> {
  if (expiresAt === undefined || customerId === null) return;
  const customer = (await collections.customers(store).doc(customerId).get()).data();
  if (customer?.hold !== undefined) await ref.update({ expiresAt: FieldValue.delete() });
}

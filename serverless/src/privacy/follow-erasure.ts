import type { DocumentReference, Firestore } from 'firebase-admin/firestore';
import type { Config } from '../config/config';
import { collections } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { markNames, wasErasedSince } from './erased-marks';

/** What an entry is without the person: when, who, through which queue, for which reason, how long (OR-3). */
export const anonymous = ({ amendments = [], actions = [] }: Pick<InteractionDocument, 'amendments' | 'actions'>) => ({
  customerId: null,
  identityKey: null,
  comment: '',
  caseNumber: null,
  caseUrl: null,
  // they count on; their cases and orders lead to the person
  actions: actions.map((mark) => ({ ...mark, number: null, url: null })),
  amendments: amendments.map((each) => ({
    ...each,
    before: { ...each.before, comment: each.before.comment === null ? null : '' },
  })),
  erased: true as const,
});

/**
 * An entry of somebody else's that was recorded from an erased person's phone while that person was being erased: the erasure may have looked
 * for entries before this one stood. Whose entry it is needs no such look: its commit fails where they are gone.
 * @returns the entry as it now stands
 */
export async function followErasure(
  store: Firestore,
  ref: DocumentReference<InteractionDocument>,
  document: InteractionDocument,
  { auditKey }: Pick<Config, 'auditKey'>,
): Promise<InteractionDocument> {
  const { identityKey, occurredAt } = document;
  if (identityKey === null) return document;
  const names = markNames([], [identityKey], auditKey);
  if (!(await wasErasedSince(store, names, occurredAt))) return document;
  await collections.interactions(store).doc(ref.id).update({ identityKey: null });
  return { ...document, identityKey: null };
}

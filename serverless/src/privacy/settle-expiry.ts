import { FieldPath, FieldValue, type Firestore, type QueryDocumentSnapshot, type WriteBatch } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import { expiryOf, type Expiring } from '../vendors/firestore/expiry';
import type { ExpiringKind, Retention } from '../config/retention';
import { retryOnConflict } from '../vendors/firestore/optimistic';

/**
 * Puts right when a document expires: the time to keep was changed, or a legal hold was placed or lifted.
 * @returns whether there was anything to change
 */
export function settle(
  batch: WriteBatch,
  kind: ExpiringKind,
  found: QueryDocumentSnapshot<unknown>,
  retention: Retention,
): boolean {
  const document = found.data() as Expiring[ExpiringKind] & { expiresAt?: FirebaseFirestore.Timestamp };
  const wanted = expiryOf(kind, document as never, retention);
  if (wanted === null ? document.expiresAt === undefined : document.expiresAt?.isEqual(wanted) === true) return false;
  batch.update(found.ref, { expiresAt: wanted ?? FieldValue.delete() }, { lastUpdateTime: found.updateTime });
  return true;
}

const PAGE = 400;

/** Goes through all there is of a kind, a page a commit; repeatable. @returns how many were looked at, and changed */
export async function settleAll(
  store: Firestore,
  kind: ExpiringKind,
  retention: Retention,
): Promise<{ documents: number; changed: number }> {
  const ordered = collections[kind](store).orderBy(FieldPath.documentId()).limit(PAGE) as FirebaseFirestore.Query<unknown>;
  let [documents, changed] = [0, 0];
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    const page = await retryOnConflict(async () => {
      const { docs } = await (from === '' ? ordered : ordered.startAfter(from)).get();
      const batch = store.batch();
      const count = docs.filter((doc) => settle(batch, kind, doc, retention)).length;
      if (count > 0) await batch.commit();
      return { docs: docs.length, count, after: docs.length === PAGE ? (docs.at(-1)?.id ?? null) : null };
    });
    documents += page.docs;
    changed += page.count;
    after = page.after;
  }
  return { documents, changed };
}

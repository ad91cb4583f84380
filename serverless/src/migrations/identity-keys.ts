import { classify, type CallerAddress } from '@interaction-history/shared/src/caller/identity';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import { identityOf } from '@interaction-history/shared/src/caller/phone';
import { oneForm } from '@interaction-history/shared/src/phones/equal-forms';
import { FieldPath, type Firestore } from 'firebase-admin/firestore';
import { currentCustomer } from '../customers/merge/current-customer';
import { unite } from '../customers/merge/merge-customers';
import { moveRest } from '../customers/merge/move-interactions';
import type { Merging } from '../customers/merge/point-to-winner';
import { isUnidentified } from '../customers/identity/unidentified';
import { deadlineIn } from '../runtime/deadline';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { collections } from '../vendors/firestore/collections';

export interface MigrationPage {
  /** Where the next page begins; undefined: the first. */
  cursor: string | undefined;
  /** Counts what would be moved and writes nothing. */
  dryRun: boolean;
  /** Identities read in one page. */
  limit: number;
}
export interface MigrationProgress {
  /** Undefined: there is no next page. */
  cursor: string | undefined;
  moved: number;
  seen: number;
}

/** For the entries of one nameless caller; what a long history needs beyond this follows with the next link of any customer. */
const MOVE_MS = 5_000;

/**
 * One page of identities, each moved to the key of its number's one form (ID-15): phones in another form of themselves, SIP addresses
 * that are phones or have a port, numbers that were taken for handles. Repeatable: what is moved stands under its key. A nameless
 * customer joins the one who has the new key already; two named ones stay two, because people share phones, and the old key stays.
 */
export async function migrate(db: Firestore, { cursor, dryRun, limit }: MigrationPage): Promise<MigrationProgress> {
  const ordered = collections.identities(db).orderBy(FieldPath.documentId()).limit(limit);
  const { docs } = await (cursor === undefined ? ordered : ordered.startAfter(cursor)).get();
  let moved = 0;
  for (const { id } of docs) {
    const key = currentKey(id);
    if (key !== id && (await move(db, id, key, dryRun))) moved++;
  }
  return { cursor: docs.length < limit ? undefined : docs.at(-1)?.id, moved, seen: docs.length };
}

/** The key that an address is stored under now. Keys of records, and those too long to be plain, are as they were. */
export function currentKey(key: string): string {
  const [, kind = '', encoded = ''] = /^(phone|sip|handle):([^]*)$/.exec(key) ?? [];
  if (kind === '' || encoded.startsWith('%~')) return key;
  const address = addressOf(kind, decodeURIComponent(encoded));
  // A region that is none: what was stored is in E.164, and no national notation is read into it
  return address === null ? key : identityKey(identityOf(address, 'ZZ'));
}

function addressOf(kind: string, value: string): CallerAddress | null {
  if (kind === 'sip') return classify(`sip:${value}`);
  // A WhatsApp number of Mexico was no valid one, and became a handle
  return /^\+\d{7,15}$/.test(value) ? { kind: 'phone', value } : null;
}

const BY: Merging['worker'] = { sid: 'migration:identity-keys', name: 'migration', roles: [] };

/** @returns whether the identity was, or would be, moved */
async function move(db: Firestore, from: string, to: string, dryRun: boolean): Promise<boolean> {
  const ctx: Merging = { worker: BY, correlationId: BY.sid, rows: [], deadline: deadlineIn(MOVE_MS) };
  const [source, target] = [from, to].map((key) => collections.identities(db).doc(key));
  if (source === undefined || target === undefined) return false;
  return retryOnConflict(async () => {
    const [old, present] = await Promise.all([source.get(), target.get()]);
    const [identity, other] = [old.data(), present.data()];
    if (identity === undefined || old.updateTime === undefined) return false;
    const owner = await currentCustomer(db, identity.customerId);
    const holder = other === undefined ? null : await currentCustomer(db, other.customerId);
    const isOther = owner !== null && holder !== null && owner.ref.id !== holder.ref.id;
    if (isOther && !isUnidentified(owner.document) && !isUnidentified(holder.document)) return false;
    if (dryRun) return true;
    if (isOther) {
      const [lost, won] = isUnidentified(owner.document) ? [owner, holder] : [holder, owner];
      await unite(db, lost, won, null, ctx);
      await moveRest(db, lost.ref.id, ctx.deadline);
      await source.delete();
      return true;
    }
    const batch = db.batch().delete(source, { lastUpdateTime: old.updateTime });
    if (other === undefined) batch.create(target, identity);
    if (owner !== null && owner.document.phones.some((phone) => oneForm(phone) !== phone)) {
      const phones = [...new Set(owner.document.phones.map(oneForm))];
      batch.update(owner.ref, { phones }, { lastUpdateTime: owner.updateTime });
    }
    await batch.commit();
    return true;
  });
}

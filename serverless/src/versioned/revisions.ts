import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { REVISIONS_PAGE } from '@interaction-history/shared/src/limits';
import type { DocumentData, Firestore } from 'firebase-admin/firestore';
import type { TypedCollection } from '../vendors/firestore/collections';
import type { AuditRow, PublishedDocument } from '../vendors/firestore/documents';

/** Something published in revisions: reason codes, settings. */
export interface Versioned<D extends PublishedDocument> {
  /** Its document `current` is the newest revision. */
  current: TypedCollection<D>;
  /** Every revision, by its number: 1, 2, 3, … without a gap. */
  revisions: TypedCollection<D>;
  action: AuditRow['action'];
}

export const toRevision = ({ version, publishedAt, publishedBy, note }: PublishedDocument): Revision => ({
  version,
  publishedAt: publishedAt.toDate().toISOString(),
  publishedBy,
  note,
});

/** Null before the first publication. */
export async function readCurrent<D extends PublishedDocument>(store: Firestore, { current }: Versioned<D>): Promise<D | null> {
  return (await current(store).doc('current').get()).data() ?? null;
}

/** Null when there is no revision of that number. */
export async function readRevision<D extends PublishedDocument>(
  store: Firestore,
  { revisions }: Versioned<D>,
  version: number,
): Promise<D | null> {
  return (await revisions(store).doc(String(version)).get()).data() ?? null;
}

/**
 * A page of revisions, newest first.
 * @param before the number after which the page begins; undefined for the first page
 * @param fields read of each beside what every revision has
 */
export async function listRevisions<D extends PublishedDocument, F extends Exclude<keyof D, keyof PublishedDocument> & string>(
  store: Firestore,
  { revisions }: Versioned<D>,
  before: number | undefined,
  ...fields: F[]
): Promise<{ documents: Pick<D, F | keyof PublishedDocument>[]; more: boolean }> {
  const query = revisions(store)
    .orderBy('version', 'desc')
    .select('version', 'publishedAt', 'publishedBy', 'note', ...fields)
    .limit(REVISIONS_PAGE + 1);
  const { docs } = await (before === undefined ? query : query.startAfter(before)).get();
  const documents = docs.map((doc): DocumentData => doc.data()) as Pick<D, F | keyof PublishedDocument>[];
  return { documents: documents.slice(0, REVISIONS_PAGE), more: docs.length > REVISIONS_PAGE };
}

/**
 * What was current at any moment since `since`, newest first.
 * @param most publications that are looked back through
 * @returns `end`: where looking back ended. `since`: at a revision that was already current then; `beginning`: at the first one, so
 *   that what applies before any publication counts too; `limit`: after `most` publications
 */
export async function revisionsSince<D extends PublishedDocument>(
  store: Firestore,
  versioned: Versioned<D>,
  since: Date,
  most: number,
): Promise<{ documents: D[]; end: 'since' | 'beginning' | 'limit' }> {
  const documents: D[] = [];
  let document = await readCurrent(store, versioned);
  while (document !== null && documents.length <= most) {
    documents.push(document);
    if (document.publishedAt.toMillis() < since.getTime()) return { documents, end: 'since' };
    document = document.version > 1 ? await readRevision(store, versioned, document.version - 1) : null;
  }
  return { documents, end: document === null ? 'beginning' : 'limit' };
}

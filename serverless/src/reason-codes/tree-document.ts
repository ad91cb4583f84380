import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Firestore } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import type { ReasonCodesDocument } from '../vendors/firestore/documents';
import { readRevision, type Versioned } from '../versioned/revisions';

export const REASON_CODES: Versioned<ReasonCodesDocument> = {
  current: collections.reasonCodes,
  revisions: collections.reasonCodeRevisions,
  action: 'reason-codes.publish',
};

export const toTree = ({ version, publishedAt, codes }: ReasonCodesDocument): ReasonTree => ({
  version,
  publishedAt: publishedAt.toDate().toISOString(),
  codes,
});

/** A revision's tree; version 0 is the starter tree. Null when there is no revision of that number. */
export async function readTree(store: Firestore, version: number): Promise<ReasonTree | null> {
  if (version === 0) return STARTER_TREE;
  const document = await readRevision(store, REASON_CODES, version);
  return document === null ? null : toTree(document);
}

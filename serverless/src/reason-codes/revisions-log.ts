import type { ReasonCode, ReasonTree, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { auditRow } from '../vendors/firestore/audit';
import { ALREADY_EXISTS, codeOf } from '../vendors/firestore/client';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';

/** `reasonCodeRevisions/{version}`; `reasonCodes/current` is the newest of them, with the ledger. */
export interface RevisionDocument {
  version: number;
  publishedAt: Timestamp;
  publishedBy: { sid: string; name: string };
  note: string;
  codes: ReasonCode[];
}
export interface CurrentDocument extends RevisionDocument {
  /** Every code ever published with its reporting value: neither is ever given to anything else (AD-4). */
  ledger?: Record<string, string>;
}

export const toTree = ({ version, publishedAt, codes }: RevisionDocument): ReasonTree => ({
  version,
  publishedAt: publishedAt.toDate().toISOString(),
  codes,
});
export const toRevision = ({ version, publishedAt, publishedBy, note }: RevisionDocument): Revision => ({
  version,
  publishedAt: publishedAt.toDate().toISOString(),
  publishedBy,
  note,
});

export async function readCurrent(store: Firestore): Promise<CurrentDocument | null> {
  return ((await store.collection('reasonCodes').doc('current').get()).data() as CurrentDocument | undefined) ?? null;
}

/** A revision's tree; version 0 is the starter tree. Null when there is none of that number. */
export async function readTree(store: Firestore, version: number): Promise<ReasonTree | null> {
  if (version === 0) return STARTER_TREE;
  const document = (await store.collection('reasonCodeRevisions').doc(String(version)).get()).data() as
    RevisionDocument | undefined;
  return document === undefined ? null : toTree(document);
}

/**
 * Writes the next revision, current tree and audit row in one commit. The revision's document is created, so of two
 * publications on one base exactly one is made. Null: somebody was faster.
 */
export async function writeRevision(
  store: Firestore,
  ctx: RequestContext,
  next: {
    version: number;
    note: string;
    codes: ReasonCode[];
    publishedBy: Revision['publishedBy'];
    ledger: Record<string, string>;
  },
): Promise<RevisionDocument | null> {
  const { ledger, ...content } = next;
  const revision: RevisionDocument = { ...content, publishedAt: Timestamp.now() };
  const [auditRef, row] = auditRow(store, ctx, { action: 'reason-codes.publish', taskSid: null });
  try {
    await store
      .batch()
      .create(store.collection('reasonCodeRevisions').doc(String(next.version)), { ...revision })
      .set(store.collection('reasonCodes').doc('current'), { ...revision, ledger: { ...ledger, ...valuesOf(next.codes) } })
      .create(auditRef, { ...row, version: next.version })
      .commit();
    return revision;
  } catch (error) {
    if (codeOf(error) === ALREADY_EXISTS) return null;
    throw error;
  }
}

const valuesOf = (codes: readonly ReasonCode[]): Record<string, string> =>
  Object.fromEntries(codes.map(({ id, reportingValue }) => [id, reportingValue]));

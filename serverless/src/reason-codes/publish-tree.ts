import type { PublishResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import type { ReasonCodesDocument } from '../vendors/firestore/documents';
import { publishRevision, type Publication } from '../versioned/publish';
import { toRevision } from '../versioned/revisions';
import { forgetTree } from './cached-tree';
import { readTree, REASON_CODES, toTree } from './tree-document';

type Issues = Extract<PublishResponse, { outcome: 'invalid' }>['issues'];

/** Publishes a tree, and keeps in the ledger which code has had which reporting value (AD-4). */
export async function publishTree(
  store: Firestore,
  codes: ReasonCode[],
  { issues, ...publication }: Pick<Publication<ReasonCodesDocument, Issues[number]>, 'baseVersion' | 'note' | 'issues'>,
  ctx: RequestContext,
): Promise<PublishResponse> {
  const published = await publishRevision(
    store,
    REASON_CODES,
    {
      ...publication,
      issues,
      content: () => ({ codes }),
      onlyCurrent: (current) => ({
        ledger: { ...(current?.ledger ?? valuesOf(current?.codes ?? STARTER_TREE.codes)), ...valuesOf(codes) },
      }),
    },
    ctx,
  );
  if (published.outcome === 'invalid') return published;
  if (published.outcome === 'published') {
    forgetTree(ctx.clients);
    return { outcome: 'published', revision: toRevision(published.document) };
  }
  const base = await readTree(store, publication.baseVersion);
  if (base === null) throw new AppError('not_found', 'The revision that this edit began from is gone');
  return { outcome: 'stale', base, current: toTree(published.current), by: toRevision(published.current) };
}

const valuesOf = (codes: readonly ReasonCode[]): Record<string, string> =>
  Object.fromEntries(codes.map(({ id, reportingValue }) => [id, reportingValue]));

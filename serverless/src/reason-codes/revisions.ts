import type { RevisionsResponse } from '@interaction-history/shared/src/contract/reason-codes';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { listRevisions, toRevision } from '../versioned/revisions';
import { readTree, REASON_CODES } from './tree-document';

/** Published revisions, newest first, 20 a page, without their trees; with `version` that one's tree as well (AD-2). */
export async function revisions(
  { before, version }: RequestOf<'reason-codes/revisions'>,
  ctx: RequestContext,
): Promise<RevisionsResponse> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const [{ documents, more }, tree] = await Promise.all([
      listRevisions(store, REASON_CODES, before),
      version === undefined ? null : readTree(store, version),
    ]);
    if (version !== undefined && tree === null) throw new AppError('not_found', 'There is no revision of this number');
    return { revisions: documents.map(toRevision), more, tree };
  });
}

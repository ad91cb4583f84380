import type { RevisionsResponse } from '@interaction-history/shared/src/contract/reason-codes';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { readTree, toRevision, type RevisionDocument } from './revisions-log';

const PAGE = 20;

/** Published revisions, newest first, 20 a page, without their trees; with `version` that one's tree as well (AD-2). */
export async function revisions(
  { before, version }: RequestOf<'reason-codes/revisions'>,
  ctx: RequestContext,
): Promise<RevisionsResponse> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    let query = store
      .collection('reasonCodeRevisions')
      .orderBy('version', 'desc')
      .select('version', 'publishedAt', 'publishedBy', 'note')
      .limit(PAGE + 1);
    if (before !== undefined) query = query.startAfter(before);
    const [page, tree] = await Promise.all([query.get(), version === undefined ? null : readTree(store, version)]);
    if (version !== undefined && tree === null) throw new AppError('not_found', 'There is no revision of this number');
    const found = page.docs.map((doc) => toRevision(doc.data() as RevisionDocument));
    return { revisions: found.slice(0, PAGE), more: found.length > PAGE, tree };
  });
}

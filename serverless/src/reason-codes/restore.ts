import type { PublishResponse } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { defaultReasonIssues } from './publication-rules';
import { publishTree } from './publish-tree';
import { readTree } from './tree-document';

/** Publishes an earlier revision's codes again, exactly as they were; codes that came later are in their own revisions still. */
export async function restore(request: RequestOf<'reason-codes/restore'>, ctx: RequestContext): Promise<PublishResponse> {
  const { version, baseVersion } = request;
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const earlier = await readTree(store, version);
    if (earlier === null) throw new AppError('not_found', 'There is no revision of this number');
    return publishTree(
      store,
      earlier.codes,
      {
        baseVersion,
        note: `Revision ${version} restored`,
        issues: (current) => defaultReasonIssues(current?.codes ?? STARTER_TREE.codes, earlier.codes, ctx.config),
      },
      ctx,
    );
  });
}

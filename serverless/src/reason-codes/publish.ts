import type { PublishResponse } from '@interaction-history/shared/src/contract/reason-codes';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { publicationProblems } from './publication-rules';
import { publishTree } from './publish-tree';

/**
 * Publishes reason codes (AD-2). When someone has published since the edit began, nothing is written and both trees are answered.
 * What would change the past, or take away the default reason, is refused.
 */
export async function publish(request: RequestOf<'reason-codes/publish'>, ctx: RequestContext): Promise<PublishResponse> {
  const { codes, ...publication } = request;
  return onFirestore(ctx.deadline, async () =>
    publishTree(
      await ctx.clients.firestore(),
      codes,
      { ...publication, issues: (current) => publicationProblems(codes, current, ctx.config) },
      ctx,
    ),
  );
}

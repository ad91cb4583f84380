import { ancestry } from '@interaction-history/shared/src/reason-codes/tree';
import type { RequestContext } from '../context';
import { currentTree } from '../reason-codes/cached-tree';

/**
 * A code and all below it in the tree as it is now, retired ones too; one that the tree has lost by its own id.
 * @returns null: every code
 */
export async function codesBelow(reasonId: string | undefined, ctx: RequestContext): Promise<ReadonlySet<string> | null> {
  if (reasonId === undefined) return null;
  const tree = await currentTree(ctx.clients, ctx.deadline);
  const below = tree.codes.filter(({ id }) => ancestry(tree, id).some((above) => above.id === reasonId));
  return new Set([reasonId, ...below.map(({ id }) => id)]);
}

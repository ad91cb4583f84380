import { deadlineIn } from '../runtime/deadline';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { mostUsed } from './most-used';
import { currentTree } from './cached-tree';

/** A comfort, for which the codes themselves do not wait longer. */
const USAGE_MS = 1_500;

/**
 * The published reason codes; no tree when the browser already holds this version. What the worker uses most is a comfort:
 * where it cannot be read the codes come without it.
 */
export async function current(
  { knownVersion, withUsage }: RequestOf<'reason-codes/current'>,
  ctx: RequestContext,
): Promise<ResponseOf<'reason-codes/current'>> {
  const [tree, used] = await Promise.all([currentTree(ctx.clients, ctx.deadline), withUsage ? usageOf(ctx) : null]);
  return { version: tree.version, tree: tree.version === knownVersion ? null : tree, mostUsed: used };
}

async function usageOf(ctx: RequestContext): Promise<Record<string, string[]> | null> {
  try {
    const deadline = deadlineIn(USAGE_MS, ctx.deadline);
    return await onFirestore(deadline, async () => mostUsed(await ctx.clients.firestore(), ctx.worker.sid, new Date()));
  } catch (error) {
    ctx.note('usage not read', { source: 'firestore', error });
    return null;
  }
}

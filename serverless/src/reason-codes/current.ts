import { budgetOf } from '../runtime/deadline';
import type { Call, RequestOf, ResponseOf } from '../runtime/endpoint';
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
  call: Call,
): Promise<ResponseOf<'reason-codes/current'>> {
  const [tree, used] = await Promise.all([currentTree(call.clients, call.budget), withUsage ? usageOf(call) : null]);
  return { version: tree.version, tree: tree.version === knownVersion ? null : tree, mostUsed: used };
}

async function usageOf(call: Call): Promise<Record<string, string[]> | null> {
  try {
    const budget = budgetOf(USAGE_MS, call.budget);
    return await onFirestore(budget, async () => mostUsed(await call.clients.firestore(), call.worker.sid, new Date()));
  } catch (error) {
    call.note('usage not read', { source: 'firestore', error });
    return null;
  }
}

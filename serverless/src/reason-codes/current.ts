import type { Call, RequestOf, ResponseOf } from '../endpoint';
import { currentTree } from './store';

/** The published reason codes; no tree when the browser already holds this version. */
export async function current(
  { knownVersion }: RequestOf<'reason-codes/current'>,
  call: Call,
): Promise<ResponseOf<'reason-codes/current'>> {
  const tree = await currentTree(call.clients, call.budget);
  return { version: tree.version, tree: tree.version === knownVersion ? null : tree };
}

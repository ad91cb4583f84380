import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Deadline } from '../runtime/deadline';
import type { Clients } from '../vendors/clients';
import { onFirestore } from '../vendors/firestore/client';
import { freshCache } from '../versioned/cache';
import { readCurrent } from '../versioned/revisions';
import { REASON_CODES, toTree } from './tree-document';

const trees = freshCache('reason codes', (clients, deadline) =>
  onFirestore(deadline, async () => {
    const current = await readCurrent(await clients.firestore(), REASON_CODES);
    return current === null ? STARTER_TREE : toTree(current);
  }),
);

/** The published tree, read at most every 15 seconds a Function; the starter tree (version 0) before the first publication. */
export const currentTree = (clients: Clients, deadline: Deadline): Promise<ReasonTree> => trees.get(clients, deadline);

/** The published tree; read again when it lacks a code, which may have been published since (the others' caches differ). */
export async function treeKnowing(reasonId: string | undefined, clients: Clients, deadline: Deadline): Promise<ReasonTree> {
  const tree = await currentTree(clients, deadline);
  if (reasonId === undefined || tree.codes.some(({ id }) => id === reasonId)) return tree;
  return trees.reread(clients, deadline);
}

/** After a publication this Function shows it at once. */
export const forgetTree = (clients: Clients): void => trees.forget(clients);

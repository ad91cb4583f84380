import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Timestamp } from 'firebase-admin/firestore';
import type { Clients } from '../vendors/clients';
import type { Budget } from '../runtime/deadline';
import { onFirestore } from '../vendors/firestore/client';
import { timings } from '../runtime/timings';

interface TreeDocument extends Omit<ReasonTree, 'publishedAt'> {
  publishedAt: Timestamp;
}
type Cached = { until: number; tree: Promise<ReasonTree> };
const caches = new WeakMap<Clients, Cached>();

/** The published tree, read at most every 15 seconds a Function; the starter tree (version 0) before the first publication. */
export function currentTree(clients: Clients, budget: Budget): Promise<ReasonTree> {
  const cached = caches.get(clients);
  if (cached !== undefined && cached.until > Date.now()) return cached.tree;
  const tree = onFirestore(budget, async () => read(clients));
  caches.set(clients, { until: Date.now() + timings.publishedFresh, tree });
  tree.catch(() => caches.delete(clients));
  return tree;
}

/** The published tree; read anew when it does not know a code, which may have been published since (the others' caches differ). */
export async function treeKnowing(reasonId: string | undefined, clients: Clients, budget: Budget): Promise<ReasonTree> {
  const tree = await currentTree(clients, budget);
  if (reasonId === undefined || tree.codes.some(({ id }) => id === reasonId)) return tree;
  forgetTree(clients);
  return currentTree(clients, budget);
}

/** After a publication this Function shows it at once; the others, each with clients and so a cache of its own, within 15 s. */
export function forgetTree(clients: Clients): void {
  caches.delete(clients);
}

async function read(clients: Clients): Promise<ReasonTree> {
  const store = await clients.firestore();
  const document = (await store.collection('reasonCodes').doc('current').get()).data() as TreeDocument | undefined;
  if (document === undefined) return STARTER_TREE;
  return { version: document.version, publishedAt: document.publishedAt.toDate().toISOString(), codes: document.codes };
}

import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/starter-tree';
import type { Timestamp } from 'firebase-admin/firestore';
import type { Clients } from '../clients';
import type { Budget } from '../budget';
import { onFirestore } from '../firestore/client';
import { processWide } from '../runtime/process-wide';

/** A publication reaches every process within this time: agents see it on their next task. */
const FRESH_MS = 15_000;

interface TreeDocument extends Omit<ReasonTree, 'publishedAt'> {
  publishedAt: Timestamp;
}
type Cached = { until: number; tree: Promise<ReasonTree> };

/** The published tree, read at most every 15 seconds a process; the starter tree (version 0) before the first publication. */
export function currentTree(clients: Clients, budget: Budget): Promise<ReasonTree> {
  const cache = treeCache();
  const cached = cache.get(clients);
  if (cached !== undefined && cached.until > Date.now()) return cached.tree;
  const tree = onFirestore(budget, async () => read(clients));
  cache.set(clients, { until: Date.now() + FRESH_MS, tree });
  tree.catch(() => cache.delete(clients));
  return tree;
}

/** After a publication this process shows it at once; the others within FRESH_MS. */
export function forgetTree(clients: Clients): void {
  treeCache().delete(clients);
}

const treeCache = (): WeakMap<Clients, Cached> => processWide('reason-tree', () => new WeakMap<Clients, Cached>());

async function read(clients: Clients): Promise<ReasonTree> {
  const store = await clients.firestore();
  const document = (await store.collection('reasonCodes').doc('current').get()).data() as TreeDocument | undefined;
  if (document === undefined) return STARTER_TREE;
  return { version: document.version, publishedAt: document.publishedAt.toDate().toISOString(), codes: document.codes };
}

import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { readCurrent, readTree, toTree } from '../reason-codes/revisions-log';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { overlay } from '../settings/effective-config';
import { chosenReason, frozen } from './reason';
import type { SettingsDocument } from '../vendors/firestore/documents';

/** Publications during one task that are looked back through. */
const MOST = 5;

/**
 * The reason as recorded. A desk keeps the codes and the policy that its wrap-up began with, so that nothing changes under the
 * agent's hands (decision 13): what any codes and any policy allowed that held at a moment of her task is taken. Only where those
 * known here refuse it are they read anew and looked back through.
 * @param known the published codes as this process last read them: a publication may be newer
 * @param policy null where none is asked for
 * @param since when the task came to the agent
 * @throws AppError invalid_request, as the codes that hold now refuse it; UpstreamError firestore
 */
export async function reasonAllowed(
  known: ReasonTree,
  request: { reasonId: string; comment: string },
  policy: WrapUpPolicy | null,
  since: Date,
  ctx: RequestContext,
): Promise<ReturnType<typeof frozen>> {
  try {
    return frozen(known, chosenReason(known, request, policy));
  } catch (refusal) {
    if (!(refusal instanceof AppError)) throw refusal;
    const held = await onFirestore(ctx.deadline, async () => {
      const store = await ctx.clients.firestore();
      return Promise.all([treesSince(store, since), policy === null ? [null] : policiesSince(store, since, ctx)]);
    });
    return firstAllowed(...held, request);
  }
}

/** @throws AppError of the newest codes and policy, which come first */
function firstAllowed(
  trees: readonly ReasonTree[],
  policies: readonly (WrapUpPolicy | null)[],
  request: { reasonId: string; comment: string },
): ReturnType<typeof frozen> {
  let newest: unknown;
  for (const tree of trees) {
    for (const policy of policies) {
      try {
        return frozen(tree, chosenReason(tree, request, policy));
      } catch (refusal) {
        newest ??= refusal;
      }
    }
  }
  throw newest;
}

/** The published codes, then those that they and theirs replaced since, newest first. */
async function treesSince(store: Firestore, since: Date): Promise<ReasonTree[]> {
  const current = await readCurrent(store);
  const trees = [current === null ? STARTER_TREE : toTree(current)];
  for (let newer = trees[0]; newer !== undefined && trees.length <= MOST; newer = trees[trees.length - 1]) {
    if (newer.publishedAt === null || Date.parse(newer.publishedAt) < since.getTime()) break;
    const older = await readTree(store, newer.version - 1);
    if (older === null) break;
    trees.push(older);
  }
  return trees;
}

/** The wrap-up policy of the published settings, then of those that they replaced since; what is deployed comes before the first. */
async function policiesSince(store: Firestore, since: Date, ctx: RequestContext): Promise<WrapUpPolicy[]> {
  const policies: WrapUpPolicy[] = [];
  let at = await settingsAt(store, 'current');
  for (; at !== null && policies.length < MOST; at = at.version > 1 ? await settingsAt(store, at.version - 1) : null) {
    policies.push(overlay(ctx.deployed, at.settings).wrapUpPolicy);
    if (at.publishedAt.toMillis() < since.getTime()) return policies;
  }
  return [...policies, ctx.deployed.wrapUpPolicy];
}

async function settingsAt(store: Firestore, version: 'current' | number): Promise<SettingsDocument | null> {
  const ref =
    version === 'current'
      ? store.collection('settings').doc('current')
      : store.collection('settingsRevisions').doc(String(version));
  return ((await ref.get()).data() as SettingsDocument | undefined) ?? null;
}

import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { REASON_CODES, toTree } from '../reason-codes/tree-document';
import { SETTINGS } from '../settings/published-settings';
import { revisionsSince } from '../versioned/revisions';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { overlay } from '../settings/effective-config';
import { chosenReason, reasonSnapshot } from './reason';

/** Publications during one task that are looked back through. */
const MOST = 5;

/**
 * The reason as recorded. A desk keeps the codes and the policy that its wrap-up began with, so that nothing changes under the
 * agent's hands (decision 13): what any codes and any policy allowed that held at a moment of her task is taken. Only where those
 * known here refuse it are they read again and looked back through.
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
): Promise<ReturnType<typeof reasonSnapshot>> {
  try {
    return reasonSnapshot(known, chosenReason(known, request, policy));
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
): ReturnType<typeof reasonSnapshot> {
  let newest: unknown;
  for (const tree of trees) {
    for (const policy of policies) {
      try {
        return reasonSnapshot(tree, chosenReason(tree, request, policy));
      } catch (refusal) {
        newest ??= refusal;
      }
    }
  }
  throw newest;
}

/** The published codes, then those that they and theirs replaced since, newest first. */
async function treesSince(store: Firestore, since: Date): Promise<ReasonTree[]> {
  const { documents, end } = await revisionsSince(store, REASON_CODES, since, MOST);
  return [...documents.map(toTree), ...(end === 'beginning' ? [STARTER_TREE] : [])];
}

/** The wrap-up policy of the published settings, then of those that they replaced since; what is deployed comes before the first. */
async function policiesSince(store: Firestore, since: Date, { deployed }: RequestContext): Promise<WrapUpPolicy[]> {
  const { documents, end } = await revisionsSince(store, SETTINGS, since, MOST);
  const policies = documents.map(({ settings }) => overlay(deployed, settings).wrapUpPolicy);
  return end === 'since' ? policies : [...policies, deployed.wrapUpPolicy];
}

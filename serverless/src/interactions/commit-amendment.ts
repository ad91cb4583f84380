import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { MAX_AMENDMENTS } from '@interaction-history/shared/src/limits';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { changeEntry } from './amend-entry';
import { amendableUntil, interactionIdOf, isUnattended, toInteraction } from './documents';
import { assertComment, chosenReason, reasonSnapshot } from './reason';

type Request = RequestOf<'interactions/amend'>;

/**
 * One commit, refused at once when the entry has changed since it was read, then read and judged again.
 * @returns `amended` false: the entry is no longer the one that the agent saw; it is returned as it stands
 * @throws AppError as `amend` says
 */
export async function commitAmendment(
  request: Request,
  { tree, by }: { tree: ReasonTree; by: string },
  ctx: RequestContext,
): Promise<{ interaction: Interaction; amended: boolean }> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const interactionId = interactionIdOf(request.taskSid, request.reservationSid);
    const ref = collections.interactions(store).doc(interactionId);
    return retryOnConflict(async () => {
      const snapshot = await ref.get();
      const existing = snapshot.data();
      if (existing?.erased || existing === undefined) throw new AppError('not_found', 'This entry is not in the history');
      const as = assertMayAmend(existing, ctx);
      const unchanged = { interaction: toInteraction(interactionId, existing) };
      if (existing.amendments?.some(({ key }) => key === request.amendmentKey)) return { ...unchanged, amended: true };
      if (request.baseRevision !== (existing.revision ?? 0)) return { ...unchanged, amended: false };
      const change = changeOf(request, existing, tree, ctx.config.wrapUpPolicy);
      if (change === null) return { ...unchanged, amended: true };
      assertOpen(existing);
      const amendment = { key: request.amendmentKey, as, worker: { sid: ctx.worker.sid, name: by } };
      const entry = { ref, existing, updateTime: snapshot.updateTime };
      const changed = await changeEntry(store, entry, { action: 'interaction.amend', amendment, ...change }, ctx);
      return { interaction: toInteraction(interactionId, changed), amended: true };
    });
  });
}

function assertMayAmend(existing: InteractionDocument, ctx: RequestContext): 'author' | 'supervisor' {
  if (existing.worker.sid === ctx.worker.sid) return 'author';
  if (ctx.worker.roles.some((role) => role !== 'agent')) return 'supervisor';
  throw new AppError('forbidden', 'This entry is a colleague’s: its author or a supervisor may change it');
}

/** A place is kept for the agent's own recording, should it come late (RC-6). */
function assertOpen(existing: InteractionDocument): void {
  if (Date.now() > amendableUntil(existing))
    throw new AppError('forbidden', 'Entries can be changed for 24 hours after they were recorded');
  const room = MAX_AMENDMENTS - (isUnattended(existing) ? 1 : 0);
  if ((existing.amendments?.length ?? 0) >= room)
    throw new AppError('too_large', 'This entry has been changed too often to be changed again');
}

/** Null when nothing would change. The reason that stands is kept as it was recorded, even if the tree has changed since (AD-4). */
function changeOf(
  request: Request,
  existing: InteractionDocument,
  tree: ReasonTree,
  policy: WrapUpPolicy,
): Pick<InteractionDocument, 'reason' | 'comment'> | null {
  const comment = request.comment ?? existing.comment;
  const reasonId = request.reasonId ?? existing.reason.id;
  if (reasonId !== existing.reason.id)
    return { reason: reasonSnapshot(tree, chosenReason(tree, { reasonId, comment }, policy)), comment };
  if (comment === existing.comment) return null;
  const listed = tree.codes.find(({ id }) => id === reasonId);
  if (listed !== undefined) assertComment(listed, comment, policy);
  return { reason: existing.reason, comment };
}

import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import { mergeAttributes } from '@interaction-history/shared/src/insights/insights';
import { OWN_ATTRIBUTES, ownAttributes } from '@interaction-history/shared/src/caller/own-attributes';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { byId } from '../customers/identity/store';
import type { RequestContext } from '../context';
import { onFirestore } from '../vendors/firestore/client';
import { acceptedReservations } from '../vendors/taskrouter/accepted-reservations';
import type { TaskSnapshot } from '../vendors/taskrouter/task-snapshot';
import type { Reservation, Task } from '../vendors/taskrouter/taskrouter';
import { commitInteraction } from '../interactions/commit';
import { interactionIdOf } from '../interactions/documents';
import { outcomeAttributes } from '../interactions/outcome';
import { partFacts } from '../interactions/task-facts';
import { currentTree } from '../reason-codes/cached-tree';
import { defaultReason } from './default-reason';
import type { TaskRouterEvent } from '@interaction-history/shared/src/contract/taskrouter-events';
import { happenedAt } from '../acceptances/acceptances';
import { endedBy } from './ended-by';
import { collections, getAll } from '../vendors/firestore/collections';

/** Records the default reason for each agent's part of an ended task that has no entry (RC-6). Parts that only rang are none. */
export async function recordUnattended(snapshot: TaskSnapshot, event: TaskRouterEvent, ctx: RequestContext): Promise<string> {
  const parts = acceptedReservations(snapshot.reservations);
  const missing = await withoutEntry(snapshot.task.sid, parts, ctx);
  if (missing.length === 0) return 'every part has its entry';
  const [tree, customerId] = await Promise.all([currentTree(ctx.clients, ctx.deadline), linkedCustomer(snapshot, ctx)]);
  const reason = defaultReason(tree, ctx);
  const last = parts[parts.length - 1];
  let lastEntry: Interaction | null = null;
  for (const part of missing) {
    const facts = await partFacts(snapshot, part, ctx);
    // The event tells who ended the task: of a part that a transfer had ended before, nobody knows
    const by = part === last ? endedBy(event) : 'system';
    const ids = { taskSid: snapshot.task.sid, reservationSid: part.sid };
    const { interaction } = await commitInteraction({ ...ids, customerId, facts, reason, comment: '', endedBy: by }, ctx);
    if (part === last) lastEntry = interaction;
  }
  if (lastEntry !== null)
    await mergeIfNone(snapshot.task.sid, outcomeAttributes(lastEntry, tree, ctx.config.insightsMapping), ctx, {
      known: snapshot.task,
    });
  return `recorded ${missing.length} unattended`;
}

/**
 * As wrap-up begins, a task without an outcome gets the default one: Flex Insights counts only what is on the task when it
 * completes, and nobody can write between a time-out and its completion. The agent's own recording replaces it. When it began is
 * noted with it: once the part is completed TaskRouter no longer tells.
 */
export async function presetOutcome(taskSid: string, event: TaskRouterEvent, ctx: RequestContext): Promise<string> {
  const tree = await currentTree(ctx.clients, ctx.deadline);
  const { ReservationSid: part } = event;
  const began: TaskAttributes =
    part === undefined ? {} : { [OWN_ATTRIBUTES]: { wrapUpBegan: { [part]: happenedAt(event).toISOString() } } };
  const preset = presetAttributes(defaultReason(tree, ctx), tree, ctx);
  return (await mergeIfNone(taskSid, preset, ctx, { always: began })) ? 'default outcome set' : 'an outcome stands';
}

const presetAttributes = (reason: Interaction['reason'], tree: ReasonTree, ctx: RequestContext): TaskAttributes =>
  outcomeAttributes({ reason, comment: '', caseNumber: null, durationSeconds: null }, tree, ctx.config.insightsMapping);

/**
 * @param always what is written even where an outcome stands: an earlier part's says nothing of when this one's wrap-up began
 * @returns whether the task had no outcome, judged again whenever someone else was writing
 */
async function mergeIfNone(
  taskSid: string,
  patch: TaskAttributes,
  ctx: RequestContext,
  { always = {}, known }: { always?: TaskAttributes; known?: Task } = {},
): Promise<boolean> {
  let merged = false;
  const ifNone = (existing: TaskAttributes): TaskAttributes => {
    merged = !outcomeStands(existing);
    return onlyMissing(existing, merged ? mergeAttributes(patch, always) : always);
  };
  await ctx.clients.taskrouter.mergeAttributes(taskSid, ifNone, ctx.deadline, known);
  return merged;
}

const outcomeStands = ({ conversations }: TaskAttributes): boolean =>
  typeof conversations === 'object' && conversations !== null && Boolean((conversations as Record<string, unknown>).outcome);

/** The patch without what the task has already: whatever anyone has written stays. */
function onlyMissing(existing: TaskAttributes, patch: TaskAttributes): TaskAttributes {
  const stands = Object.fromEntries(Object.keys(patch).map((group) => [group, existing[group]]));
  return mergeAttributes(patch, Object.fromEntries(Object.entries(stands).filter(([, value]) => value !== undefined)));
}

async function withoutEntry(taskSid: string, parts: readonly Reservation[], ctx: RequestContext): Promise<Reservation[]> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const refs = parts.map(({ sid }) => collections.interactions(store).doc(interactionIdOf(taskSid, sid)));
    const entries = await getAll(store, refs);
    return parts.filter((_, i) => entries[i]?.exists !== true);
  });
}

/** The customer that the agent had chosen before the task ended, if it still exists; else the caller's address decides. */
async function linkedCustomer({ task }: TaskSnapshot, ctx: RequestContext): Promise<string | null> {
  const { customerId } = ownAttributes(task.attributes);
  if (customerId === null) return null;
  const found = await onFirestore(ctx.deadline, async () => byId(await ctx.clients.firestore(), customerId));
  return found === null ? null : customerId;
}

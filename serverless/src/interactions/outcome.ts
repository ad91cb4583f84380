import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import { attributesFrom, mergeAttributes, type InsightsMapping } from '@interaction-history/shared/src/insights/insights';
import { ancestry } from '@interaction-history/shared/src/reason-codes/tree';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { acceptedReservations } from '../vendors/taskrouter/accepted-reservations';
import type { TaskSnapshot } from '../vendors/taskrouter/task-snapshot';
import type { Reservation } from '../vendors/taskrouter/taskrouter';
import { interactionIdOf } from './documents';
import { collections, getAll } from '../vendors/firestore/collections';

type Outcome = Pick<Interaction, 'reason' | 'comment' | 'caseNumber' | 'durationSeconds'>;

/** What the mapping makes of an interaction (OR-2). */
export function outcomeAttributes(interaction: Outcome, tree: ReasonTree, mapping: InsightsMapping): TaskAttributes {
  const [top] = ancestry(tree, interaction.reason.pathIds[0] ?? interaction.reason.id);
  return attributesFrom(mapping, {
    'reason.reportingValue': interaction.reason.reportingValue,
    'reason.topLevel': top?.reportingValue ?? null,
    comment: interaction.comment,
    'case.number': interaction.caseNumber,
    'interaction.durationSeconds': interaction.durationSeconds,
  });
}

/**
 * Merges the outcome into the task's attributes (OR-1). The stored interaction decides what is written, not the request: a
 * repeat with other words changes nothing. After a transfer the last part decides, whoever records first.
 * @param snapshot as just read; null when TaskRouter has dropped the task
 */
export async function mergeOutcome(
  interaction: Interaction,
  tree: ReasonTree,
  snapshot: TaskSnapshot | null,
  ctx: RequestContext,
): Promise<RecordResponse['outcome']> {
  if (snapshot === null) return 'task_gone';
  const mapping = ctx.config.insightsMapping;
  const patch = mergeAttributes(outcomeAttributes(interaction, tree, mapping), takenBack(interaction, mapping));
  try {
    if (await laterPartDecides(interaction, snapshot.reservations, ctx)) return 'merged';
    await ctx.clients.taskrouter.mergeAttributes(interaction.taskSid, patch, ctx.deadline, snapshot.task);
    return 'merged';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found') return 'task_gone';
    ctx.note('outcome not merged', { source: 'taskrouter', error });
    return 'failed';
  }
}

/** A comment that an amendment emptied is emptied on the task, too: an empty value is else left out, and what stood would stay. */
function takenBack({ comment, amendments }: Interaction, mapping: InsightsMapping): TaskAttributes {
  if (comment !== '' || !amendments.some(({ before }) => before.comment)) return {};
  const paths = Object.keys(mapping).filter((path) => mapping[path] === 'comment');
  return paths.reduce<TaskAttributes>((emptied, path) => {
    const [group = '', name = ''] = path.split('.');
    return mergeAttributes(emptied, { [group]: { [name]: '' } });
  }, {});
}

/** Whether an agent to whom the task was transferred later has a recording already. Costs nothing where there was no transfer. */
async function laterPartDecides(
  interaction: Interaction,
  reservations: readonly Reservation[],
  ctx: RequestContext,
): Promise<boolean> {
  const parts = acceptedReservations(reservations);
  const own = parts.findIndex(({ sid }) => sid === interaction.reservationSid);
  const later = own === -1 ? [] : parts.slice(own + 1);
  if (later.length === 0) return false;
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const refs = later.map(({ sid }) => collections.interactions(store).doc(interactionIdOf(interaction.taskSid, sid)));
    return (await getAll(store, refs)).some((entry) => entry.exists);
  });
}

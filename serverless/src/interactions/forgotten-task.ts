import { acceptanceOf } from '../acceptances/acceptances';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { notYours } from '../vendors/taskrouter/ownership';
import { interactionIdOf } from './documents';
import { fromAcceptance, fromBrowser, type TaskFacts } from './task-facts';

/**
 * What is known of a task that TaskRouter has dropped, five minutes after its end, before a waiting recording was sent (TR-2). That the
 * agent had it is said by an entry that stands already, or by TaskRouter's own event; else nobody but the agent says so, and the entry
 * waits for a supervisor.
 * @throws AppError not_found (the browser doesn't say how it was), forbidden (it was a colleague's); UpstreamError firestore, taskrouter
 */
export async function factsOfForgotten(
  request: RequestOf<'interactions/record'>,
  workerName: string,
  ctx: RequestContext,
): Promise<{ facts: TaskFacts; unconfirmed?: true }> {
  const { taskSid, reservationSid, asSeen } = request;
  if (asSeen === undefined) throw new AppError('not_found', 'TaskRouter has no such task');
  const recordedFor = await onFirestore(ctx.deadline, async () => {
    const interactions = collections.interactions(await ctx.clients.firestore());
    return (await interactions.doc(interactionIdOf(taskSid, reservationSid)).get()).data()?.worker.sid;
  });
  if (recordedFor !== undefined && recordedFor !== ctx.worker.sid) throw notYours();
  const acceptance = await acceptanceOf(reservationSid, ctx);
  if (acceptance !== null) {
    if (acceptance.workerSid !== ctx.worker.sid || acceptance.taskSid !== taskSid) throw notYours();
    return { facts: fromAcceptance(acceptance, asSeen, workerName) };
  }
  const facts = fromBrowser(asSeen, workerName, ctx);
  if (recordedFor !== undefined) return { facts };
  ctx.note('recorded by the browser’s word: a supervisor confirms it');
  return { facts, unconfirmed: true };
}

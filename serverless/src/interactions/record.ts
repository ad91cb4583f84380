import { ancestry, pathInEveryLocale } from '@interaction-history/shared/src/reason-codes';
import { attributesFrom, OUTCOME_MAPPING } from '@interaction-history/shared/src/insights';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonCode, ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { Call, RequestOf, ResponseOf } from '../endpoint';
import { AppError, UpstreamError } from '../errors';
import { assertOwn } from '../flex/ownership';
import type { Task } from '../flex/taskrouter';
import { currentTree } from '../reason-codes/store';
import { commitInteraction } from './commit';
import { fromBrowser, fromTask, type TaskFacts } from './facts';

type Request = RequestOf<'interactions/record'>;
type Response = ResponseOf<'interactions/record'>;

/**
 * Records an agent's part of a task (IH-3, RC-5): interaction, outcome counters and audit row in one Firestore commit keyed by
 * task and reservation, then the outcome into the task's attributes. A repeat writes nothing twice, answers the same, and
 * finishes a merge that failed.
 * @throws AppError invalid_request (reason or comment), forbidden (a colleague's reservation), not_found (no such task, and the
 *   browser did not say how it was); UpstreamError firestore, taskrouter: nothing was written, send it again
 */
export async function record(request: Request, call: Call): Promise<Response> {
  const [tree, { facts, task }] = await Promise.all([currentTree(call.clients, call.budget), factsOf(request, call)]);
  const reason = reasonOf(tree, request);
  const { interaction, created } = await commitInteraction(
    {
      taskSid: request.taskSid,
      reservationSid: request.reservationSid,
      customerId: request.customerId,
      facts,
      reason: {
        id: reason.id,
        path: pathInEveryLocale(tree, reason.id),
        reportingValue: reason.reportingValue,
        treeVersion: tree.version,
      },
      comment: request.comment,
    },
    call,
  );
  return { interaction, created, outcome: await mergeOutcome(interaction, tree, task, call) };
}

/** TaskRouter's word for the task, else the browser's once TaskRouter has dropped it. */
async function factsOf(request: Request, call: Call): Promise<{ facts: TaskFacts; task: Task | null }> {
  const { taskrouter } = call.clients;
  try {
    const [task, reservation] = await Promise.all([
      taskrouter.task(request.taskSid, call.budget),
      taskrouter.reservation(request.taskSid, request.reservationSid, call.budget),
      // Ahead of its use: nearly always it is the caller's own reservation
      nameOf(call.worker.sid, call),
    ]);
    assertOwn(reservation, call);
    return { facts: fromTask(task, reservation, await nameOf(reservation.worker_sid, call), call), task };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found' && request.asSeen !== undefined) {
      return { facts: fromBrowser(request.asSeen, await nameOf(call.worker.sid, call), call), task: null };
    }
    throw error;
  }
}

/** A recording never fails for want of a display name. */
async function nameOf(workerSid: string, call: Call): Promise<string> {
  try {
    return await call.clients.taskrouter.workerName(workerSid, call.budget);
  } catch (error) {
    call.note('worker name unknown', { source: 'taskrouter', error });
    return workerSid === call.worker.sid ? call.worker.name : workerSid;
  }
}

/** RC-1, RC-2 on the server. A code retired since the agent chose it is still taken: her choice was valid when she made it. */
function reasonOf(tree: ReasonTree, request: Request): ReasonCode {
  const reason = tree.codes.find((code) => code.id === request.reasonId);
  const problem =
    reason === undefined || tree.codes.some((code) => code.parentId === reason.id)
      ? 'is not a reason that can be chosen'
      : undefined;
  if (reason === undefined || problem !== undefined) {
    throw new AppError('invalid_request', 'Choose another reason: this one is not in the published list', {
      fields: { reasonId: problem ?? 'is unknown' },
    });
  }
  if (reason.commentRequired && request.comment.trim() === '') {
    throw new AppError('invalid_request', 'This reason needs a comment', { fields: { comment: 'is required for this reason' } });
  }
  return reason;
}

/** The stored interaction decides what is written, not the request: a repeat with other words changes nothing. */
async function mergeOutcome(
  interaction: Interaction,
  tree: ReasonTree,
  task: Task | null,
  call: Call,
): Promise<Response['outcome']> {
  if (task === null) return 'task_gone';
  const top = ancestry(tree, interaction.reason.id)[0];
  const patch = attributesFrom(OUTCOME_MAPPING, {
    'reason.reportingValue': interaction.reason.reportingValue,
    'reason.topLevel': top?.reportingValue ?? null,
    comment: interaction.comment,
    'case.number': interaction.caseNumber,
  });
  try {
    await call.clients.taskrouter.mergeAttributes(interaction.taskSid, patch, call.budget, task);
    return 'merged';
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'task_gone';
    if (!(error instanceof UpstreamError) && !(error instanceof AppError)) throw error;
    call.note('outcome not merged', { source: 'taskrouter', error });
    return 'failed';
  }
}

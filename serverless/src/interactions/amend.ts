import type { AmendResponse } from '@interaction-history/shared/src/contract/interactions';
import { treeKnowing } from '../reason-codes/cached-tree';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { commitAmendment } from './commit-amendment';
import { mergeOutcome } from './outcome';
import { isLogged } from './salesforce-queue';
import { readTaskSnapshot, type TaskSnapshot } from '../vendors/taskrouter/task-snapshot';
import { workerName } from '../vendors/taskrouter/worker-name';

/**
 * Changes reason or comment of a recorded entry (IH-4): by its author, a supervisor or an admin, for 24 hours. Entry, counters
 * and audit row are one commit; the task's attributes follow while TaskRouter still has the task. A repeat with the same key
 * writes nothing twice, answers the same, and finishes a merge that failed.
 * @throws AppError invalid_request (reason or comment), forbidden (a colleague's entry, or too late), not_found, too_large
 *   (amended too often); UpstreamError firestore: nothing was written, send it again
 */
export async function amend(request: RequestOf<'interactions/amend'>, ctx: RequestContext): Promise<AmendResponse> {
  const [tree, by, snapshot] = await Promise.all([
    treeKnowing(request.reasonId, ctx.clients, ctx.deadline),
    workerName(ctx.worker.sid, ctx),
    taskIfKept(request.taskSid, ctx),
  ]);
  const { interaction, amended } = await commitAmendment(request, { tree, by }, ctx);
  if (!amended) return { result: 'conflict', interaction };
  return {
    result: 'amended',
    interaction,
    outcome: snapshot === 'unknown' ? 'failed' : await mergeOutcome(interaction, tree, snapshot, ctx),
    toLog: isLogged(interaction, ctx.config),
  };
}

/** Null once TaskRouter has dropped the task. TaskRouter's being down must not stop an amendment of the history. */
async function taskIfKept(taskSid: string, ctx: RequestContext): Promise<TaskSnapshot | null | 'unknown'> {
  try {
    return await readTaskSnapshot(taskSid, ctx);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    ctx.note('task not read', { source: 'taskrouter', error });
    return 'unknown';
  }
}

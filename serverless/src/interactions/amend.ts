import type { AmendResponse } from '@interaction-history/shared/src/contract/interactions';
import { treeKnowing } from '../reason-codes/cached-tree';
import type { Call, RequestOf } from '../runtime/endpoint';
import { AppError } from '../runtime/errors';
import { commitAmendment } from './commit-amendment';
import { mergeOutcome } from './outcome';
import { taskAsSeen, type SeenTask } from './record';
import { isLogged } from './salesforce-queue';
import { workerName } from '../vendors/taskrouter/worker-name';

/**
 * Changes reason or comment of a recorded entry (IH-4): by its author, a supervisor or an admin, for 24 hours. Entry, counters
 * and audit row are one commit; the task's attributes follow while TaskRouter still has the task. A repeat with the same key
 * writes nothing twice, answers the same, and finishes a merge that failed.
 * @throws AppError invalid_request (reason or comment), forbidden (a colleague's entry, or too late), not_found, too_large
 *   (amended too often); UpstreamError firestore: nothing was written, send it again
 */
export async function amend(request: RequestOf<'interactions/amend'>, call: Call): Promise<AmendResponse> {
  const [tree, by, seen] = await Promise.all([
    treeKnowing(request.reasonId, call.clients, call.budget),
    workerName(call.worker.sid, call),
    taskIfKept(request.taskSid, call),
  ]);
  const { interaction, amended } = await commitAmendment(request, { tree, by }, call);
  if (!amended) return { result: 'conflict', interaction };
  return {
    result: 'amended',
    interaction,
    outcome: seen === 'unknown' ? 'failed' : await mergeOutcome(interaction, tree, seen, call),
    toLog: isLogged(interaction, call.config),
  };
}

/** Null once TaskRouter has dropped the task. TaskRouter's being down must not stop an amendment of the history. */
async function taskIfKept(taskSid: string, call: Call): Promise<SeenTask | null | 'unknown'> {
  try {
    return await taskAsSeen(taskSid, call);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    call.note('task not read', { source: 'taskrouter', error });
    return 'unknown';
  }
}

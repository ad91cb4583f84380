import type { RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { ApiError } from '../../api/api-error';
import type { ApiCall, CallOptions, RequestOf } from '../../api/client';
import { randomHex } from '../../state/random-hex';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';

type RecordRequest = RequestOf<'interactions/record'>;

/**
 * Sends a recording. An entry stored whose outcome did not reach the task is sent once more, which finishes it (OR-1). Where an
 * earlier attempt was stored though its answer was lost, what was typed since is brought in as an amendment (RC-4).
 * @param remaining ms left for each call, read before each
 * @throws ApiError; code `outcome` when the second attempt left the task without its outcome too
 */
export async function recordInteraction(api: ApiCall, request: RecordRequest, remaining?: () => number): Promise<RecordResponse> {
  const options = (): CallOptions => (remaining ? { timeoutMs: remaining() } : {});
  let answer = await api('interactions/record', request, options());
  if (answer.outcome === 'failed') answer = await api('interactions/record', request, options());
  const amendment = amendmentTo(answer, request);
  if (amendment !== null) {
    const amended = await api('interactions/amend', amendment, options());
    if (amended.result === 'conflict') throw new ApiError({ code: 'conflict', message: 'changed meanwhile', retryable: true });
    answer = { ...answer, interaction: amended.interaction, outcome: amended.outcome };
  }
  if (answer.outcome !== 'failed') return answer;
  throw new ApiError({ code: 'outcome', message: 'stored, but the outcome is not on the task', retryable: true });
}

/** What the stored entry lacks of the request; null when it says the same, or someone has amended it since: that is newer. */
function amendmentTo({ created, interaction }: RecordResponse, request: RecordRequest): RequestOf<'interactions/amend'> | null {
  const { taskSid, reservationSid, reasonId, comment = '' } = request;
  const { reason, comment: stored, revision, amendments } = interaction;
  if (created || (reason.id === reasonId && stored === comment) || amendments.some(({ as }) => as !== 'system')) return null;
  return { taskSid, reservationSid, reasonId, comment, baseRevision: revision, amendmentKey: randomHex(12) };
}

/** The request for a task as the browser sees it now. `asSeen` serves when TaskRouter has dropped the task before it is sent. */
export function recordRequest(
  task: AgentTask,
  draft: { reasonId: string; comment: string },
  customerId: string | null,
  now: number,
): RecordRequest {
  const end = task.phase === 'wrapping' ? task.phaseSince : now;
  return {
    taskSid: task.taskSid,
    reservationSid: task.reservationSid,
    customerId,
    reasonId: draft.reasonId,
    comment: draft.comment,
    asSeen: {
      channel: task.channel,
      direction: task.direction,
      address: wireAddress(task.caller),
      queueSid: task.queue.sid,
      queueName: task.queue.name.slice(0, 120),
      occurredAt: new Date(task.ringingSince).toISOString(),
      durationSeconds: Math.min(864_000, Math.max(0, Math.round((end - task.ringingSince) / 1000))),
    },
  };
}

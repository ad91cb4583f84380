import type { RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { ApiError } from '../../api/api-error';
import type { ApiCall, RequestOf } from '../../api/client';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { Draft } from './draft';

type RecordRequest = RequestOf<'interactions/record'>;

/**
 * Sends a recording. An entry stored whose outcome did not reach the task is sent once more, which finishes it (OR-1).
 * @param remaining ms left for each call, read anew before each
 * @throws ApiError; code `outcome` when the second attempt left the task without its outcome too
 */
export async function recordInteraction(api: ApiCall, request: RecordRequest, remaining?: () => number): Promise<RecordResponse> {
  const attempt = (): Promise<RecordResponse> => api('interactions/record', request, remaining ? { timeoutMs: remaining() } : {});
  const first = await attempt();
  if (first.outcome !== 'failed') return first;
  const second = await attempt();
  if (second.outcome !== 'failed') return second;
  throw new ApiError({ code: 'outcome', message: 'stored, but the outcome is not on the task', retryable: true });
}

/** The request for a task as the browser sees it now. `asSeen` serves when TaskRouter has dropped the task before it is sent. */
export function recordRequest(
  task: AgentTask,
  draft: Draft & { reasonId: string },
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

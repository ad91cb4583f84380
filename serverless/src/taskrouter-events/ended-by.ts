import type { EndedBy } from '@interaction-history/shared/src/contract/interactions';
import type { TaskRouterEvent } from '@interaction-history/shared/src/contract/taskrouter-events';

/**
 * Who ended a task, as far as its event tells. TaskRouter names no person, only a reason: its own ("Task TTL Exceeded", "All
 * reservations were completed"), or the text that a supervisor's desktop or a wrap-up timer gave. Nothing known: `system`.
 */
export function endedBy(event: TaskRouterEvent): Exclude<EndedBy, 'agent'> {
  const reason = [event.TaskCompletedReason, event.TaskCanceledReason, event.Reason].filter(Boolean).join(' ');
  if (/timed?[- ]?out|ttl exceeded|time limit/i.test(reason)) return 'timeout';
  if (/supervisor|force[ds]?\b/i.test(reason)) return 'supervisor';
  return 'system';
}

import type { EndedBy } from '@interaction-history/shared/src/contract/interactions';
import { z } from 'zod';

/** A TaskRouter event as its callback posts it, as far as we read it (twilio.com/docs/taskrouter/api/event/reference). */
export const taskRouterEvent = z.object({
  EventType: z.string().max(80),
  AccountSid: z.string(),
  WorkspaceSid: z.string(),
  TaskSid: z.string().optional(),
  ReservationSid: z
    .string()
    .regex(/^WR[0-9a-f]{32}$/)
    .optional(),
  /** Seconds since the epoch. */
  Timestamp: z.string().optional(),
  /** Why the task ended, in the words of whoever ended it; the field's name depends on how. */
  TaskCompletedReason: z.string().optional(),
  TaskCanceledReason: z.string().optional(),
  Reason: z.string().optional(),
});
export type TaskRouterEvent = z.infer<typeof taskRouterEvent>;

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

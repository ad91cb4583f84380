import { z } from 'zod';

/** What the workspace's event callback must send: its EventsFilter names these (RC-6, TR-2). */
export const TASKROUTER_EVENTS = ['reservation.accepted', 'reservation.wrapup', 'task.completed', 'task.canceled'] as const;

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
  WorkerSid: z
    .string()
    .regex(/^WK[0-9a-f]{32}$/)
    .optional(),
  /** JSON text, as the task had them at that moment. */
  TaskAttributes: z.string().optional(),
  TaskChannelUniqueName: z.string().optional(),
  TaskQueueSid: z.string().optional(),
  TaskQueueName: z.string().optional(),
  /** Seconds since the epoch. */
  Timestamp: z.string().optional(),
  /** Why the task ended, in the words of whoever ended it; the field's name depends on how. */
  TaskCompletedReason: z.string().optional(),
  TaskCanceledReason: z.string().optional(),
  Reason: z.string().optional(),
});
export type TaskRouterEvent = z.infer<typeof taskRouterEvent>;

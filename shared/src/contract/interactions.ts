import { z } from 'zod';
import { address, channel, customerId, direction, instant, queueSid, reservationSid, salesforceId, taskSid } from './common';
import { customer } from './customers';

/** RC-7: a comment is kept whole up to here. Counted in UTF-16 units, as a browser's maxlength counts. */
export const MAX_COMMENT = 4_000;

/** One agent's part of one task (IH-2). Reason path and value are as they were when it was recorded (AD-4). */
export const interaction = z.object({
  interactionId: z.string(),
  taskSid,
  reservationSid,
  customerId: customerId.nullable(),
  occurredAt: instant,
  channel,
  direction,
  /** Sid and name of the queue as they were. */
  queue: z.object({ sid: z.string(), name: z.string() }),
  worker: z.object({ sid: z.string(), name: z.string() }),
  reason: z.object({
    id: z.string(),
    /** Labels from the root to the reason, by locale: { en: ['Billing', 'Refund'] }. */
    path: z.record(z.string(), z.array(z.string())),
    reportingValue: z.string(),
    treeVersion: z.number().int(),
  }),
  comment: z.string(),
  /** Seconds from ring to the start of wrap-up, or to recording if that came first; null when nobody could tell. */
  durationSeconds: z.number().int().nonnegative().nullable(),
  caseNumber: z.string().nullable(),
  /** False when the task's facts came from the browser (see recordRequest.asSeen). */
  verified: z.boolean(),
});
export type Interaction = z.infer<typeof interaction>;

/** Whose history: by the caller's address (at the ring), by customer, or by a Salesforce record not linked yet. */
export const listRequest = z
  .object({
    address: address.optional(),
    channel: channel.default('voice'),
    customerId: customerId.optional(),
    contactId: salesforceId.optional(),
    accountId: salesforceId.optional(),
    /** Opaque, from `nextCursor` of the page before. */
    cursor: z.string().max(200).optional(),
    /** 1 … 50; the deployment's MAX_RECORDS_PRESENTED when absent. */
    limit: z.coerce.number().int().min(1).max(50).optional(),
  })
  .refine((request) => request.address !== undefined || request.customerId || request.contactId || request.accountId, {
    message: 'say whose history: address, customerId, contactId or accountId',
    path: ['address'],
  });
export const listResponse = z.object({
  /** The stored customer whose history this is; null when there is none. */
  customer: customer.nullable(),
  interactions: z.array(interaction),
  /** Entries in all, counted by the store's index, not by reading them. */
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type ListResponse = z.infer<typeof listResponse>;

export const recordRequest = z.object({
  taskSid,
  reservationSid,
  /** The customer chosen for this task; null for a caller nobody could identify. */
  customerId: customerId.nullable(),
  reasonId: z.string().min(1).max(64),
  comment: z.string().max(MAX_COMMENT).default(''),
  /**
   * The task as the browser saw it. Read only when TaskRouter has dropped the task, five minutes after its completion, before
   * a waiting recording could be sent; the entry is then marked `verified: false`.
   */
  asSeen: z
    .object({
      channel,
      direction,
      address,
      queueSid: queueSid.nullable(),
      queueName: z.string().max(120),
      /** When the reservation was created, and seconds of conversation. */
      occurredAt: instant,
      durationSeconds: z.number().int().min(0).max(864_000).nullable(),
    })
    .optional(),
});
export const recordResponse = z.object({
  interaction,
  /** False when this task and reservation had been recorded before: nothing was written again (IH-3). */
  created: z.boolean(),
  /**
   * Whether the outcome is in the task's attributes. `failed`: sending the same request again finishes it.
   * `task_gone`: TaskRouter has no such task any more, so there is nothing left to write to.
   */
  outcome: z.enum(['merged', 'failed', 'task_gone']),
});
export type RecordResponse = z.infer<typeof recordResponse>;

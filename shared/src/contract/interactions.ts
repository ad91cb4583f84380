import { z } from 'zod';
import { MAX_COMMENT, MAX_PAGE_SIZE, MAX_SEARCH_TEXT } from '../limits';
import { address, channel, customerId, direction, instant, queueSid, reservationSid, salesforceId, taskSid } from './common';
import { customer } from './customers';
import { actionMark } from './services';

/**
 * Who ended the agent's part (RC-6). `agent`: the reason is the agent's own. Else nobody chose it: wrap-up or the task ran out
 * of time, a supervisor completed the task, or TaskRouter's word names neither.
 */
export const ENDED_BY = ['agent', 'timeout', 'supervisor', 'system'] as const;
export type EndedBy = (typeof ENDED_BY)[number];

/** Reason path and value as they were when it was recorded (AD-4). */
export const interactionReason = z.object({
  id: z.string(),
  /** Ids from the root to the reason, this one included: what a filter on a branch finds. Empty in entries from before it was kept. */
  pathIds: z.array(z.string()),
  /** Labels from the root to the reason, by locale: { en: ['Billing', 'Refund'] }. */
  path: z.record(z.string(), z.array(z.string())),
  reportingValue: z.string(),
  treeVersion: z.number().int(),
});

/** One change of an entry, oldest first in the list. */
export const amendment = z.object({
  at: instant,
  /** `system`: the agent's own recording came after the task had ended without it (RC-6) and replaced the default reason. */
  as: z.enum(['author', 'supervisor', 'system']),
  worker: z.object({ sid: z.string(), name: z.string() }),
  /** What stood there until then; null where it was not changed. */
  before: z.object({ reason: interactionReason.nullable(), comment: z.string().nullable() }),
});
export type Amendment = z.infer<typeof amendment>;

/** One agent's part of one task (IH-2). Reason path and value are as they were when it was recorded (AD-4). */
export const interaction = z.object({
  interactionId: z.string(),
  taskSid,
  reservationSid,
  customerId: customerId.nullable(),
  occurredAt: instant,
  channel,
  direction,
  /** The caller's address on this task: E.164, an e-mail address, a handle; null when withheld. */
  address: z.string().nullable(),
  /** Sid and name of the queue as they were. */
  queue: z.object({ sid: z.string(), name: z.string() }),
  worker: z.object({ sid: z.string(), name: z.string() }),
  reason: interactionReason,
  comment: z.string(),
  /** Seconds from ring to the start of wrap-up, or to recording if that came first; null when nobody could tell. */
  durationSeconds: z.number().int().nonnegative().nullable(),
  caseNumber: z.string().nullable(),
  /** Where that case opens in Salesforce; null in entries from before it was kept. */
  caseUrl: z.string().nullable(),
  /** What this agent did in Salesforce on the task, oldest first (SV-4); none in entries from before it was kept. */
  actions: z.array(actionMark),
  /** False when the task's facts came from the browser (see recordRequest.asSeen). */
  verified: z.boolean(),
  /** Nobody but the agent says that the agent had this task: a supervisor has yet to confirm it, and no report counts it (TR-2). */
  unconfirmed: z.literal(true).optional(),
  endedBy: z.enum(ENDED_BY),
  /** Whose part came before this one, when the task was transferred; null for the first part. */
  transferredFrom: z.object({ reservationSid, worker: z.object({ sid: z.string(), name: z.string() }) }).nullable(),
  recordedAt: instant,
  canAmendUntil: instant,
  /** Grows by one with every change: what `baseRevision` of an amendment names. */
  revision: z.number().int().nonnegative(),
  /** At most MAX_AMENDMENTS, oldest first. */
  amendments: z.array(amendment),
});
export type Interaction = z.infer<typeof interaction>;

/** IH-2. All that are given must hold. */
export const historyFilter = z.object({
  /** A code and every code below it, as the tree was when the entry was recorded. */
  reasonId: z.string().min(1).max(64).optional(),
  channel: channel.optional(),
  /** Every word must occur in comment, reason, queue, agent or case number; case, accents and character width do not matter. */
  text: z.string().trim().max(MAX_SEARCH_TEXT).optional(),
});
export type HistoryFilter = z.infer<typeof historyFilter>;

/** Whose history: by the caller's address (at the ring), by customer, or by a Salesforce record not linked yet. */
export const listRequest = z
  .object({
    address: address.optional(),
    channel: channel.default('voice'),
    customerId: customerId.optional(),
    contactId: salesforceId.optional(),
    accountId: salesforceId.optional(),
    /** The task that it is read for. */
    taskSid: taskSid.optional(),
    /** Opaque, from `nextCursor` of the page before. */
    cursor: z.string().max(200).optional(),
    /** 1 … MAX_PAGE_SIZE; the deployment's MAX_RECORDS_PRESENTED when absent. */
    limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).optional(),
    filter: historyFilter.optional(),
  })
  .refine((request) => request.address !== undefined || request.customerId || request.contactId || request.accountId, {
    message: 'one_required',
    path: ['address'],
  });
export const listResponse = z.object({
  /** The stored customer whose history this is; null when there is none. */
  customer: customer.nullable(),
  interactions: z.array(interaction),
  /** Entries in all, whatever the filter: kept on the customer, not counted by reading. */
  total: z.number().int(),
  /** Where the next page begins; null at the end of the history. */
  nextCursor: z.string().nullable(),
  /**
   * False when a search by text stopped at its bound of entries read before the page was full: there may be more before
   * `scannedTo`, and the cursor goes on from there.
   */
  complete: z.boolean(),
  /** The oldest entry that was looked at; null when none was. */
  scannedTo: instant.nullable(),
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
  /**
   * False when the agent had recorded this task and reservation before: nothing was written again (IH-3). True also when the
   * task had ended without the agent, and this recording took the default reason's place (RC-6).
   */
  created: z.boolean(),
  /**
   * Whether the task's attributes hold the outcome: this one, or that of a later part after a transfer, which decides. `failed`: sending the same request again finishes it.
   * `task_gone`: TaskRouter has no such task any more, so there is nothing left to write to.
   */
  outcome: z.enum(['merged', 'failed', 'task_gone']),
  /** Whether Salesforce has still to be told of it: the desktop then calls interactions/log-pending. */
  toLog: z.boolean(),
});
export type RecordResponse = z.infer<typeof recordResponse>;

/** IH-4. What is left out stays as it is. A repeat with the same key changes nothing and answers the same. */
export const amendRequest = z
  .object({
    taskSid,
    reservationSid,
    reasonId: z.string().min(1).max(64).optional(),
    comment: z.string().max(MAX_COMMENT).optional(),
    /** `revision` of the entry that the agent saw and changed. */
    baseRevision: z.coerce.number().int().nonnegative(),
    /** Made by the form when it opens: what makes a double click one amendment. */
    amendmentKey: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  })
  .refine((request) => request.reasonId !== undefined || request.comment !== undefined, {
    message: 'one_required',
    path: ['comment'],
  });
export const amendResponse = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('amended'),
    interaction,
    outcome: recordResponse.shape.outcome,
    toLog: recordResponse.shape.toLog,
  }),
  /** Somebody changed the entry since the agent saw it: nothing was written; here is how it stands now. */
  z.object({ result: z.literal('conflict'), interaction }),
]);
export type AmendResponse = z.infer<typeof amendResponse>;

/** The caller's own entries that can still be amended, newest first (IH-6). */
export const ownInteractionsRequest = z.object({});
export const ownInteractionsResponse = z.object({
  entries: z.array(z.object({ interaction, customerName: z.string().nullable() })),
  /** There are older ones that are left out. */
  more: z.boolean(),
});
export type OwnInteractions = z.infer<typeof ownInteractionsResponse>;

/** Entries that wait for a supervisor (TR-2), oldest first, at most 100. */
export const unconfirmedRequest = z.object({});
export const unconfirmedResponse = z.object({
  entries: z.array(
    z.object({
      interaction,
      customerName: z.string().nullable(),
      /** Who has recorded the same reservation by TaskRouter's word: then it was not this agent's. */
      recordedBy: z.string().nullable(),
    }),
  ),
  more: z.boolean(),
});
export type UnconfirmedResponse = z.infer<typeof unconfirmedResponse>;

/** Takes an entry that waits into the reports, or out of the history (TR-2). */
export const confirmRequest = z.object({
  interactionId: z.string().regex(/^WT[0-9a-f]{32}_WR[0-9a-f]{32}_WK[0-9a-f]{32}$/),
  /** False: it is rejected, and deleted. */
  confirmed: z.stringbool().or(z.boolean()),
});
/** `gone`: a colleague was quicker, and has rejected it. */
export const confirmResponse = z.object({ outcome: z.enum(['confirmed', 'rejected', 'gone']) });
export type ConfirmResponse = z.infer<typeof confirmResponse>;

/** Sends what waits to be logged in Salesforce, oldest first. Called by a desktop after it completed a task, or by a schedule. */
export const logPendingRequest = z.object({});
export const logPendingResponse = z.object({
  logged: z.number().int(),
  /** Not taken by Salesforce; each is tried again later. */
  failed: z.number().int(),
  /** Whether more are due: call again. */
  more: z.boolean(),
});
export type LogPendingResponse = z.infer<typeof logPendingResponse>;

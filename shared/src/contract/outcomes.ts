import { z } from 'zod';
import { SERVICE_ACTIONS } from '../services/states';
import { channel, instant, queueSid, workerSid } from './common';
import { interaction } from './interactions';

/** yyyy-mm-dd, as the counters have it: in the centre's time zone when each entry was recorded. */
const day = z.iso.date();
/** A code of the tree, or a group with all below it. */
const reasonId = z.string().min(1).max(64);
const filter = {
  reasonId: reasonId.optional(),
  /** `none`: tasks without a queue. */
  queueSid: z.union([queueSid, z.literal('none')]).optional(),
  workerSid: workerSid.optional(),
  channel: channel.optional(),
};

/** Entries; those whose reason nobody has chosen; those of which the duration is known, and their seconds. */
const amounts = z.object({
  counts: z.number().int(),
  defaults: z.number().int(),
  timed: z.number().int(),
  seconds: z.number().int(),
});
export type Amounts = z.infer<typeof amounts>;
const compared = { now: amounts, before: amounts };

/** Counts from the counters alone, of both days and what lies between (OR-3), and of as many days before (OR-5). */
export const outcomeReportRequest = z.object({ from: day, to: day, ...filter });
export const outcomeReportResponse = z.object({
  before: z.object({ from: day, to: day }),
  /** The centre's, which decides today and the day of what is recorded now. */
  timeZone: z.string(),
  /** The last time that a month (yyyy-mm) was counted again from the interactions, and how many counters differed; null: never. */
  recounted: z.object({ month: z.string(), at: instant, differences: z.number().int() }).nullable(),
  total: z.object(compared),
  /** Reasons as they were recorded, leaves alone: what is in neither span is left out. */
  reasons: z.array(z.object({ reasonId: z.string(), ...compared, channels: z.partialRecord(channel, z.number().int()) })),
  /** Every day of the span; `before`: of the day as far into the span before. */
  days: z.array(z.object({ day, counts: z.number().int(), before: z.number().int() })),
  queues: z.array(z.object({ queueSid: z.string(), ...compared })),
  workers: z.array(z.object({ workerSid, name: z.string(), ...compared })),
  channels: z.array(z.object({ channel, ...compared })),
  /** What was done in Salesforce, how often (SV-4). Those done in neither span are left out. */
  actions: z.array(z.object({ action: z.enum(SERVICE_ACTIONS), now: z.number().int(), before: z.number().int() })),
});
export type OutcomeReportRequest = z.infer<typeof outcomeReportRequest>;
export type OutcomeReportResponse = z.infer<typeof outcomeReportResponse>;

/** The interactions behind a number, newest first (OR-5). */
export const outcomeInteractionsRequest = z.object({
  from: day,
  to: day,
  ...filter,
  /** Those alone whose reason nobody has chosen. */
  isDefault: z.boolean().optional(),
  /** Those alone on whose task this was done in Salesforce. */
  action: z.enum(SERVICE_ACTIONS).optional(),
  /** Opaque, from `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
});
export const outcomeInteractionsResponse = z.object({
  entries: z.array(z.object({ interaction, customerName: z.string().nullable() })),
  nextCursor: z.string().nullable(),
});
export type OutcomeInteractionsResponse = z.infer<typeof outcomeInteractionsResponse>;

import { z } from 'zod';
import { channel, instant, queueSid } from './common';

/** RC-2. A flat list: the tree is in `parentId` and `order`, so that a move changes one node. */
export const reasonCode = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  parentId: z.string().nullable(),
  /** Locale → label; `en` is always there. */
  labels: z.record(z.string(), z.string().min(1).max(80)),
  /** What Flex Insights gets in conversations.outcome: stable across languages and renames. */
  reportingValue: z.string().regex(/^[a-z0-9_.-]{1,64}$/),
  order: z.number(),
  active: z.boolean(),
  /** Empty: every queue. Limits of an ancestor hold for what is below it. */
  queues: z.array(queueSid),
  /** Empty: every channel. */
  channels: z.array(channel),
  commentRequired: z.boolean(),
  serviceAction: z.enum(['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5', 'SA-6', 'SA-7', 'SA-8']).nullable(),
});
export type ReasonCode = z.infer<typeof reasonCode>;

export const reasonTree = z.object({
  /** 0 is the built-in starter tree, which stands until the first publication. */
  version: z.number().int().nonnegative(),
  publishedAt: instant.nullable(),
  codes: z.array(reasonCode),
});
export type ReasonTree = z.infer<typeof reasonTree>;

export const currentRequest = z.object({ knownVersion: z.coerce.number().int().optional() });
/** `tree` is null when `knownVersion` is the current one: nothing to send. */
export const currentResponse = z.object({ version: z.number().int(), tree: reasonTree.nullable() });
export type CurrentResponse = z.infer<typeof currentResponse>;

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

/** A published revision as the list of revisions shows it. */
export const revision = z.object({
  version: z.number().int().positive(),
  publishedAt: instant,
  publishedBy: z.object({ sid: z.string(), name: z.string() }),
  note: z.string(),
});
export type Revision = z.infer<typeof revision>;

/** A tree of any size a centre could want, far below Firestore's 1 MiB a document. */
export const MAX_CODES = 2_000;
const codes = z.array(reasonCode).max(MAX_CODES, `holds more than ${MAX_CODES} codes`);
const note = z.string().trim().max(500, 'is longer than 500 characters').default('');

export const publishRequest = z.object({
  /** The version the edit began from (AD-2). */
  baseVersion: z.coerce.number().int().nonnegative(),
  codes,
  note,
});
/** What stands against publishing, each with the code it concerns. */
export const publicationIssue = z.object({
  codeId: z.string(),
  problem: z.enum([
    'duplicate-id',
    'duplicate-reporting-value',
    'missing-parent',
    'cycle',
    'missing-english-label',
    'removed',
    'reporting-value-changed',
    'no-reason-left',
  ]),
});
export type PublicationIssue = z.infer<typeof publicationIssue>;
export const publishResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('published'), revision }),
  /** Somebody published since `baseVersion`: nothing was written; here is theirs, and what yours began from. */
  z.object({ outcome: z.literal('stale'), base: reasonTree, current: reasonTree, by: revision }),
  z.object({ outcome: z.literal('invalid'), issues: z.array(publicationIssue) }),
]);
export type PublishResponse = z.infer<typeof publishResponse>;

/** Newest first; with `version` that one's whole tree as well. */
export const revisionsRequest = z.object({
  before: z.coerce.number().int().optional(),
  version: z.coerce.number().int().optional(),
});
export const revisionsResponse = z.object({ revisions: z.array(revision), more: z.boolean(), tree: reasonTree.nullable() });
export type RevisionsResponse = z.infer<typeof revisionsResponse>;

export const restoreRequest = z.object({
  baseVersion: z.coerce.number().int().nonnegative(),
  version: z.coerce.number().int().positive(),
});

/** An editor's unpublished work: one a person, kept on the server (AD-2). Nothing to save: reads it. `codes` null: throws it away. */
export const draftRequest = z.object({
  save: z.object({ baseVersion: z.number().int().nonnegative(), codes: codes.nullable() }).optional(),
});
export const draftResponse = z.object({
  draft: z.object({ baseVersion: z.number().int(), codes: z.array(reasonCode), savedAt: instant }).nullable(),
  /** Colleagues whose drafts were saved in the last half hour. */
  others: z.array(z.object({ sid: z.string(), name: z.string(), savedAt: instant })),
});
export type DraftResponse = z.infer<typeof draftResponse>;

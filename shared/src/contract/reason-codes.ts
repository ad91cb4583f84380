import { z } from 'zod';
import { LOCALE, MAX_CODES, MAX_LABEL, MAX_NOTE, NOT_IN_A_LINE, REPORTING_VALUE } from '../limits';
import { channel, instant, queueSid } from './common';

const ONE_LINE = new RegExp(`^[^${NOT_IN_A_LINE}]*$`, 'u');

/** RC-2. A flat list: the tree is in `parentId` and `order`, so that a move changes one node. */
export const reasonCode = z.object({
  /** Never `__…__`: Firestore keeps such names for itself. */
  id: z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,64}$/),
  parentId: z.string().nullable(),
  /** Locale → label; `en` is always there. */
  labels: z.record(z.string().regex(LOCALE), z.string().trim().min(1).max(MAX_LABEL).regex(ONE_LINE)),
  /** What Flex Insights gets in conversations.outcome: stable across languages and renames. */
  reportingValue: z.string().regex(REPORTING_VALUE),
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

export const currentRequest = z.object({
  knownVersion: z.coerce.number().int().optional(),
  /** Whether to say what the worker uses most (RC-3): two reads more, so a desktop asks once a page. */
  withUsage: z.boolean().optional(),
});
export const currentResponse = z.object({
  version: z.number().int(),
  /** Null when `knownVersion` is the current one: nothing to send. */
  tree: reasonTree.nullable(),
  /** Queue sid → ids of the reasons this worker recorded most there, this month and last, most first; null when not asked for. */
  mostUsed: z.record(z.string(), z.array(z.string())).nullable(),
});

/** A published revision as the list of revisions shows it. */
export const revision = z.object({
  version: z.number().int().positive(),
  publishedAt: instant,
  publishedBy: z.object({ sid: z.string(), name: z.string() }),
  note: z.string(),
});
export type Revision = z.infer<typeof revision>;

const codes = z.array(reasonCode).max(MAX_CODES);
const note = z.string().trim().max(MAX_NOTE).default('');

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
    'too-deep',
    'missing-english-label',
    'removed',
    'reporting-value-changed',
    'no-reason-left',
    /** The reason of tasks that end without the agent (settings) would be retired, gone or a group: an admin chooses another first. */
    'default-reason-unavailable',
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
  save: z
    .object({
      baseVersion: z.number().int().nonnegative(),
      codes: codes.nullable(),
      /** Which of the editor's open pages saves: 32 hex digits. A page's own save before, whose answer was lost, is not in its way. */
      tab: z.string().regex(/^[0-9a-f]{32}$/),
      /** `revision` of the draft that this one goes on from; null: there was none. */
      onto: z.string().nullable(),
    })
    .optional(),
});
export const draftResponse = z.object({
  /** Conflict: another page of the same editor has saved since `onto`. Nothing was written; `draft` is what stands. */
  outcome: z.enum(['current', 'conflict']),
  draft: z
    .object({
      baseVersion: z.number().int(),
      codes: z.array(reasonCode),
      savedAt: instant,
      /** Another one with every save. */
      revision: z.string(),
      /** The page that saved it. */
      tab: z.string(),
    })
    .nullable(),
  /** Colleagues whose drafts were saved in the last half hour. */
  others: z.array(z.object({ sid: z.string(), name: z.string(), savedAt: instant })),
});
export type DraftResponse = z.infer<typeof draftResponse>;

/** What can be wrong with a file of reason codes (AD-3): a closed list, so that the browser can word each in any language. */
export const IMPORT_PROBLEMS = [
  // the file
  'empty-file',
  'too-large',
  'not-utf8',
  'too-many-codes',
  'unclosed-quote',
  'text-after-quote',
  'broken-json',
  'no-list-of-codes',
  // its header, or a field of an entry
  'column-missing',
  'column-unknown',
  'column-twice',
  'locale-not-in-use',
  // a row
  'too-many-cells',
  'not-an-object',
  'required',
  'wrong-form',
  'wrong-type',
  'too-long',
  'no-yes-or-no',
  'no-number',
  'no-such-channel',
  'no-such-service-action',
  // the tree that the rows make, and what it would change of the published one
  ...publicationIssue.shape.problem.options,
] as const;

/** One thing that is wrong with the file (AD-3). */
export const importIssue = z.object({
  /** Counted from 1, as the file has them: in CSV the header is the first. 0: the file as a whole. */
  line: z.number().int().nonnegative(),
  /** The column of a CSV, the field of a JSON entry: `label:ja`, `order`. */
  column: z.string().optional(),
  problem: z.enum(IMPORT_PROBLEMS),
  /** What stands there, its first 40 characters; for a missing code its id, for a limit the limit. */
  value: z.string().optional(),
  /** Where the same id or reporting value stands already. */
  otherLine: z.number().int().positive().optional(),
});
export type ImportIssue = z.infer<typeof importIssue>;

/** AD-3. Reads a file and applies nothing: the codes come back to the editor, who publishes them or does not. */
export const importCodesRequest = z.object({ format: z.enum(['csv', 'json']), text: z.string() });
export const importCodesResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('read'), codes: z.array(reasonCode) }),
  /** By line, 100 at most; `total` counts them all. */
  z.object({ outcome: z.literal('refused'), issues: z.array(importIssue), total: z.number().int().positive() }),
]);
export type ImportCodesResponse = z.infer<typeof importCodesResponse>;

import { z } from 'zod';
import { MAX_COMMENT } from '../limits';
import { customerId, instant, reservationSid, taskSid } from './common';
import { chosenRecord } from './customers';
import { recordRequest } from './interactions';

/** What recording a draft needs beside its reason and comment, should its task be gone by then (RC-6). */
const aboutDraft = z.object({
  customerId: customerId.nullable(),
  /** A customer chosen but not linked yet. */
  link: chosenRecord.nullable(),
  /** The customer on the task is not the caller, as the agent said, and is on it still. */
  unlink: z.boolean(),
  /** What a list shows: nothing is looked up for it. */
  customerName: z.string().max(320).nullable(),
  asSeen: recordRequest.shape.asSeen,
});

const draftText = z.object({ reasonId: z.string().min(1).max(64).nullable(), comment: z.string().max(MAX_COMMENT) });

/** What an agent has typed for their part of a task so far (RC-4). Without reason and comment the draft is taken away. */
export const saveDraftRequest = draftText.extend({ taskSid, reservationSid, about: aboutDraft });
export const saveDraftResponse = z.object({
  /** Null: nothing is kept, because the part is recorded already, or because there is nothing to keep. */
  savedAt: instant.nullable(),
});

const worker = z.object({ sid: z.string(), name: z.string() });

/** The drafts of a task: for an agent who accepted a part of it, and for supervisors. */
export const draftsOfTaskRequest = z.object({ taskSid, reservationSid: reservationSid.optional() });
export const draftsOfTaskResponse = z.object({
  /** `customerId`: whom it is about, as the agent had chosen by then. */
  drafts: z.array(draftText.extend({ reservationSid, worker, savedAt: instant, customerId: customerId.nullable() })),
  /** What was recorded of the reservation that was asked for; its draft is gone. */
  recorded: draftText.extend({ at: instant, customerId: customerId.nullable() }).nullable(),
  /** Whose part came before that reservation: who has transferred the task. */
  from: z.object({ reservationSid, worker, since: instant }).nullable(),
});
export type DraftsOfTask = z.infer<typeof draftsOfTaskResponse>;

/** The caller's own drafts of every task, oldest first: those of tasks that are gone are finished, or discarded (RC-6). */
export const ownDraftsRequest = z.object({});
export const ownDraftsResponse = z.object({
  drafts: z.array(draftText.extend({ taskSid, reservationSid, about: aboutDraft, savedAt: instant })),
});
export type OwnDraft = z.infer<typeof ownDraftsResponse>['drafts'][number];

/** What the browser seals what the server has not taken yet with (PR-4): it keeps the sealed text, never the key. */
export const draftKeyRequest = z.object({});
export const draftKeyResponse = z.object({
  /** 32 bytes in base64, an AES-GCM key: the same for a worker at every desk, another for everybody else. */
  key: z.string(),
});

import { z } from 'zod';
import { MAX_CASE_DESCRIPTION, MAX_CASE_SUBJECT } from '../limits';
import { customerId, taskSid } from './common';

/** "New case" (ID-12): origin, caller and queue come from the task; a repeat for the same task and key opens no second one. */
export const createCaseRequest = z.object({
  taskSid,
  customerId,
  subject: z.string().trim().min(1).max(MAX_CASE_SUBJECT),
  description: z.string().trim().max(MAX_CASE_DESCRIPTION).default(''),
  /** Made by the form when it opens: what makes a double click one case. */
  requestKey: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});
export const createCaseResponse = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  url: z.string(),
  created: z.boolean(),
  attributes: z.record(z.string(), z.unknown()),
});
export type CreateCaseResponse = z.infer<typeof createCaseResponse>;

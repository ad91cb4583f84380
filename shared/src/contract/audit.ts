import { z } from 'zod';
import { AUDIT_ACTIONS } from '../audit/actions';
import { MAX_SEARCH_TEXT } from '../limits';
import { instant, taskSid, workerSid } from './common';

const auditEntry = z.object({
  id: z.string(),
  at: instant,
  worker: z.object({ sid: z.string(), name: z.string() }),
  roles: z.array(z.string()),
  action: z.string(),
  taskSid: taskSid.nullable(),
  /** Of whom it tells, as far as they're stored with us. */
  customerIds: z.array(z.string()),
  /** How many others it showed, who are known to the trail by hashes alone. */
  others: z.number().int(),
  interactionId: z.string().nullable(),
  /** What came of it, the code of a refusal, or what was refused. */
  outcome: z.string().nullable(),
  endpoint: z.string().nullable(),
  correlationId: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** "Who looked at this customer?" with `text`, "what did this person do?" with `workerSid`, or everything, newest first. */
export const auditListRequest = z.object({
  /** A customer number, a phone in any notation, or an e-mail address; used to find the customer, and kept nowhere. */
  text: z.string().trim().min(1).max(MAX_SEARCH_TEXT).optional(),
  workerSid: workerSid.optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  from: instant,
  to: instant,
  /** Opaque, from `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
});
export const auditListResponse = z.object({
  /** Whom the text has found among the customers stored with us; the rows also tell of who isn't stored and has that number. */
  customers: z.array(z.object({ customerId: z.string(), name: z.string().nullable(), accountNumber: z.string().nullable() })),
  entries: z.array(auditEntry),
  nextCursor: z.string().nullable(),
});
export type AuditListResponse = z.infer<typeof auditListResponse>;

/** Who has been told to wait, within seven days (TR-3). */
export const auditLimitsRequest = z.object({});
export const auditLimitsResponse = z.object({
  /** Most often first. `times`: minutes in which the worker was refused. */
  workers: z.array(
    z.object({ worker: z.object({ sid: z.string(), name: z.string() }), times: z.number().int(), lastAt: instant }),
  ),
});
export type AuditLimitsResponse = z.infer<typeof auditLimitsResponse>;

import { z } from 'zod';
import { instant, sourceFailure } from './common';

/** What was looked at, how it is, and what to do: the lines that doctor shows, in English. */
const finding = z.object({
  id: z.string(),
  level: z.enum(['ok', 'warn', 'fail']),
  text: z.string(),
  mend: z.string().optional(),
});
const findings = z.array(finding).optional();

export const sourceHealth = z.discriminatedUnion('status', [
  /** Not configured in this deployment. */
  z.object({ status: z.literal('off') }),
  z.object({
    status: z.literal('ok'),
    latencyMs: z.number(),
    /** Salesforce only: API calls used and allowed in the rolling day, from the Sforce-Limit-Info header. */
    allowance: z.object({ used: z.number().int(), max: z.number().int() }).optional(),
    /** Salesforce only: what the product has used of its share of that allowance, in calls (TR-3). */
    own: z.object({ used: z.number().int(), share: z.number().int() }).optional(),
    findings,
  }),
  z.object({ status: z.literal('failed'), latencyMs: z.number(), error: sourceFailure, findings }),
]);
export const healthRequest = z.object({});
export const healthResponse = z.object({
  firestore: sourceHealth,
  salesforce: sourceHealth,
  master: sourceHealth,
  taskrouter: sourceHealth,
  /** What waits to be logged in Salesforce; absent where LOG_CALL_TO_SALESFORCE is off. Both counts stop at 100. */
  salesforceLog: z
    .object({
      waiting: z.number().int(),
      /** Of those, how many Salesforce has refused at least once. */
      failing: z.number().int(),
      oldest: instant.nullable(),
      /** Code of a refusal, such as INVALID_FIELD. */
      lastError: z.string().nullable(),
    })
    .optional(),
  /** When TaskRouter's events last told of a task that was accepted, within 30 days; null: of none, so they may not arrive. */
  lastAcceptedAt: instant.nullable().optional(),
  /** The worker that provisions approved orders; absent where none has ever listened. Both counts stop at 100. */
  orderEvents: z
    .object({
      /** When a worker last heard from Salesforce, which says something at least every 270 s. */
      listeningAt: instant,
      lastEventAt: instant.nullable(),
      waiting: z.number().int(),
      failed: z.number().int(),
    })
    .optional(),
  /** Of the Functions, of the data that they write, and of the data that is there; the last is absent where the store fails. */
  versions: z.object({ functions: z.string(), writes: z.number().int(), data: z.number().int().optional() }),
});
export type HealthResponse = z.infer<typeof healthResponse>;

import { z } from 'zod';
import { instant, sourceFailure } from './common';

/** Master only: functions and indexes that are not there, and the file of `serverless/master` that makes each. Nothing missing: absent. */
const missing = z.array(z.object({ name: z.string(), file: z.string() })).optional();

export const sourceHealth = z.discriminatedUnion('status', [
  /** Not configured in this deployment. */
  z.object({ status: z.literal('off') }),
  z.object({
    status: z.literal('ok'),
    latencyMs: z.number(),
    /** Salesforce only: API calls used and allowed in the rolling day, from the Sforce-Limit-Info header. */
    allowance: z.object({ used: z.number().int(), max: z.number().int() }).optional(),
    missing,
  }),
  z.object({ status: z.literal('failed'), latencyMs: z.number(), error: sourceFailure, missing }),
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
});
export type HealthResponse = z.infer<typeof healthResponse>;

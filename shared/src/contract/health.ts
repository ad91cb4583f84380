import { z } from 'zod';
import { sourceFailure } from './common';

export const sourceHealth = z.discriminatedUnion('status', [
  /** Not configured in this deployment. */
  z.object({ status: z.literal('off') }),
  z.object({
    status: z.literal('ok'),
    latencyMs: z.number(),
    /** Salesforce only: API calls used and allowed in the rolling day, from the Sforce-Limit-Info header. */
    allowance: z.object({ used: z.number().int(), max: z.number().int() }).optional(),
  }),
  z.object({ status: z.literal('failed'), latencyMs: z.number(), error: sourceFailure }),
]);
export const healthRequest = z.object({});
export const healthResponse = z.object({
  firestore: sourceHealth,
  salesforce: sourceHealth,
  master: sourceHealth,
  taskrouter: sourceHealth,
});
export type HealthResponse = z.infer<typeof healthResponse>;

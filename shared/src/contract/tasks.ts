import { z } from 'zod';
import { taskSid } from './common';
import { chosenRecord, customer } from './customers';

/**
 * Links the task's caller with the chosen record and writes `customers.*` into the task (ID-12). `record` null unlinks: our
 * names leave the task's `customers.*`, and nothing else changes.
 */
export const linkCustomerRequest = z.object({
  taskSid,
  record: chosenRecord.nullable(),
  /** True once the agent was asked whether the caller's address is this customer's from now on (ID-14). */
  keepAddress: z.stringbool().or(z.boolean()).default(false),
});
export const linkCustomerResponse = z.object({
  /** Null after unlinking. */
  customer: customer.nullable(),
  /** Whether the caller's address leads to this customer now; false for one that belongs to another, or to nobody. */
  addressKept: z.boolean(),
  /** Whether this agent may take the address away from the customer again: they kept it themselves in the last 24 hours (ID-17). */
  mayRelease: z.boolean(),
  /** The task's attributes after the merge, as TaskRouter now holds them. */
  attributes: z.record(z.string(), z.unknown()),
});
export type LinkCustomerResponse = z.infer<typeof linkCustomerResponse>;

import { z } from 'zod';
import { taskSid } from './common';
import { chosenRecord, customer } from './customers';

/** Links the task's caller with the chosen record and writes `customers.*` into the task (ID-12). */
export const linkCustomerRequest = z.object({ taskSid, record: chosenRecord });
export const linkCustomerResponse = z.object({
  customer,
  /** The task's attributes after the merge, as TaskRouter now holds them. */
  attributes: z.record(z.string(), z.unknown()),
});
export type LinkCustomerResponse = z.infer<typeof linkCustomerResponse>;

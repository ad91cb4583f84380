import { z } from 'zod';
import { customerId, identity, instant, taskSid } from './common';
import { customer } from './customers';

const who = z.object({ sid: z.string(), name: z.string() });

/** What leads to a customer: its addresses, and the customers that were merged into it (ID-14). */
export const joinedRequest = z.object({ customerId });
export const joinedResponse = z.object({
  customer,
  /** At most 200. `kept`: an agent said that it is the customer's; null: it came with a record or a contact. */
  addresses: z.array(z.object({ identity, kept: z.object({ by: who, at: instant }).nullable() })),
  /** Newest first. Those from before merges could be undone are not here. */
  merges: z.array(
    z.object({
      mergedId: customerId,
      /** As the customer was called, else its number or address; null where it had none. */
      name: z.string().nullable(),
      at: instant,
      by: who,
    }),
  ),
});
export type JoinedCustomers = z.infer<typeof joinedResponse>;

/** Undoes a merge (ID-17). Repeat it until `done`: each call moves what it has time for. */
export const splitRequest = z.object({
  /** The customer that was kept. */
  customerId,
  /** The one that became a pointer to it. */
  mergedId: customerId,
  taskSid: taskSid.optional(),
});
export const splitResponse = z.object({
  customer,
  /** The customer that is there again. */
  restored: customer,
  /** Interactions moved back by this call. */
  moved: z.number().int(),
  done: z.boolean(),
});
export type SplitResponse = z.infer<typeof splitResponse>;

/** Takes an address away from the customer it leads to (ID-17). A nameless caller's history that came with it goes with it. */
export const releaseRequest = z.object({
  customerId,
  /** As a look-up or the list of what was joined told it. */
  identity: identity.pick({ kind: true, value: true }),
  taskSid: taskSid.optional(),
});
export const releaseResponse = z.object({ customer });

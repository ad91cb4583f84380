import { z } from 'zod';
import { MAX_NOTE, MAX_SEARCH_TEXT } from '../limits';
import { customerId, instant } from './common';
import { customer } from './customers';

/** Customers that are one person. */
const customerIds = z.array(customerId).min(1).max(10);
const who = z.object({ sid: z.string(), name: z.string() });
/** Kind of what is held, as the store's collections are called → how many. */
const counts = z.record(z.string(), z.number().int());

const legalHold = z.object({ by: who, at: instant, note: z.string() });
export type LegalHold = z.infer<typeof legalHold>;

/** Whom a text means, and what is held of each (PR-1). */
export const findPersonRequest = z.object({
  /** A phone in any notation, an email address, a customer number or a whole name; kept nowhere. */
  text: z.string().trim().min(1).max(MAX_SEARCH_TEXT),
});
export const findPersonResponse = z.object({
  /** At most 10. */
  people: z.array(
    z.object({
      customer,
      held: counts,
      /** On this customer, or on one merged into it. */
      hold: legalHold.nullable(),
      /** Others of the list that share a Salesforce record, a phone or an address with this one: perhaps the same person. */
      sameAs: z.array(customerId),
    }),
  ),
  more: z.boolean(),
  /** Erasures that were not finished: erase the same customers again to go on. */
  unfinished: z.array(z.object({ customerIds, at: instant, by: who })),
});
export type FoundPeople = z.infer<typeof findPersonResponse>;

/** All that is held of a person, page by page. */
export const exportPersonRequest = z.object({
  customerIds,
  /** Opaque, from `nextCursor` of the page before. */
  cursor: z.string().max(2_400).optional(),
});
export const exportPersonResponse = z.object({
  documents: z.array(z.object({ kind: z.string(), id: z.string(), content: z.record(z.string(), z.unknown()) })),
  nextCursor: z.string().nullable(),
});
export type ExportedPage = z.infer<typeof exportPersonResponse>;

/** Places a legal hold (PR-6), or lifts it with `note: null`. Repeat it, the same, until `isSettled`. */
export const holdRequest = z.object({ customerId, note: z.string().trim().min(1).max(MAX_NOTE).nullable() });
export const holdResponse = z.object({
  hold: legalHold.nullable(),
  /** All that would have expired is kept, or expires again. */
  isSettled: z.boolean(),
});

/** Erases a person (PR-1). Repeat it, the same, until the outcome is `erased`: each call does what it has time for. */
export const eraseRequest = z.object({
  customerIds,
  /** `confirmationOf` the first of them, typed. */
  confirm: z.string().trim().min(1).max(MAX_SEARCH_TEXT),
  /** Of whoever asked for it: a number of a letter or a ticket. Letters and digits, so that it is nobody's name by mistake. */
  reference: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$/)
    .nullable()
    .default(null),
});
export const eraseResponse = z.discriminatedUnion('outcome', [
  /** A legal hold is on one of them; nothing was erased. */
  z.object({ outcome: z.literal('held'), hold: legalHold }),
  z.object({ outcome: z.enum(['continues', 'erased']), erased: counts, at: instant }),
]);
export type ErasePersonResponse = z.infer<typeof eraseResponse>;

import { z } from 'zod';
import { accountNumber, address, channel, customerId, identity, instant, salesforceId, sourceFailure, taskSid } from './common';

/** What an agent needs to confirm identity before choosing (ID-5). `key` is stable for the same record of the same source. */
export const match = z.object({
  key: z.string(),
  source: z.enum(['salesforce', 'master']),
  name: z.string(),
  company: z.string().nullable(),
  accountNumber: z.string().nullable(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  /** `matched`: this is the number that was looked up. */
  phones: z.array(z.object({ label: z.string(), value: z.string(), matched: z.boolean() })),
  /** The record's status fields, by API name, as stored. */
  statuses: z.array(z.object({ field: z.string(), value: z.string() })),
  openCases: z.number().int().nullable(),
  orders: z.number().int().nullable(),
  salesforce: z.object({ accountId: salesforceId.nullable(), contactId: salesforceId.nullable(), url: z.string() }).nullable(),
});
export type Match = z.infer<typeof match>;

/** One source's answer. `skipped`: not asked, because the number is withheld or the address is none this source can hold. */
export const sourceMatches = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), matches: z.array(match), total: z.number().int() }),
  z.object({ status: z.literal('failed'), error: sourceFailure }),
  z.object({ status: z.literal('skipped') }),
]);
export type SourceMatches = z.infer<typeof sourceMatches>;

/** The customer as stored with us: known even when Salesforce is down. */
export const customer = z.object({
  customerId,
  name: z.string().nullable(),
  company: z.string().nullable(),
  accountNumber: z.string().nullable(),
  email: z.string().nullable(),
  phones: z.array(z.string()),
  salesforce: z.object({ accountId: salesforceId.nullable(), contactId: salesforceId.nullable(), url: z.string() }).nullable(),
  updatedAt: instant,
});
export type Customer = z.infer<typeof customer>;

/** Firestore's part of a look-up. `customer` null: nobody has been linked to this identity yet. */
export const storedCustomer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), customer: customer.nullable() }),
  z.object({ status: z.literal('failed'), error: sourceFailure }),
  z.object({ status: z.literal('skipped') }),
]);

export const lookupRequest = z.object({ address, channel: channel.default('voice'), taskSid: taskSid.optional() });
export const lookupResponse = z.object({
  identity,
  stored: storedCustomer,
  salesforce: sourceMatches,
  master: sourceMatches,
});
export type LookupResponse = z.infer<typeof lookupResponse>;

/** The record an agent chose, by its ids alone: the server reads the record again and trusts no name from the browser. */
export const chosenRecord = z.discriminatedUnion('source', [
  z.object({ source: z.literal('salesforce'), contactId: salesforceId.nullable(), accountId: salesforceId.nullable() }),
  z.object({ source: z.literal('master'), accountNumber }),
  z.object({ source: z.literal('stored'), customerId }),
]);
export type ChosenRecord = z.infer<typeof chosenRecord>;

import { z } from 'zod';
import { MAX_SEARCH_TEXT } from '../limits';
import { accountNumber, address, channel, customerId, identity, instant, salesforceId, sourceFailure, taskSid } from './common';

/**
 * Where a record opens in Salesforce. A Lead has neither contact nor account; beside a contact, `leadId` is the Lead that became it.
 */
const salesforceRecord = z.object({
  accountId: salesforceId.nullable(),
  contactId: salesforceId.nullable(),
  leadId: salesforceId.optional(),
  url: z.string(),
});

/** What an agent needs to confirm identity before choosing (ID-5). `key` is stable for the same record of the same source. */
export const match = z.object({
  key: z.string(),
  source: z.enum(['salesforce', 'master']),
  name: z.string(),
  company: z.string().nullable(),
  accountNumber: z.string().nullable(),
  address: z.string().nullable(),
  /** ISO 3166 of the record's own country, where it names one: its phones' national notation. */
  region: z.string().length(2).optional(),
  email: z.string().nullable(),
  /** `matched`: this is the number that was looked up. */
  phones: z.array(z.object({ label: z.string(), value: z.string(), matched: z.boolean() })),
  /** The record's status fields, by API name, as stored. */
  statuses: z.array(z.object({ field: z.string(), value: z.string() })),
  openCases: z.number().int().nullable(),
  orders: z.number().int().nullable(),
  salesforce: salesforceRecord.nullable(),
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
  salesforce: salesforceRecord.nullable(),
  updatedAt: instant,
});
export type Customer = z.infer<typeof customer>;

/** Firestore's part of a look-up. `customer` null: nobody has been linked to this identity yet. */
export const storedCustomer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), customer: customer.nullable() }),
  z.object({ status: z.literal('failed'), error: sourceFailure }),
  z.object({ status: z.literal('skipped') }),
]);

export const lookupRequest = z.object({
  address,
  channel: channel.default('voice'),
  taskSid: taskSid.optional(),
  /** One source alone, the others are `skipped`: asked at once, one request each, none waits for a slower one (ID-13). All when absent. */
  section: z.enum(['stored', 'salesforce', 'master']).optional(),
});
export const lookupResponse = z.object({
  identity,
  stored: storedCustomer,
  salesforce: sourceMatches,
  master: sourceMatches,
});
export type LookupResponse = z.infer<typeof lookupResponse>;

/** The record an agent chose, by its ids alone: the server reads the record again and trusts no name from the browser. */
export const chosenRecord = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('salesforce'),
    contactId: salesforceId.nullable(),
    accountId: salesforceId.nullable(),
    leadId: salesforceId.optional(),
  }),
  z.object({ source: z.literal('master'), accountNumber }),
  z.object({ source: z.literal('stored'), customerId }),
]);
export type ChosenRecord = z.infer<typeof chosenRecord>;

const searchText = z.string().trim().max(MAX_SEARCH_TEXT).optional();

/** The query pane's fields (ID-8): one is enough, several narrow. Case, accents and character width do not matter. */
export const searchRequest = z
  .object({
    name: searchText,
    email: searchText,
    accountNumber: searchText,
    company: searchText,
    postalCode: searchText,
    phone: searchText,
    taskSid: taskSid.optional(),
  })
  .refine(({ taskSid: _taskSid, ...fields }) => Object.values(fields).some((text) => text), {
    message: 'one_required',
    path: ['name'],
  });
/** A record found, with every source that holds it: one row when the external id says that two records are one customer. */
export const searchResult = match.extend({ sources: z.array(z.enum(['salesforce', 'master'])).min(1) });
export type SearchResult = z.infer<typeof searchResult>;
const searchedSource = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), total: z.number().int() }),
  z.object({ status: z.literal('failed'), error: sourceFailure }),
  z.object({ status: z.literal('skipped') }),
]);
export const searchResponse = z.object({
  /** Best first, at most 20. */
  results: z.array(searchResult),
  salesforce: searchedSource,
  master: searchedSource,
});
export type SearchResponse = z.infer<typeof searchResponse>;

/** The master's record in full (ID-9). Empty columns are null. */
export const masterRecord = z.object({
  accountNumber: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phones: z.array(z.object({ label: z.string(), value: z.string() })),
  billingAddress: z.string().nullable(),
  serviceAddress: z.string().nullable(),
  segment: z.string().nullable(),
  type: z.string().nullable(),
  status: z.string().nullable(),
  language: z.string().nullable(),
  services: z.string().nullable(),
  billingCycle: z.string().nullable(),
  paymentMethod: z.string().nullable(),
  /** In the master's currency; decimal text, as stored. */
  amountDue: z.string().nullable(),
  lastPayment: z.object({ amount: z.string().nullable(), date: z.iso.date().nullable() }).nullable(),
  /** Null for the accounts that have none. */
  primaryContact: z
    .object({
      contactId: z.string(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      fullName: z.string().nullable(),
      email: z.string().nullable(),
      phones: z.array(z.object({ label: z.string(), value: z.string() })),
    })
    .nullable(),
});
export type MasterRecord = z.infer<typeof masterRecord>;
export const masterRecordRequest = z.object({ accountNumber, taskSid: taskSid.optional() });
/** `inSalesforce`: the record under the same customer number; unknown (null) when Salesforce isn't responding or has none, told apart by `salesforce`. */
export const masterRecordResponse = z.object({
  record: masterRecord,
  inSalesforce: match.nullable(),
  salesforce: z.enum(['ok', 'failed', 'skipped']),
});
export type MasterRecordResponse = z.infer<typeof masterRecordResponse>;

export const importRequest = z.object({
  taskSid,
  accountNumber,
  /** True once the agent has seen Salesforce's duplicates and wants a record of its own all the same. */
  allowDuplicates: z.stringbool().or(z.boolean()).default(false),
});
export const importResponse = z.discriminatedUnion('outcome', [
  /** `created`: the account is new; `updated`: it was there under this number, perhaps since a second ago. */
  z.object({
    outcome: z.enum(['created', 'updated']),
    match,
    /** Fields that the org refuses the master's value of, by Salesforce's names: everything else was written. */
    leftOut: z.array(z.string()),
  }),
  /** Salesforce's duplicate rules object: nothing was written; choose one of these or allow duplicates. */
  z.object({ outcome: z.literal('duplicates'), duplicates: z.array(match) }),
]);
export type ImportResponse = z.infer<typeof importResponse>;

/** A new customer's fields (ID-10). Checked by the server's rules, not by this schema: so that every invalid field is told of at once. */
const newText = z.string().trim().max(1_000).default('');
export const createRequest = z.object({
  taskSid,
  firstName: newText,
  lastName: newText,
  company: newText,
  phone: newText,
  email: newText,
  accountNumber: newText,
});
export const createResponse = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('created'),
    customer,
    /** Whether the customer is in Salesforce too, where the deployment wants that; `failed` says why and can be tried again. */
    salesforce: z.discriminatedUnion('status', [
      z.object({ status: z.enum(['ok', 'off']) }),
      z.object({ status: z.literal('failed'), error: sourceFailure }),
    ]),
    attributes: z.record(z.string(), z.unknown()),
  }),
  /** An identity is taken: nothing was made; here is whose it is. */
  z.object({ outcome: z.literal('taken'), field: z.enum(['phone', 'email', 'accountNumber']), existing: customer }),
  /** Salesforce or the master has it, though nobody of theirs has been linked yet: nothing was made; the records, best first, at most 3. */
  z.object({ outcome: z.literal('held'), field: z.enum(['phone', 'email', 'accountNumber']), matches: z.array(match).min(1) }),
]);
export type CreateResponse = z.infer<typeof createResponse>;

/**
 * Customers stored with us, for who merges two (ID-14): by phone in any notation, e-mail address, customer number, or the whole
 * name as it is stored.
 */
export const storedRequest = z.object({
  text: z.string().trim().min(1).max(MAX_SEARCH_TEXT),
});
export const storedResponse = z.object({
  /** Longest history first, at most 20; never one that was merged into another. */
  customers: z.array(z.object({ customer, interactionCount: z.number().int() })),
  /** Whether more than these were found: the text is too general to choose by. */
  more: z.boolean(),
});
export type StoredResponse = z.infer<typeof storedResponse>;

/** Two customers found to be one (ID-14). Repeat it until `done`: each call moves what it has time for. */
export const mergeRequest = z.object({
  /** The customer to keep. */
  customerId,
  /** The one that becomes a pointer to it. */
  duplicateId: customerId,
});
export const mergeResponse = z.object({
  customer,
  /** Interactions moved by this call. */
  moved: z.number().int(),
  done: z.boolean(),
});

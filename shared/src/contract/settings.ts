import { z } from 'zod';
import { INSIGHTS_SOURCES, mappingIssues } from '../insights';
import { instant } from './common';
import { NEW_CUSTOMER_FIELDS } from './customers';
import { revision } from './reason-codes';

/**
 * What supervisors and admins may set without a redeploy (AD-5). A setting left out stands as deployed: its value is the
 * environment's, or the product's default. Each key's explanation is the plugin's, in every language.
 */
export const settings = z
  .object({
    /** Fields a new customer must have (ID-10). */
    requiredCustomerFields: z.array(z.enum(NEW_CUSTOMER_FIELDS)).min(1, 'needs one field at least'),
    /** Entries in the first page of a history (IH-1). */
    pageSize: z.number().int().min(1).max(50),
    /** ISO 3166, of phone numbers in national notation (ID-1). */
    defaultRegion: z.string().regex(/^[A-Z]{2}$/, 'is no ISO 3166 code such as US'),
    /** Custom phone fields, `Contact.Field__c` or `Account.Field__c` (ID-4). */
    salesforcePhoneFields: z
      .array(z.string().regex(/^(Contact|Account)\.[A-Za-z]\w*$/, 'is no Contact.Field__c or Account.Field__c'))
      .max(20),
    /** How choosing a customer shows the Salesforce record (ID-12). */
    popMode: z.enum(['tab', 'panel', 'off']),
    /** Whether a new customer is made in Salesforce, too (ID-10, SA-1). */
    createInSalesforce: z.boolean(),
    /** Whether a finished interaction is logged in Salesforce as a completed call. */
    logCallToSalesforce: z.boolean(),
    /** The reason of tasks that end without the agent (RC-6). */
    defaultReasonId: z.string().min(1).max(64),
    /** Locales that reason codes are translated into; English always. */
    locales: z
      .array(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is no locale such as ja or pt-BR'))
      .min(1)
      .refine((list) => list.includes('en'), 'must hold en'),
    /** Task attribute → value, over the built-in mapping (OR-2). */
    insightsMapping: z
      .record(z.string(), z.enum(INSIGHTS_SOURCES))
      .superRefine((mapping, check) => mappingIssues(mapping).forEach((message) => check.addIssue({ code: 'custom', message }))),
  })
  .partial();
export type Settings = z.infer<typeof settings>;

export const currentSettingsRequest = z.object({});
export const currentSettingsResponse = z.object({
  /** 0 before the first publication. */
  version: z.number().int(),
  /** What was published, alone. */
  published: settings,
  /** What holds now: published over deployed. */
  effective: settings,
});
export type CurrentSettings = z.infer<typeof currentSettingsResponse>;

export const publishSettingsRequest = z.object({
  baseVersion: z.coerce.number().int().nonnegative(),
  settings,
  note: z.string().trim().max(500).default(''),
});
export const publishSettingsResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('published'), revision, effective: settings }),
  /** Somebody published since `baseVersion`: nothing was written. */
  z.object({ outcome: z.literal('stale'), current: settings, version: z.number().int(), by: revision }),
]);
export type PublishSettingsResponse = z.infer<typeof publishSettingsResponse>;

export const settingsRevisionsRequest = z.object({ before: z.coerce.number().int().optional() });
/** Newest first, 20 a page, each with what it published. */
export const settingsRevisionsResponse = z.object({
  revisions: z.array(revision.extend({ settings, publishedAt: instant })),
  more: z.boolean(),
});

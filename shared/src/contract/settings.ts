import { isSupportedCountry } from 'libphonenumber-js/min';
import { z } from 'zod';
import { INSIGHTS_SOURCES, mappingIssues } from '../insights/insights';
import {
  CENTRE_NUMBER,
  CODE_ID,
  LOCALE,
  MAX_CENTRE_NUMBERS,
  MAX_LOCALES,
  MAX_NOTE,
  MAX_PHONE_FIELDS,
  MAX_SKILLS,
  NEW_CUSTOMER_FIELDS,
  NUMBER_SETTINGS,
  PHONE_FIELD,
  REGION,
  SKILL,
} from '../limits';
import { POP_MODES, WRAP_UP_POLICIES } from '../settings/settings';
import { isTimeZone } from '../time/day-in';
import { instant } from './common';
import { DECISION_ROLES } from '../settings/settings';
import { revision } from './reason-codes';

const wholeNumber = (name: keyof typeof NUMBER_SETTINGS) =>
  z
    .number('not_a_whole_number')
    .int('not_a_whole_number')
    .min(NUMBER_SETTINGS[name].min, 'too_small')
    .max(NUMBER_SETTINGS[name].max, 'too_large');

/**
 * What supervisors and admins may set without a redeploy (AD-5). A setting left out stands as deployed: its value is the
 * environment's, or the product's default. Each key's explanation is the plugin's, in every language.
 */
export const settings = z
  .object({
    /** Fields a new customer must have (ID-10). */
    requiredCustomerFields: z.array(z.enum(NEW_CUSTOMER_FIELDS)).min(1),
    /** Entries in the first page of a history (IH-1). */
    pageSize: wholeNumber('pageSize'),
    /** ISO 3166, of phone numbers in national notation (ID-1). */
    defaultRegion: z
      .string()
      .regex(REGION, 'not_a_region')
      .refine((region): boolean => isSupportedCountry(region), 'region_without_phones'),
    /** The centre's own numbers, E.164: nobody's identity, never looked up, kept or shared (ID-1). */
    centreNumbers: z
      .array(z.string().regex(CENTRE_NUMBER, 'not_a_phone'))
      .max(MAX_CENTRE_NUMBERS)
      .refine((list) => new Set(list).size === list.length, 'duplicate'),
    /** Custom phone fields, `Contact.Field__c`, `Account.Field__c` or, where leads are looked for, `Lead.Field__c` (ID-4). */
    salesforcePhoneFields: z
      .array(z.string().regex(PHONE_FIELD, 'not_a_phone_field'))
      .max(MAX_PHONE_FIELDS)
      .refine((list) => new Set(list).size === list.length, 'duplicate'),
    /** How choosing a customer shows the Salesforce record (ID-12). Not published: the Flex configuration's `popMode`, else a tab. */
    popMode: z.enum(POP_MODES),
    /** Look-ups, searches and histories of one worker in a minute, for a task at hand and without one (TR-3). */
    readsWithTask: wholeNumber('readsWithTask'),
    readsWithoutTask: wholeNumber('readsWithoutTask'),
    /** Per cent of the org's daily API calls that the product uses at most (TR-3). */
    salesforceShare: wholeNumber('salesforceShare'),
    /** IANA name: the centre's, which decides the day that an interaction counts under (OR-3). */
    timeZone: z.string().refine(isTimeZone, 'wrong_format'),
    /** Months after which Firestore deletes interactions, audit rows and drafts; 0: never (PR-5). */
    keepInteractions: wholeNumber('keepInteractions'),
    keepAudit: wholeNumber('keepAudit'),
    keepDrafts: wholeNumber('keepDrafts'),
    /** Whether a new customer is made in Salesforce, too (ID-10, SA-1). */
    createInSalesforce: z.boolean(),
    /** Whether a finished interaction is logged in Salesforce as a completed call. */
    logCallToSalesforce: z.boolean(),
    /** What completing a task takes. A reason always (RC-1); `reason-and-comment`: a comment as well, whatever the reason. */
    wrapUpPolicy: z.enum(WRAP_UP_POLICIES),
    /** Who decides what staff decide: eligibility, verification, orders (SV-2). These roles, and whoever has one of the skills. */
    serviceDecisionRoles: z.array(z.enum(DECISION_ROLES)).refine((list) => new Set(list).size === list.length, 'duplicate'),
    serviceDecisionSkills: z
      .array(z.string().regex(SKILL, 'not_a_skill'))
      .max(MAX_SKILLS)
      .refine((list) => new Set(list).size === list.length, 'duplicate'),
    /** The reason of tasks that end without the agent (RC-6): a published code, active, with none below it. */
    defaultReasonId: z.string().regex(CODE_ID, 'not_a_reason_id'),
    /** Locales that reason codes are translated into; English always. */
    locales: z
      .array(z.string().regex(LOCALE, 'not_a_locale'))
      .max(MAX_LOCALES)
      .refine((list) => list.includes('en'), 'english_missing')
      .refine((list) => new Set(list).size === list.length, 'duplicate'),
    /** Task attribute → value, over the deployed mapping (OR-2); null writes that attribute no more. */
    insightsMapping: z
      .record(z.string(), z.enum(INSIGHTS_SOURCES).nullable())
      .superRefine((mapping, check) =>
        mappingIssues(mapping).forEach(({ attribute, code }) =>
          check.addIssue({ code: 'custom', message: code, path: [attribute] }),
        ),
      ),
  })
  .partial();
export type Settings = z.infer<typeof settings>;
export type SettingName = keyof Settings;

export const currentSettingsRequest = z.object({});
export const currentSettingsResponse = z.object({
  /** 0 before the first publication. */
  version: z.number().int(),
  /** What was published, alone. */
  published: settings,
  /** What the environment says, else the product's default: what stands where nothing is published. */
  deployed: settings,
  /** The product's own defaults, whatever the environment says. */
  defaults: settings,
  /** What holds now: published over deployed. */
  effective: settings,
});
export type CurrentSettings = z.infer<typeof currentSettingsResponse>;

export const publishSettingsRequest = z.object({
  baseVersion: z.coerce.number().int().nonnegative(),
  /** Whole: a setting left out goes back to what is deployed. A name that is no setting is refused. */
  settings: settings.strict(),
  note: z.string().trim().max(MAX_NOTE).default(''),
});
/** What only the server can see of a setting: it names something that is not there. A wrong form is an invalid request. */
export const settingIssue = z.object({
  setting: z.enum(Object.keys(settings.shape) as [SettingName, ...SettingName[]]),
  problem: z.enum([
    'unknown-reason',
    'retired-reason',
    'group-reason',
    'needs-salesforce',
    /** A field of Lead, and the environment's SF_LEADS says that the org has none. */
    'needs-salesforce-leads',
    'unknown-salesforce-field',
    /** It is there, and of a type that holds no number: a look-up that asked it for one would be refused. */
    'no-phone-field',
  ]),
  /** The value it concerns: a reason's id, a field's name. */
  value: z.string().optional(),
});
export type SettingIssue = z.infer<typeof settingIssue>;
export const publishSettingsResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('published'), revision, effective: settings }),
  /** Somebody published since `baseVersion`: nothing was written. */
  z.object({ outcome: z.literal('stale'), current: settings, version: z.number().int(), by: revision }),
  z.object({ outcome: z.literal('invalid'), issues: z.array(settingIssue) }),
]);
export type PublishSettingsResponse = z.infer<typeof publishSettingsResponse>;

export const settingsRevisionsRequest = z.object({ before: z.coerce.number().int().optional() });
/** Newest first, 20 a page, each with what it published. */
export const settingsRevisionsResponse = z.object({
  revisions: z.array(revision.extend({ settings, publishedAt: instant })),
  more: z.boolean(),
});

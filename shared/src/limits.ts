/**
 * The numbers and patterns that the server checks and the browser obeys. Without zod, so that the agents' bundle can hold them.
 * Lengths are in UTF-16 units, as a browser's maxlength counts.
 */

/** The longest address accepted anywhere: an email address's limit (RFC 5321), the longest of all kinds. */
export const MAX_ADDRESS = 320;

/** RC-7: a comment is kept whole up to here. */
export const MAX_COMMENT = 4_000;
/** IH-4: an entry can be amended for this long after it was recorded, and no more often than this. */
export const AMEND_HOURS = 24;
export const MAX_AMENDMENTS = 20;

/** Entries in the first page of a history, at most (IH-1): every one of them is a document read. */
export const MAX_PAGE_SIZE = 50;
/** What may be typed to filter a history or to search for customers. */
export const MAX_SEARCH_TEXT = 200;

/** A case's fields in Salesforce (object reference, "Case"). */
export const MAX_CASE_SUBJECT = 255;
export const MAX_CASE_DESCRIPTION = 32_000;

/** Products of one order: with the order and its service they fit one composite request (25 parts). */
export const MAX_ORDER_LINES = 15;
export const MAX_QUANTITY = 99;
/** Of the org's text fields for a check's result and a rejection's message. */
export const MAX_STATUS_TEXT = 255;
/** A Flex skill, as TaskRouter worker attributes name it. */
export const SKILL = /^[^,\s][^,]{0,63}$/;
export const MAX_SKILLS = 20;

/** The fields of a new customer, and those that may be made required (ID-10). */
export const NEW_CUSTOMER_FIELDS = ['firstName', 'lastName', 'company', 'phone', 'email', 'accountNumber'] as const;
export type NewCustomerField = (typeof NEW_CUSTOMER_FIELDS)[number];
/** What Salesforce takes at most (object reference), so that a customer can be registered there. */
export const NEW_CUSTOMER_LENGTHS: Readonly<Record<NewCustomerField, number>> = {
  firstName: 40,
  lastName: 80,
  company: 255,
  phone: 40,
  email: 80,
  accountNumber: 40,
};

/** RC-2: a tree of any size a contact centre could want, far below Firestore's 1 MiB a document. */
export const MAX_CODES = 2_000;
export const MAX_LABEL = 80;
/** Of the tree of reason codes: a path that an agent can read. */
export const MAX_LEVELS = 12;
/** What no line of text may hold: controls, what turns the direction of the text around it, halves of characters, unreadable bytes. */
export const NOT_IN_A_LINE = '\\p{Cc}\\p{Cs}\\ufffd\\u202a-\\u202e\\u2066-\\u2069';
export const MAX_REPORTING_VALUE = 64;
/** What Flex Insights takes. */
export const REPORTING_VALUE = /^[a-z0-9_.-]{1,64}$/;
export const CODE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The note of a publication, of reason codes and of settings. */
export const MAX_NOTE = 500;
/** Revisions in one page of their list. */
export const REVISIONS_PAGE = 20;

/** ISO 3166. */
export const REGION = /^[A-Z]{2}$/;
/** A locale as labels and settings name it: language, then script and region where they matter (ja, pt-BR, zh-Hant, es-419). */
export const LOCALE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/;
export const MAX_LOCALES = 20;
/** A custom phone field, by object: `Contact.Field__c` (ID-4). */
export const PHONE_FIELD = /^(Contact|Account|Lead)\.[A-Za-z]\w*$/;
export const MAX_PHONE_FIELDS = 20;
/** An e-mail address as Salesforce checks it, near enough: one @, a domain with a dot, no space. */
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** E.164, of the centre's own numbers. */
export const CENTRE_NUMBER = /^\+[1-9]\d{4,14}$/;
export const MAX_CENTRE_NUMBERS = 200;

/** Of settings that are numbers: among them reads of a worker in a minute, per cent of the org's daily API calls (TR-3), and months that something is kept (PR-5). */
export const NUMBER_SETTINGS = {
  pageSize: { min: 1, max: MAX_PAGE_SIZE },
  readsWithTask: { min: 20, max: 10_000 },
  readsWithoutTask: { min: 5, max: 10_000 },
  salesforceShare: { min: 5, max: 100 },
  keepInteractions: { min: 0, max: 240 },
  keepAudit: { min: 0, max: 240 },
  keepDrafts: { min: 0, max: 240 },
} as const;

/** A report's span in days, both of its ends counted: 24 months with a leap day. */
export const MAX_REPORT_DAYS = 731;

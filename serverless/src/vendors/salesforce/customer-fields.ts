import type { SalesforceConfig } from '../../config/config';
import type { OrgFacts } from './org-facts';
import { soqlName } from './soql';

export type PhoneFields = SalesforceConfig['phoneFields'];

/** Label and field of every standard phone, best proof of a person first: who calls from a mobile is its owner. */
const CONTACT_PHONES: [field: string, label: string][] = [
  ['MobilePhone', 'Mobile'],
  ['Phone', 'Office'],
  ['HomePhone', 'Home'],
  ['OtherPhone', 'Other'],
  ['AssistantPhone', 'Assistant'],
];
const ACCOUNT_PHONES: [field: string, label: string][] = [['Phone', 'Account']];

/** The org's status fields on Account: what an agent looks at before anything else (ID-5). */
export const STATUS_FIELDS = ['Id_Verification_Status__c', 'Portal_Status__c', 'Internet_Eligibility_Status__c'];
/** The customer number, and the external id of the upsert from the master (ID-9). */
export const ACCOUNT_NUMBER_FIELD = 'SF_Account_No__c';
/** The master's id of a contact: the external id of the upsert (ID-9). A field to deploy: the org's own description has none. */
export const CONTACT_NUMBER_FIELD = 'SF_Contact_No__c';

const LEAD_PHONES: [field: string, label: string][] = [
  ['MobilePhone', 'Mobile'],
  ['Phone', 'Office'],
];

/** What is read of a customer, and which of it are phones. */
export interface CustomerFields {
  contact: string[];
  account: string[];
  contactPhones: [field: string, label: string][];
  accountPhones: [field: string, label: string][];
  /** Null: leads are not looked for. */
  lead: { fields: string[]; phones: [field: string, label: string][] } | null;
  /** The org has person accounts: configured by naming one of their phone fields. */
  personAccounts: boolean;
  /** A configured field may be a plain text field, which a search of phone fields leaves out. */
  searchAllFields: boolean;
}

/** What is read of a customer in this org: what it lacks is left out (OP-6). */
export function customerFields(configured: PhoneFields, facts: OrgFacts): CustomerFields {
  const own = (object: string, fields: string[]): string[] => fields.filter((field) => facts.has(`${object}.${field}`));
  const ownPhones = (object: string, phones: [string, string][]): [string, string][] =>
    phones.filter(([field]) => facts.has(`${object}.${field}`));
  const custom = (fields: string[]): [string, string][] => fields.map((field) => [soqlName(field), labelOf(field)]);
  const contactPhones = ownPhones('Contact', [...CONTACT_PHONES, ...custom(configured.Contact)]);
  const accountPhones = ownPhones('Account', [...ACCOUNT_PHONES, ...custom(configured.Account)]);
  const hasLeads = configured.Lead !== undefined && facts.has('Lead');
  const leadPhones = hasLeads ? ownPhones('Lead', [...LEAD_PHONES, ...custom(configured.Lead ?? [])]) : [];
  const personAccounts = configured.Account.some((field) => /^Person[A-Z]/.test(field)) && facts.has('Account.PersonEmail');
  return {
    contact: own('Contact', [
      'Id',
      'Name',
      'AccountId',
      'Email',
      ...address('Mailing'),
      ...contactPhones.map(([field]) => field),
    ]),
    account: own('Account', [
      'Id',
      'Name',
      ACCOUNT_NUMBER_FIELD,
      ...STATUS_FIELDS,
      ...address('Billing'),
      ...accountPhones.map(([field]) => field),
      ...(personAccounts ? ['PersonEmail'] : []),
    ]),
    contactPhones,
    accountPhones,
    lead: hasLeads
      ? {
          fields: own('Lead', [
            'Id',
            'Name',
            'Company',
            'Email',
            'Status',
            ...address(''),
            ...leadPhones.map(([field]) => field),
          ]),
          phones: leadPhones,
        }
      : null,
    personAccounts,
    searchAllFields: [...configured.Contact, ...configured.Account, ...(configured.Lead ?? [])].some((field) =>
      field.endsWith('__c'),
    ),
  };
}

/** The contact's own fields and its account's. */
export function contactSelection(fields: CustomerFields): string {
  return [...fields.contact, ...fields.account.map((field) => `Account.${field}`)].join(', ');
}

const address = (kind: string): string[] => ['Street', 'City', 'State', 'PostalCode', 'Country'].map((part) => kind + part);

/** PersonMobilePhone → Mobile, Second_Phone__c → Second Phone. */
const labelOf = (field: string): string =>
  field
    .replace(/__c$/, '')
    .replace(/^Person(?=[A-Z])/, '')
    .replace(/(?<=[a-z])Phone$/, '')
    .replace(/_/g, ' ')
    .trim();

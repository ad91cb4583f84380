import type { Match } from '@interaction-history/shared/src/contract/customers';
import { countryOf } from '@interaction-history/shared/src/phones/countries';
import { holdsPhone } from '@interaction-history/shared/src/phones/stored-phones';
import { ACCOUNT_NUMBER_FIELD, STATUS_FIELDS, type CustomerFields } from './customer-fields';

export type Row = Record<string, unknown>;

/** The number that was looked up, to be recognised in a phone field. `e164` null: nothing was looked up by phone. */
export interface PhoneQuery {
  e164: string | null;
  /** ISO 3166, the configured region: see `holdsPhone`. */
  home: string;
}

/** What a row needs to become a card. */
export interface CardView {
  fields: CustomerFields;
  query: PhoneQuery;
  /** Where the org's record pages are. */
  instanceUrl: string;
}

/** Counts of the account's cases and orders; null where they were not read. */
export interface Counts {
  openCases: number | null;
  orders: number | null;
}

/** A contact with its account, or an account alone, as the card an agent confirms identity on (ID-5). */
export function toMatch(contact: Row | null, account: Row | null, { fields, query, instanceUrl }: CardView): Match {
  const [mailing, billing] = [countryOf(text(contact?.MailingCountry)), countryOf(text(account?.BillingCountry))];
  const region = mailing ?? billing;
  const phones = [
    ...(contact === null ? [] : phonesOf(contact, fields.contactPhones, query, region)),
    ...(account === null ? [] : phonesOf(account, fields.accountPhones, query, billing ?? mailing)),
  ];
  const [contactId, accountId] = [text(contact?.Id), text(account?.Id) ?? text(contact?.AccountId)];
  const name = text(contact?.Name) ?? text(account?.Name) ?? '';
  const company = text(account?.Name);
  const page = contactId === null ? `Account/${accountId ?? ''}` : `Contact/${contactId}`;
  return {
    key: `salesforce:${contactId ?? accountId ?? ''}`,
    source: 'salesforce',
    name,
    // A private customer's account bears the person's own name: no company
    company: company === name ? null : company,
    accountNumber: text(account?.[ACCOUNT_NUMBER_FIELD]),
    address: addressOf(contact, 'Mailing') ?? addressOf(account, 'Billing'),
    ...(region === null ? {} : { region }),
    email: text(contact?.Email) ?? text(account?.PersonEmail),
    phones: phones.filter((one, at) => phones.findIndex((other) => other.value === one.value) === at),
    statuses: STATUS_FIELDS.flatMap((field) => {
      const value = text(account?.[field]);
      return value === null ? [] : [{ field, value }];
    }),
    openCases: null,
    orders: null,
    salesforce: { accountId, contactId, url: `${instanceUrl}/lightning/r/${page}/view` },
  };
}

/** Best first: a contact before a bare account and a lead, the matched phone's rank, then who is being served: open cases, orders. */
export function bestFirst(a: Match, b: Match): number {
  const rank = (one: Match): number => one.phones.findIndex((phone) => phone.matched) + 1 || 99;
  return (
    Number(a.salesforce?.contactId === null) - Number(b.salesforce?.contactId === null) ||
    (b.openCases ?? 0) - (a.openCases ?? 0) ||
    rank(a) - rank(b) ||
    (b.orders ?? 0) - (a.orders ?? 0) ||
    a.name.localeCompare(b.name) ||
    a.key.localeCompare(b.key)
  );
}

/** @param own ISO 3166 of the record's own country, where it names one */
export function phonesOf(
  row: Row,
  labelled: [field: string, label: string][],
  { e164, home }: PhoneQuery,
  own: string | null,
): Match['phones'] {
  return labelled.flatMap(([field, label]) => {
    const value = text(row[field]);
    if (value === null) return [];
    return [{ label, value, matched: e164 !== null && holdsPhone(value, e164, { home, own }) }];
  });
}

/** @param kind '' for a Lead, which has one address */
export function addressOf(row: Row | null, kind: 'Mailing' | 'Billing' | ''): string | null {
  if (row === null) return null;
  const part = (name: string): string | null => text(row[kind + name]);
  const region = [part('State'), part('PostalCode')].filter(Boolean).join(' ');
  const line = [part('Street')?.replace(/\s*\n\s*/g, ', '), part('City'), region].filter(Boolean).join(', ');
  return line === '' ? null : line;
}

export const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

import type { Match } from '@interaction-history/shared/src/contract/customers';
import { countryOf } from '@interaction-history/shared/src/phones/countries';
import { holdsPhone } from '@interaction-history/shared/src/phones/stored-phones';

/** An account with one of its contacts, or with none (`contact_id` null). Columns as in `serverless/master/schema.sql`. */
export interface MasterRow {
  account_number: string;
  name: string;
  phone: string | null;
  mobile_phone: string | null;
  other_phone: string | null;
  email: string | null;
  billing_street: string | null;
  billing_city: string | null;
  billing_state: string | null;
  billing_postal_code: string | null;
  billing_country: string | null;
  segment: string | null;
  status: string | null;
  contact_id: string | null;
  first_name: string | null;
  last_name: string | null;
  full_name: string | null;
  contact_email: string | null;
  contact_phone: string | null;
  contact_mobile_phone: string | null;
  contact_home_phone: string | null;
}

/** The columns of MasterRow, of `account a` and `contact c`. */
export const MASTER_COLUMNS = `a.account_number, a.name, a.phone, a.mobile_phone, a.other_phone, a.email,
  a.billing_street, a.billing_city, a.billing_state, a.billing_postal_code, a.billing_country, a.segment, a.status,
  c.contact_id, c.first_name, c.last_name, c.full_name, c.email AS contact_email,
  c.phone AS contact_phone, c.mobile_phone AS contact_mobile_phone, c.home_phone AS contact_home_phone`;

const PHONES: [column: keyof MasterRow, label: string][] = [
  ['contact_mobile_phone', 'Mobile'],
  ['contact_phone', 'Office'],
  ['contact_home_phone', 'Home'],
  ['mobile_phone', 'Account mobile'],
  ['phone', 'Account'],
  ['other_phone', 'Account other'],
];

/** @param phoneQuery the number that was looked up and the configured region; null: nothing was looked up by phone */
export function toMatch(row: MasterRow, phoneQuery: { e164: string; home: string } | null): Match {
  const person = row.full_name ?? ([row.first_name, row.last_name].filter(Boolean).join(' ') || null);
  const name = person ?? row.name;
  const own = countryOf(row.billing_country);
  const phones = PHONES.flatMap(([column, label]) => {
    const value = row[column];
    if (value === null || value.trim() === '') return [];
    const matched = phoneQuery !== null && holdsPhone(value, phoneQuery.e164, { home: phoneQuery.home, own });
    return [{ label, value, matched }];
  });
  const region = [row.billing_state, row.billing_postal_code].filter(Boolean).join(' ');
  return {
    key: `master:${row.account_number}`,
    source: 'master',
    name,
    // A private customer's account bears the person's own name: no company
    company: name.includes(row.name) ? null : row.name,
    accountNumber: row.account_number,
    address: [row.billing_street, row.billing_city, region].filter(Boolean).join(', ') || null,
    ...(own === null ? {} : { region: own }),
    email: row.contact_email ?? row.email,
    phones: phones.filter((one, at) => phones.findIndex((other) => other.value === one.value) === at),
    statuses: (['status', 'segment'] as const).flatMap((field) => (row[field] === null ? [] : [{ field, value: row[field] }])),
    openCases: null,
    orders: null,
    salesforce: null,
  };
}

/** One card an account: the contact whose own number matched before the primary contact, active accounts before others. */
export function oneAnAccount(matches: readonly Match[]): Match[] {
  const rank = (match: Match): number => match.phones.findIndex((phone) => phone.matched);
  const active = (match: Match): number =>
    Number(match.statuses.some(({ field, value }) => field === 'status' && value !== 'Active'));
  const byKey = new Map<string, Match>();
  for (const match of matches) {
    const present = byKey.get(match.key);
    if (present === undefined || rank(match) < rank(present)) byKey.set(match.key, match);
  }
  return [...byKey.values()].sort(
    (a, b) => active(a) - active(b) || rank(a) - rank(b) || a.name.localeCompare(b.name) || a.key.localeCompare(b.key),
  );
}

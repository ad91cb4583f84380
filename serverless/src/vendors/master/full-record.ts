import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import type { MasterPool } from './pool';

/** An account with every column, and its primary contact's. Numbers and dates as text, as stored. */
interface FullRow {
  account_number: string;
  name: string;
  [column: string]: string | null;
}

const FULL = `
SELECT a.account_number, a.name, a.phone, a.mobile_phone, a.other_phone, a.email,
       a.billing_street, a.billing_city, a.billing_state, a.billing_postal_code, a.billing_country,
       a.service_street, a.service_city, a.service_state, a.service_postal_code, a.service_country,
       a.segment, a.account_type, a.status, a.language, a.services, a.billing_cycle, a.payment_method,
       a.amount_due::text, a.last_payment_amount::text, a.last_payment_date::text,
       c.contact_id, c.first_name, c.last_name, c.full_name, c.email AS contact_email,
       c.phone AS contact_phone, c.mobile_phone AS contact_mobile_phone, c.home_phone AS contact_home_phone
  FROM account a LEFT JOIN contact c ON c.contact_id = a.primary_contact_id
 WHERE a.account_number = $1`;

/** A postal address in its parts, as Salesforce wants it. */
export interface AddressParts {
  street: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
}
export interface FullRecord {
  record: MasterRecord;
  billing: AddressParts;
}

/**
 * Everything the master holds of an account, with its primary contact; null when there is no such account (ID-9).
 * @throws UpstreamError
 */
export async function readFullRecord(pool: MasterPool, accountNumber: string, deadline: Deadline): Promise<FullRecord | null> {
  const [row] = await pool.query<FullRow>(FULL, [accountNumber], deadline);
  return row === undefined ? null : { record: toRecord(row), billing: address(row, 'billing') };
}

function toRecord(row: FullRow): MasterRecord {
  const text = (column: string): string | null => row[column]?.trim() || null;
  const paid = { amount: text('last_payment_amount'), date: text('last_payment_date') };
  return {
    accountNumber: row.account_number,
    name: row.name,
    email: text('email'),
    phones: phones(row, { Mobile: 'mobile_phone', Main: 'phone', Other: 'other_phone' }),
    billingAddress: line(address(row, 'billing')),
    serviceAddress: line(address(row, 'service')),
    segment: text('segment'),
    type: text('account_type'),
    status: text('status'),
    language: text('language'),
    services: text('services'),
    billingCycle: text('billing_cycle'),
    paymentMethod: text('payment_method'),
    amountDue: text('amount_due'),
    lastPayment: paid.amount === null && paid.date === null ? null : paid,
    primaryContact: row.contact_id ? contact(row, row.contact_id) : null,
  };
}

function contact(row: FullRow, contactId: string): NonNullable<MasterRecord['primaryContact']> {
  return {
    contactId,
    // An empty text is what some sources have for none
    firstName: row.first_name?.trim() || null,
    lastName: row.last_name?.trim() || null,
    fullName: row.full_name?.trim() || null,
    email: row.contact_email?.trim() || null,
    phones: phones(row, { Mobile: 'contact_mobile_phone', Office: 'contact_phone', Home: 'contact_home_phone' }),
  };
}

function phones(row: FullRow, labelled: Record<string, string>): MasterRecord['phones'] {
  return Object.entries(labelled).flatMap(([label, column]) => {
    const value = row[column]?.trim();
    return value ? [{ label, value }] : [];
  });
}

const address = (row: FullRow, kind: 'billing' | 'service'): AddressParts => ({
  street: row[`${kind}_street`] ?? null,
  city: row[`${kind}_city`] ?? null,
  state: row[`${kind}_state`] ?? null,
  postalCode: row[`${kind}_postal_code`] ?? null,
  country: row[`${kind}_country`] ?? null,
});

function line({ street, city, state, postalCode, country }: AddressParts): string | null {
  const region = [state, postalCode].filter(Boolean).join(' ');
  return [street, city, region, country].filter(Boolean).join(', ') || null;
}

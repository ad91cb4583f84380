import { cut } from '@interaction-history/shared/src/insights/insights';
import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import { storedPhones } from '@interaction-history/shared/src/phones/stored-phones';
import type { FullRecord } from '../master/full-record';

/** Salesforce's own lengths (object reference). */
const LENGTHS = {
  name: 255,
  firstName: 40,
  lastName: 80,
  phone: 40,
  street: 255,
  city: 40,
  state: 80,
  postalCode: 20,
  country: 80,
};

type Contact = NonNullable<MasterRecord['primaryContact']>;

/** What an import writes on the Account. What the master does not know is left out: it wipes nothing in Salesforce. */
export function accountFields({ record, billing }: FullRecord): Record<string, string> {
  return present({
    Name: cut(record.name, LENGTHS.name),
    Phone: phone(record.phones[0]?.value),
    BillingStreet: text(billing.street, LENGTHS.street),
    BillingCity: text(billing.city, LENGTHS.city),
    BillingState: text(billing.state, LENGTHS.state),
    BillingPostalCode: text(billing.postalCode, LENGTHS.postalCode),
    BillingCountry: text(billing.country, LENGTHS.country),
  });
}

/** @param accountName the name of a contact that has none */
export function contactFields(contact: Contact, accountName: string): Record<string, string> {
  const labelled = (label: string): string | undefined => contact.phones.find((one) => one.label === label)?.value;
  return present({
    FirstName: contact.lastName === null ? undefined : text(contact.firstName, LENGTHS.firstName),
    LastName: cut(contact.lastName ?? contact.fullName ?? contact.firstName ?? accountName, LENGTHS.lastName),
    Email: contact.email ?? undefined,
    MobilePhone: phone(labelled('Mobile')),
    Phone: phone(labelled('Office')),
    HomePhone: phone(labelled('Home')),
  });
}

/** A field of several numbers is longer than Salesforce's: its first number goes there whole, rather than a cut one. */
const phone = (value: string | undefined): string | undefined =>
  value === undefined || value.length <= LENGTHS.phone ? value : storedPhones(value, { home: 'ZZ' })[0];

const text = (value: string | null, length: number): string | undefined => (value ? cut(value, length) : undefined);

const present = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));

import { cut } from '@interaction-history/shared/src/insights/insights';
import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import { EMAIL } from '@interaction-history/shared/src/limits';
import { countryOf } from '@interaction-history/shared/src/phones/countries';
import { storedPhones, type Notation } from '@interaction-history/shared/src/phones/stored-phones';
import type { FullRecord } from '../master/full-record';

/** Salesforce's own lengths (object reference). */
const LENGTHS = {
  name: 255,
  firstName: 40,
  lastName: 80,
  email: 80,
  phone: 40,
  street: 255,
  city: 40,
  state: 80,
  postalCode: 20,
  country: 80,
};

export interface ImportFields {
  account: Record<string, string>;
  /** Null: an account without a person. */
  contact: Record<string, string> | null;
  /** Fields whose value Salesforce cannot hold, by its names. */
  leftOut: string[];
}

/**
 * What an import writes. What the master does not know is left out: it wipes nothing in Salesforce.
 * @param home ISO 3166 of national notations, where the record names no country
 */
export function importFields({ record, billing }: FullRecord, home: string): ImportFields {
  const leftOut: string[] = [];
  const notation: Notation = { home, own: countryOf(billing.country) };
  const kept = (field: string, value: string | undefined, held: string | undefined): string | undefined => {
    if (value && !held) leftOut.push(field);
    return held;
  };
  const phone = (field: string, value: string | undefined): string | undefined => kept(field, value, onePhone(value, notation));
  const person = record.primaryContact;
  const account = present({
    Name: cut(record.name.trim() || (person === null ? record.accountNumber : personName(person)), LENGTHS.name),
    Phone: phone('Phone', record.phones[0]?.value),
    BillingStreet: text(billing.street, LENGTHS.street),
    BillingCity: text(billing.city, LENGTHS.city),
    BillingState: text(billing.state, LENGTHS.state),
    BillingPostalCode: text(billing.postalCode, LENGTHS.postalCode),
    BillingCountry: text(billing.country, LENGTHS.country),
  });
  if (person === null) return { account, contact: null, leftOut };
  const labelled = (label: string): string | undefined => person.phones.find((one) => one.label === label)?.value;
  const contact = present({
    FirstName: person.lastName === null ? undefined : text(person.firstName, LENGTHS.firstName),
    LastName: cut(
      person.lastName ?? person.fullName ?? person.firstName ?? (record.name.trim() || record.accountNumber),
      LENGTHS.lastName,
    ),
    Email: kept('Email', person.email ?? undefined, validEmail(person.email)),
    MobilePhone: phone('MobilePhone', labelled('Mobile')),
    Phone: phone('Phone', labelled('Office')),
    HomePhone: phone('HomePhone', labelled('Home')),
  });
  return { account, contact, leftOut };
}

const AS_PERSON: Record<string, string> = {
  Email: 'PersonEmail',
  MobilePhone: 'PersonMobilePhone',
  HomePhone: 'PersonHomePhone',
};

/** The same for an account that is a person (Person Accounts): its name is the person's, and there is no contact beside it. */
export function personAccountFields({ account, contact }: ImportFields): Record<string, string> {
  const { Name: _made, ...rest } = account;
  const person = contact ?? { LastName: account.Name ?? '' };
  return { ...rest, ...Object.fromEntries(Object.entries(person).map(([field, value]) => [AS_PERSON[field] ?? field, value])) };
}

const personName = (person: NonNullable<MasterRecord['primaryContact']>): string =>
  person.fullName ?? [person.firstName, person.lastName].filter(Boolean).join(' ');

/** `n/a` is no address, and Salesforce would refuse the whole record for it. */
const validEmail = (email: string | null): string | undefined =>
  email !== null && email.length <= LENGTHS.email && EMAIL.test(email) ? email : undefined;

/** A field of several numbers is longer than Salesforce's: its first number goes there whole, rather than a cut one. */
const onePhone = (value: string | undefined, notation: Notation): string | undefined =>
  value === undefined || value.length <= LENGTHS.phone ? value : storedPhones(value, notation)[0];

const text = (value: string | null, length: number): string | undefined =>
  value?.trim() ? cut(value.trim(), length) : undefined;

const present = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));

import type { CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import { ACCOUNT_NUMBER_FIELD, contactSelection, type CustomerFields } from './customer-fields';
import type { SalesforceDirectory } from './directory';
import { INDEX_LAG_MS, MAX_ROWS, NEWEST } from './find-by-phone';
import { leadQuery, leadReturning } from './lead';
import { holdsWords, nameSearchText, postalCodeSearchText, shortNameCondition } from './name-search';
import type { OrgFacts } from './org-facts';
import { soqlInstant, soqlLike, soqlList, soqlName, soqlStartsWith, soqlStartsWithPieces, soslPhrase, type Soql } from './soql';

/** Conditions on Contact, Account and Lead that an index answers, which the account's cases and orders can be counted by as well. */
export interface Indexed {
  contact: Soql;
  /** Null: no account is found by itself. */
  account: Soql | null;
  /** Null: no lead can meet it. */
  lead: Soql | null;
}

/** Null: no index answers it, since another field leads or this one is encrypted. */
export function indexedCondition(query: CustomerQuery, { fields, client: { facts } }: SalesforceDirectory): Indexed | null {
  if (query.accountNumber !== null) {
    // c20714 may be stored as C-20714: a gap where letters and digits meet
    const starts = soqlStartsWithPieces(query.accountNumber.match(/\d+|\D+/g) ?? []);
    const holds = (prefix: string): Soql => `${prefix}${ACCOUNT_NUMBER_FIELD} LIKE ${starts}` as Soql;
    return { contact: holds('Account.'), account: holds(''), lead: null };
  }
  if (query.email === null || !facts.matchesPatterns(...emailFields(fields))) return null;
  // The beginning is found by index; from the middle (@example.com) the org has to scan
  const pattern = query.email.startsWith('@') ? soqlLike([query.email]) : soqlStartsWith(query.email);
  return {
    contact: `Email LIKE ${pattern}` as Soql,
    account: fields.personAccounts ? (`PersonEmail LIKE ${pattern}` as Soql) : null,
    lead: `Email LIKE ${pattern}` as Soql,
  };
}

const emailFields = ({ lead, personAccounts }: CustomerFields): string[] => [
  'Contact.Email',
  ...(lead === null ? [] : ['Lead.Email']),
  ...(personAccounts ? ['Account.PersonEmail'] : []),
];

/**
 * A search for the leading field: an e-mail address, a name, a company, a postal code, which the index holds only among all fields. Null
 * where the index cannot be asked, because every word is of one character: see `shortNameQueries`.
 */
export function searchFor(query: CustomerQuery, { fields, client: { facts } }: SalesforceDirectory): string | null {
  const { contact, account, lead } = narrowed(query, facts);
  const where = (conditions: readonly Soql[]): string => (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`);
  const [find, group] = searchText(query, facts.searchShare);
  if (find === null) return null;
  return `FIND {${find}} IN ${group} FIELDS RETURNING Contact(${contactSelection(fields)}${where(contact)} LIMIT ${MAX_ROWS}), Account(${fields.account.join(', ')}${where(account)} LIMIT ${MAX_ROWS})${leadReturning(fields, MAX_ROWS, lead)}`;
}

function searchText(query: CustomerQuery, share: number): [find: Soql | null, group: string] {
  const { email, name, company, postalCode, spelled } = query;
  if (email !== null) return [soslPhrase(email.replace(/^@/, '')), 'EMAIL'];
  const words = name ?? company;
  if (words === null) return [postalCodeSearchText(postalCode ?? ''), 'ALL'];
  return [nameSearchText(words, { share, ...(spelled === undefined ? {} : { spelled }) }), 'NAME'];
}

/**
 * Instead of a search for names of one character, such as 林 and 김: what begins so, by the index of each name field. None where the org
 * encrypts its names, and so refuses to compare them by a beginning.
 */
export function shortNameQueries(query: CustomerQuery, { fields, client: { facts } }: SalesforceDirectory): string[] {
  const { contact, account, lead } = narrowed(query, facts);
  const words = query.name ?? query.company ?? [];
  const people = query.name === null ? ['Account.Name'] : ['LastName', 'FirstName'];
  if (!facts.matchesPatterns('Contact.LastName', 'Contact.FirstName', 'Account.Name')) return [];
  const where = (named: readonly string[], more: readonly Soql[]): string =>
    [shortNameCondition(words, named.map(soqlName)), ...more].join(' AND ');
  return [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${where(people, contact)} LIMIT ${MAX_ROWS}`,
    `SELECT ${fields.account.join(', ')} FROM Account WHERE ${where(['Name'], account)} LIMIT ${MAX_ROWS}`,
    ...leadQuery(fields, where(query.name === null ? ['Company'] : ['LastName', 'FirstName'], lead), MAX_ROWS),
  ];
}

/** What the fields that do not lead ask of each object, where patterns are allowed: the caller drops what does not meet them. */
function narrowed({ name, company }: CustomerQuery, facts: OrgFacts): Record<'contact' | 'account' | 'lead', Soql[]> {
  if (name === null || company === null || !facts.matchesPatterns('Account.Name', 'Lead.Company'))
    return { contact: [], account: [], lead: [] };
  const holds = (field: string): Soql[] => [holdsWords(soqlName(field), company)];
  return { contact: holds('Account.Name'), account: holds('Name'), lead: holds('Company') };
}

const PATTERNED = ['Contact.Name', 'Contact.MailingPostalCode', 'Account.Name', 'Account.BillingPostalCode'];

/**
 * What has changed since the search index was surely up to date; the date narrows it before the patterns scan.
 * @param companies accounts whose contacts are wanted in any case: in one query with the young ones, as a composite request takes five
 */
export function youngRecords(
  query: CustomerQuery,
  { fields, client: { facts } }: SalesforceDirectory,
  companies: readonly string[] = [],
): string[] {
  const since = `SystemModstamp >= ${soqlInstant(Date.now() - INDEX_LAG_MS)}`;
  const patterned = facts.matchesPatterns(...PATTERNED, ...emailFields(fields));
  const conditions = (name: string, company: string, postal: string): string => {
    if (!patterned || query.email !== null) return since;
    return [
      since,
      ...(query.name === null
        ? []
        : [`((${holdsWords(soqlName(name), query.name)}) OR (${holdsWords(soqlName(company), query.name)}))`]),
      ...(query.company === null ? [] : [`(${holdsWords(soqlName(company), query.company)})`]),
      ...(query.postalCode === null ? [] : [`${soqlName(postal)} LIKE ${soqlLike([...query.postalCode])}`]),
    ].join(' AND ');
  };
  const order = patterned ? '' : ` ${NEWEST}`;
  const people = conditions('Name', 'Account.Name', 'MailingPostalCode');
  const wanted = companies.length === 0 ? people : `AccountId IN ${soqlList(companies)} OR (${people})`;
  return [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${wanted}${order} LIMIT ${MAX_ROWS * (companies.length === 0 ? 1 : 2)}`,
    `SELECT ${fields.account.join(', ')} FROM Account WHERE ${conditions('Name', 'Name', 'BillingPostalCode')}${order} LIMIT ${MAX_ROWS}`,
    ...leadQuery(fields, conditions('Name', 'Company', 'PostalCode'), MAX_ROWS),
  ];
}

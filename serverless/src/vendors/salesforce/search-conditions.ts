import type { CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import { ACCOUNT_NUMBER_FIELD, contactSelection, type CustomerFields } from './customer-fields';
import { INDEX_LAG_MS, MAX_ROWS } from './find-by-phone';
import { leadQuery, leadReturning } from './lead';
import { holdsWords, nameSearchText, postalCodeSearchText, shortNameCondition } from './name-search';
import { soqlInstant, soqlLike, soqlList, soqlName, soqlStartsWith, soqlStartsWithPieces, type Soql } from './soql';

/** Conditions on Contact, Account and Lead that an index answers, which the account's cases and orders can be counted by as well. */
export interface Indexed {
  contact: Soql;
  /** Null: no account is found by itself. */
  account: Soql | null;
  /** Null: no lead can meet it. */
  lead: Soql | null;
}

export function indexedCondition(query: CustomerQuery, fields: CustomerFields): Indexed | null {
  if (query.accountNumber !== null) {
    // c20714 may be stored as C-20714: a gap where letters and digits meet
    const starts = soqlStartsWithPieces(query.accountNumber.match(/\d+|\D+/g) ?? []);
    const holds = (prefix: string): Soql => `${prefix}${ACCOUNT_NUMBER_FIELD} LIKE ${starts}` as Soql;
    return { contact: holds('Account.'), account: holds(''), lead: null };
  }
  if (query.email === null) return null;
  // The beginning is found by index; from the middle (@example.com) the org has to scan
  const pattern = query.email.startsWith('@') ? soqlLike([query.email]) : soqlStartsWith(query.email);
  return {
    contact: `Email LIKE ${pattern}` as Soql,
    account: fields.personAccounts ? (`PersonEmail LIKE ${pattern}` as Soql) : null,
    lead: `Email LIKE ${pattern}` as Soql,
  };
}

/**
 * A search for the leading field: a name before a company before a postal code, which the index holds only among all fields. Null where
 * the index cannot be asked, because every word is of one character: see `shortNameQueries`.
 */
export function searchFor(query: CustomerQuery, fields: CustomerFields): string | null {
  const { contact, account, lead } = narrowed(query);
  const where = (conditions: readonly Soql[]): string => (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`);
  const words = query.name ?? query.company;
  const [find, group] =
    words === null ? [postalCodeSearchText(query.postalCode ?? ''), 'ALL'] : [nameSearchText(words, query.spelled), 'NAME'];
  if (find === null) return null;
  return `FIND {${find}} IN ${group} FIELDS RETURNING Contact(${contactSelection(fields)}${where(contact)} LIMIT ${MAX_ROWS}), Account(${fields.account.join(', ')}${where(account)} LIMIT ${MAX_ROWS})${leadReturning(fields, MAX_ROWS, lead)}`;
}

/** Instead of a search for names of one character, such as 林 and 김: what begins so, by the index of each name field. */
export function shortNameQueries(query: CustomerQuery, fields: CustomerFields): string[] {
  const { contact, account, lead } = narrowed(query);
  const words = query.name ?? query.company ?? [];
  const people = query.name === null ? ['Account.Name'] : ['LastName', 'FirstName'];
  const where = (named: readonly string[], more: readonly Soql[]): string =>
    [shortNameCondition(words, named.map(soqlName)), ...more].join(' AND ');
  return [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${where(people, contact)} LIMIT ${MAX_ROWS}`,
    `SELECT ${fields.account.join(', ')} FROM Account WHERE ${where(['Name'], account)} LIMIT ${MAX_ROWS}`,
    ...leadQuery(fields, where(query.name === null ? ['Company'] : ['LastName', 'FirstName'], lead), MAX_ROWS),
  ];
}

/** What the fields that do not lead ask of each object. */
function narrowed({ name, company }: CustomerQuery): Record<'contact' | 'account' | 'lead', Soql[]> {
  if (name === null || company === null) return { contact: [], account: [], lead: [] };
  const holds = (field: string): Soql[] => [holdsWords(soqlName(field), company)];
  return { contact: holds('Account.Name'), account: holds('Name'), lead: holds('Company') };
}

/**
 * What has changed since the search index was surely up to date; the date narrows it before the patterns scan.
 * @param companies accounts whose contacts are wanted in any case: in one query with the young ones, as a composite request takes five
 */
export function youngRecords(query: CustomerQuery, fields: CustomerFields, companies: readonly string[] = []): string[] {
  const since = `SystemModstamp >= ${soqlInstant(Date.now() - INDEX_LAG_MS)}`;
  const conditions = (name: string, company: string, postal: string): string =>
    [
      since,
      ...(query.name === null
        ? []
        : [`((${holdsWords(soqlName(name), query.name)}) OR (${holdsWords(soqlName(company), query.name)}))`]),
      ...(query.company === null ? [] : [`(${holdsWords(soqlName(company), query.company)})`]),
      ...(query.postalCode === null ? [] : [`${soqlName(postal)} LIKE ${soqlLike([...query.postalCode])}`]),
    ].join(' AND ');
  const people = conditions('Name', 'Account.Name', 'MailingPostalCode');
  const wanted = companies.length === 0 ? people : `AccountId IN ${soqlList(companies)} OR (${people})`;
  return [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${wanted} LIMIT ${MAX_ROWS * (companies.length === 0 ? 1 : 2)}`,
    `SELECT ${fields.account.join(', ')} FROM Account WHERE ${conditions('Name', 'Name', 'BillingPostalCode')} LIMIT ${MAX_ROWS}`,
    ...leadQuery(fields, conditions('Name', 'Company', 'PostalCode'), MAX_ROWS),
  ];
}

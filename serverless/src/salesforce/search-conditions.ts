import type { CustomerQuery } from '../customers/search-query';
import { ACCOUNT_NUMBER_FIELD, contactSelection, type CustomerFields } from './customer-fields';
import { INDEX_LAG_MS, MAX_ROWS } from './find-by-phone';
import { holdsWords, nameSearchText, postalCodeSearchText } from './name-search';
import { soqlInstant, soqlLike, soqlName, soqlStartsWith, soqlStartsWithPieces, type Soql } from './soql';

/** Conditions on Contact and on Account that an index answers, which the account's cases and orders can be counted by as well. */
export interface Indexed {
  contact: Soql;
  /** Null: no account is found by itself. */
  account: Soql | null;
}

export function indexedCondition(query: CustomerQuery, fields: CustomerFields): Indexed | null {
  if (query.accountNumber !== null) {
    // c20714 may be stored as C-20714: a gap where letters and digits meet
    const starts = soqlStartsWithPieces(query.accountNumber.match(/\d+|\D+/g) ?? []);
    const holds = (prefix: string): Soql => `${prefix}${ACCOUNT_NUMBER_FIELD} LIKE ${starts}` as Soql;
    return { contact: holds('Account.'), account: holds('') };
  }
  if (query.email === null) return null;
  // The beginning is found by index; from the middle (@example.com) the org has to scan
  const pattern = query.email.startsWith('@') ? soqlLike([query.email]) : soqlStartsWith(query.email);
  return {
    contact: `Email LIKE ${pattern}` as Soql,
    account: fields.personAccounts ? (`PersonEmail LIKE ${pattern}` as Soql) : null,
  };
}

/** A search for the leading field: a name before a company before a postal code, which the index holds only among all fields. */
export function searchFor(query: CustomerQuery, fields: CustomerFields): string {
  const [contact, account] = narrowed(query).map((conditions) =>
    conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`,
  );
  const words = query.name ?? query.company;
  const [find, group] = words === null ? [postalCodeSearchText(query.postalCode ?? ''), 'ALL'] : [nameSearchText(words), 'NAME'];
  return `FIND {${find}} IN ${group} FIELDS RETURNING Contact(${contactSelection(fields)}${contact ?? ''} LIMIT ${MAX_ROWS}), Account(${fields.account.join(', ')}${account ?? ''} LIMIT ${MAX_ROWS})`;
}

/** What the fields that do not lead ask of a contact and of an account. */
function narrowed(query: CustomerQuery): [contact: Soql[], account: Soql[]] {
  const contact: Soql[] = [];
  const account: Soql[] = [];
  if (query.name !== null && query.company !== null) {
    contact.push(holdsWords(soqlName('Account.Name'), query.company));
    account.push(holdsWords(soqlName('Name'), query.company));
  }
  return [contact, account];
}

/** Contacts and accounts changed since the search index was surely up to date; the date narrows them before the patterns scan. */
export function youngRecords(query: CustomerQuery, fields: CustomerFields): string[] {
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
  return [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${conditions('Name', 'Account.Name', 'MailingPostalCode')} LIMIT ${MAX_ROWS}`,
    `SELECT ${fields.account.join(', ')} FROM Account WHERE ${conditions('Name', 'Name', 'BillingPostalCode')} LIMIT ${MAX_ROWS}`,
  ];
}

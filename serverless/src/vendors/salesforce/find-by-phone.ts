import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import { countQueries, countsFrom } from './counts';
import { contactSelection, type CustomerFields } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { cardOf, leadQuery, leadReturning } from './lead';
import { bestFirst, type CardView, type Row } from './match';
import { phoneLikePatterns, phoneSearchText } from './phone-search';
import { soqlInstant, soqlList } from './soql';

/** More cards than this help nobody choose; `total` says how many there are. */
const MAX_MATCHES = 20;
/** Rows of each object a search returns before the digits are compared; a false row needs the same tail of the number. */
export const MAX_ROWS = 200;
/** The search index follows a change within minutes; younger records are asked for by date, which is indexed at once. */
export const INDEX_LAG_MS = 15 * 60_000;

/**
 * The customers whose phone fields hold the number in any notation, best first (ID-4, ID-5), in two API calls: a search for
 * the number, then counts for the accounts found together with what is too new to be in the search index.
 * @param e164 the caller's number
 * @returns at most 20 matches, and how many there are
 * @throws UpstreamError
 */
export async function findByPhone(directory: SalesforceDirectory, e164: string): Promise<{ matches: Match[]; total: number }> {
  const all = (await allByPhone(directory, e164)).sort(bestFirst);
  return { matches: all.slice(0, MAX_MATCHES), total: all.length };
}

/** The same without order or limit, for a search by phone and more. */
export async function allByPhone(directory: SalesforceDirectory, e164: string): Promise<Match[]> {
  const { client, fields, deadline } = directory;
  const found = await client.search<Row>(searchFor(e164, fields), deadline);
  const view = await cardView(directory, e164);
  const indexed = matchesIn(found, view);
  const accountIds = [...new Set(indexed.flatMap((match) => match.salesforce?.accountId ?? []))].slice(0, MAX_ROWS);
  const counted = accountIds.length === 0 ? [] : countQueries(`IN ${soqlList(accountIds)}`);
  const asked = youngRecords(e164, fields);
  const answers = (await client.queries([...asked, ...counted], deadline)) as QueryResult<Row>[];
  const [cases, orders] = answers.slice(asked.length);
  const youngRows = answers.slice(0, asked.length).flatMap(({ records }) => records);
  const young = matchesIn(youngRows, view);
  const counts = countsFrom(cases, orders);
  const withCounts = indexed.map((match) => ({ ...match, ...counts(match) }));
  return merged([...withCounts, ...young]);
}

function searchFor(e164: string, fields: CustomerFields): string {
  const group = fields.searchAllFields ? 'ALL' : 'PHONE';
  return `FIND {${phoneSearchText(e164)}} IN ${group} FIELDS RETURNING Contact(${contactSelection(fields)} LIMIT ${MAX_ROWS}), Account(${fields.account.join(', ')} LIMIT ${MAX_ROWS})${leadReturning(fields, MAX_ROWS)}`;
}

/** Contacts, accounts and leads changed since the index was surely up to date; the date narrows them before the patterns scan. */
function youngRecords(e164: string, fields: CustomerFields): string[] {
  const since = `SystemModstamp >= ${soqlInstant(Date.now() - INDEX_LAG_MS)}`;
  const holds = (phones: [string, string][]): string =>
    phones.flatMap(([field]) => phoneLikePatterns(e164).map((pattern) => `${field} LIKE ${pattern}`)).join(' OR ');
  return [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${since} AND (${holds(fields.contactPhones)}) LIMIT ${MAX_ROWS}`,
    `SELECT ${fields.account.join(', ')} FROM Account WHERE ${since} AND (${holds(fields.accountPhones)}) LIMIT ${MAX_ROWS}`,
    ...leadQuery(fields, `${since} AND (${holds(fields.lead?.phones ?? [])})`, MAX_ROWS),
  ];
}

/** Rows whose digits are really the caller's. */
function matchesIn(rows: Row[], view: CardView): Match[] {
  return rows.map((row) => cardOf(row, view)).filter((match) => match.phones.some((phone) => phone.matched));
}

/** Each record once, and no card for an account beside that of its own contact. */
export function merged(matches: Match[]): Match[] {
  const byKey = new Map<string, Match>();
  for (const match of matches) if (!byKey.has(match.key)) byKey.set(match.key, match);
  const covered = new Set(
    [...byKey.values()].flatMap(({ salesforce }) => (salesforce?.contactId ? (salesforce.accountId ?? []) : [])),
  );
  return [...byKey.values()].filter(
    ({ salesforce }) => salesforce?.contactId !== null || !covered.has(salesforce.accountId ?? ''),
  );
}

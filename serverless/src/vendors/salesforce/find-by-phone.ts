import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import { asOrgAllows } from './as-org-allows';
import { counting } from './counts';
import { contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { cardOf, leadQuery, leadReturning } from './lead';
import { bestFirst, type CardView, type Row } from './match';
import { phoneLikePatterns, phoneSearchText } from './phone-search';
import { soqlInstant, soqlList } from './soql';

/** More cards than this help nobody choose; `total` says how many there are. */
const MAX_MATCHES = 20;
/** Rows of each object a search returns before the digits are compared; a false row needs the same tail of the number. */
export const MAX_ROWS = 200;
/** Where a date alone narrows: a busy org changes more than is read. */
export const NEWEST = 'ORDER BY SystemModstamp DESC';
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
export function allByPhone(directory: SalesforceDirectory, e164: string): Promise<Match[]> {
  return asOrgAllows(directory.client, directory.deadline, () => allOnce(directory, e164));
}

async function allOnce(directory: SalesforceDirectory, e164: string): Promise<Match[]> {
  const { client, deadline } = directory;
  const found = await client.search<Row>(searchFor(e164, directory), deadline);
  const view = await cardView(directory, e164);
  const indexed = matchesIn(found, view);
  const accountIds = [...new Set(indexed.flatMap((match) => match.salesforce?.accountId ?? []))].slice(0, MAX_ROWS);
  const counted = accountIds.length === 0 ? null : counting(client.facts, `IN ${soqlList(accountIds)}`);
  const asked = youngRecords(e164, directory);
  const answers = (await client.queries([...asked, ...(counted?.queries ?? [])], deadline)) as QueryResult<Row>[];
  const youngRows = answers.slice(0, asked.length).flatMap(({ records }) => records);
  const young = matchesIn(youngRows, view);
  const counts = counted?.read(answers.slice(asked.length));
  const withCounts = indexed.map((match) => ({ ...match, ...counts?.(match) }));
  return merged([...withCounts, ...young]);
}

function searchFor(e164: string, { fields, client }: SalesforceDirectory): string {
  const group = fields.searchAllFields ? 'ALL' : 'PHONE';
  return `FIND {${phoneSearchText(e164, client.facts.searchShare)}} IN ${group} FIELDS RETURNING Contact(${contactSelection(fields)} LIMIT ${MAX_ROWS}), Account(${fields.account.join(', ')} LIMIT ${MAX_ROWS})${leadReturning(fields, MAX_ROWS)}`;
}

/**
 * Contacts, accounts and leads changed since the index was surely up to date; the date narrows them before the patterns scan. Where
 * patterns are not allowed, because a phone field is encrypted, the newest are read and their digits compared here.
 */
function youngRecords(e164: string, { fields, client: { facts } }: SalesforceDirectory): string[] {
  const since = `SystemModstamp >= ${soqlInstant(Date.now() - INDEX_LAG_MS)}`;
  const young = (object: string, selection: string, phones: [field: string, label: string][]): string[] => {
    if (phones.length === 0) return [];
    return [`SELECT ${selection} FROM ${object} WHERE ${condition(object, phones)} LIMIT ${MAX_ROWS}`];
  };
  const condition = (object: string, phones: [field: string, label: string][]): string => {
    if (!facts.matchesPatterns(...phones.map(([field]) => `${object}.${field}`))) return `${since} ${NEWEST}`;
    const held = phones.flatMap(([field]) => phoneLikePatterns(e164).map((pattern) => `${field} LIKE ${pattern}`));
    return `${since} AND (${held.join(' OR ')})`;
  };
  const leadPhones = fields.lead?.phones ?? [];
  return [
    ...young('Contact', contactSelection(fields), fields.contactPhones),
    ...young('Account', fields.account.join(', '), fields.accountPhones),
    ...(leadPhones.length === 0 ? [] : leadQuery(fields, condition('Lead', leadPhones), MAX_ROWS)),
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

import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import type { QueryResult } from './client';
import { countQueries, countsFrom } from './counts';
import { contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { allByPhone, MAX_ROWS, merged } from './find-by-phone';
import { cardOf, leadQuery, typeOf } from './lead';
import type { Row } from './match';
import { indexedCondition, searchFor, shortNameQueries, youngRecords, type Indexed } from './search-conditions';
import { soqlList } from './soql';

/**
 * Every card that may meet the query, in at most two API calls. One field leads, the most telling first: what SOQL answers from
 * an index (customer number, e-mail address), then what only the search index can (phone, name, company, postal code). The
 * other fields narrow where they can without losing a notation; the caller drops what does not meet them (`rankOf`).
 * @throws UpstreamError
 */
export async function searchCustomers(directory: SalesforceDirectory, query: CustomerQuery): Promise<Match[]> {
  const indexed = indexedCondition(query, directory.fields);
  if (indexed !== null) return byIndex(directory, indexed);
  if (query.phone !== null) return allByPhone(directory, query.phone);
  return bySearch(directory, query);
}

async function byIndex(directory: SalesforceDirectory, { contact, account, lead }: Indexed): Promise<Match[]> {
  const { client, fields, deadline } = directory;
  const answers = await client.queries(
    [
      `SELECT ${contactSelection(fields)} FROM Contact WHERE ${contact} LIMIT ${MAX_ROWS}`,
      ...countQueries(
        account === null ? `IN (SELECT AccountId FROM Contact WHERE ${contact})` : `IN (SELECT Id FROM Account WHERE ${account})`,
      ),
      ...(account === null ? [] : [`SELECT ${fields.account.join(', ')} FROM Account WHERE ${account} LIMIT ${MAX_ROWS}`]),
      ...(lead === null ? [] : leadQuery(fields, lead, MAX_ROWS)),
    ],
    deadline,
  );
  const [contacts, cases, orders, ...others] = answers as (QueryResult<Row> | undefined)[];
  const rows = [contacts, ...others].flatMap((answer) => answer?.records ?? []);
  const found = await cards(directory, rows);
  return merged(withCounts(found, cases, orders));
}

/** A search, then counts, the contacts of the companies found, and what is too young for the search index. */
async function bySearch(directory: SalesforceDirectory, query: CustomerQuery): Promise<Match[]> {
  const { client, fields, deadline } = directory;
  const sosl = searchFor(query, fields);
  const found =
    sosl === null
      ? (await client.queries(shortNameQueries(query, fields), deadline)).flatMap(({ records }) => records)
      : await client.search<Row>(sosl, deadline);
  const accountIds = [...new Set(found.flatMap(accountOf))].slice(0, MAX_ROWS);
  const byCompany = query.name === null && query.company !== null;
  const asked = youngRecords(query, fields, byCompany ? accountIds : []);
  const counted = accountIds.length === 0 ? [] : countQueries(`IN ${soqlList(accountIds)}`);
  const answers = (await client.queries([...asked, ...counted], deadline)) as QueryResult<Row>[];
  const [cases, orders] = answers.slice(asked.length);
  const rows = [...found, ...answers.slice(0, asked.length).flatMap(({ records }) => records)];
  const all = withCounts(await cards(directory, rows), cases, orders, new Set(accountIds));
  return merged(all);
}

async function cards(directory: SalesforceDirectory, rows: Row[]): Promise<Match[]> {
  const view = await cardView(directory);
  return rows.map((row) => cardOf(row, view));
}

/** @param counted the accounts that were asked about; an account that was not has unknown counts */
function withCounts(
  matches: Match[],
  cases: QueryResult<Row> | undefined,
  orders: QueryResult<Row> | undefined,
  counted?: Set<string>,
): Match[] {
  const counts = countsFrom(cases, orders);
  const isCounted = (match: Match): boolean => counted?.has(match.salesforce?.accountId ?? '') ?? true;
  return matches.map((match) => (isCounted(match) ? { ...match, ...counts(match) } : match));
}

/** The account a row belongs to; a lead has none, a contact may have none. */
function accountOf(row: Row): string[] {
  const id = typeOf(row) === 'Account' ? row.Id : typeOf(row) === 'Contact' ? row.AccountId : null;
  return typeof id === 'string' ? [id] : [];
}

import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import type { QueryResult } from './client';
import { asOrgAllows } from './as-org-allows';
import { counting } from './counts';
import { ACCOUNT_NUMBER_FIELD, contactSelection } from './customer-fields';
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
export function searchCustomers(directory: SalesforceDirectory, query: CustomerQuery): Promise<Match[]> {
  return asOrgAllows(directory.client, directory.deadline, () => searchOnce(directory, query));
}

async function searchOnce(directory: SalesforceDirectory, query: CustomerQuery): Promise<Match[]> {
  if (query.accountNumber !== null && !directory.client.facts.has(`Account.${ACCOUNT_NUMBER_FIELD}`)) return [];
  const indexed = indexedCondition(query, directory);
  if (indexed !== null) return byIndex(directory, indexed);
  if (query.phone !== null) return allByPhone(directory, query.phone);
  return bySearch(directory, query);
}

async function byIndex(directory: SalesforceDirectory, { contact, account, lead }: Indexed): Promise<Match[]> {
  const { client, fields, deadline } = directory;
  const counted = counting(
    client.facts,
    account === null ? `IN (SELECT AccountId FROM Contact WHERE ${contact})` : `IN (SELECT Id FROM Account WHERE ${account})`,
  );
  const asked = [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${contact} LIMIT ${MAX_ROWS}`,
    ...(account === null ? [] : [`SELECT ${fields.account.join(', ')} FROM Account WHERE ${account} LIMIT ${MAX_ROWS}`]),
    ...(lead === null ? [] : leadQuery(fields, lead, MAX_ROWS)),
  ];
  const answers = (await client.queries([...asked, ...counted.queries], deadline)) as QueryResult<Row>[];
  const found = await cards(
    directory,
    answers.slice(0, asked.length).flatMap(({ records }) => records),
  );
  const counts = counted.read(answers.slice(asked.length));
  return merged(found.map((match) => ({ ...match, ...counts(match) })));
}

/** A search, then counts, the contacts of the companies found, and what is too young for the search index. */
async function bySearch(directory: SalesforceDirectory, query: CustomerQuery): Promise<Match[]> {
  const { client, deadline } = directory;
  const sosl = searchFor(query, directory);
  const found =
    sosl === null
      ? (await client.queries(shortNameQueries(query, directory), deadline)).flatMap(({ records }) => records)
      : await client.search<Row>(sosl, deadline);
  const accountIds = [...new Set(found.flatMap(accountOf))].slice(0, MAX_ROWS);
  const byCompany = query.name === null && query.company !== null;
  const asked = youngRecords(query, directory, byCompany ? accountIds : []);
  const counted = accountIds.length === 0 ? null : counting(client.facts, `IN ${soqlList(accountIds)}`);
  const answers = (await client.queries([...asked, ...(counted?.queries ?? [])], deadline)) as QueryResult<Row>[];
  const rows = [...found, ...answers.slice(0, asked.length).flatMap(({ records }) => records)];
  const counts = counted?.read(answers.slice(asked.length));
  const isCounted = new Set(accountIds);
  const withCounts = (match: Match): Match =>
    // an account that was not asked about has unknown counts
    isCounted.has(match.salesforce?.accountId ?? '') ? { ...match, ...counts?.(match) } : match;
  return merged((await cards(directory, rows)).map(withCounts));
}

async function cards(directory: SalesforceDirectory, rows: Row[]): Promise<Match[]> {
  const view = await cardView(directory);
  return rows.map((row) => cardOf(row, view));
}

/** The account a row belongs to; a lead has none, a contact may have none. */
function accountOf(row: Row): string[] {
  const id = typeOf(row) === 'Account' ? row.Id : typeOf(row) === 'Contact' ? row.AccountId : null;
  return typeof id === 'string' ? [id] : [];
}

import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import type { Counts, Row } from './match';

/** Open cases and orders by account: two queries, to be sent in one composite request. `which`: a condition on AccountId. */
export function countQueries(which: string): [cases: string, orders: string] {
  return [
    `SELECT AccountId, COUNT(Id) n FROM Case WHERE IsClosed = false AND AccountId ${which} GROUP BY AccountId`,
    `SELECT AccountId, COUNT(Id) n FROM Order WHERE AccountId ${which} GROUP BY AccountId`,
  ];
}

/** The answers of `countQueries`; an account that is in neither has none of them. */
export function countsFrom(cases: QueryResult<Row> | undefined, orders: QueryResult<Row> | undefined): (match: Match) => Counts {
  const [openCases, allOrders] = [cases, orders].map(
    (answer) => new Map(answer?.records.map((row) => [String(row.AccountId), Number(row.n)]) ?? []),
  );
  return (match) => {
    const accountId = match.salesforce?.accountId ?? null;
    if (accountId === null) return { openCases: null, orders: null };
    return { openCases: openCases?.get(accountId) ?? 0, orders: allOrders?.get(accountId) ?? 0 };
  };
}

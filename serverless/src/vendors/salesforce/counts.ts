import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import type { Counts, Row } from './match';
import type { OrgFacts } from './org-facts';

/** Queries to be sent with others in one composite request, and how their answers are read. */
export interface Counting {
  queries: string[];
  /** @param answers to `queries`, in their order; an account that is in none has none of them */
  read(answers: readonly (QueryResult<Row> | undefined)[]): (match: Match) => Counts;
}

/**
 * Open cases and orders by account. An org without Orders, or whose orders the integration user may not see, has no count of them.
 * @param which a condition on AccountId
 */
export function counting(facts: OrgFacts, which: string): Counting {
  const of = (object: string, condition: string): string[] =>
    facts.has(object)
      ? [`SELECT AccountId, COUNT(Id) n FROM ${object} WHERE ${condition}AccountId ${which} GROUP BY AccountId`]
      : [];
  const [cases, orders] = [of('Case', 'IsClosed = false AND '), of('Order', '')];
  return {
    queries: [...cases, ...orders],
    read: (answers) => {
      const [openCases, allOrders] = [cases, orders].map((own, at) =>
        own.length === 0 ? null : byAccount(answers[at === 0 ? 0 : cases.length]),
      );
      return (match) => {
        const accountId = match.salesforce?.accountId ?? null;
        const of = (counts: Map<string, number> | null | undefined): number | null =>
          accountId === null || !counts ? null : (counts.get(accountId) ?? 0);
        return { openCases: of(openCases), orders: of(allOrders) };
      };
    },
  };
}

const byAccount = (answer: QueryResult<Row> | undefined): Map<string, number> =>
  new Map(answer?.records.map((row) => [String(row.AccountId), Number(row.n)]) ?? []);

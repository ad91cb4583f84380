import type { Match, SearchResult } from '@interaction-history/shared/src/contract/customers';
import { code } from '@interaction-history/shared/src/customers/search-text';

export interface Ranked {
  match: Match;
  /** 0 best, see `rankOf`. */
  rank: number;
}

/**
 * The two sources' cards as one list, best first. A record of the master whose customer number is in Salesforce, too, is shown
 * as the Salesforce record with both sources: that one can be opened and linked. One card a record.
 */
export function merge(salesforce: readonly Ranked[], master: readonly Ranked[]): SearchResult[] {
  const numberOf = ({ match }: Ranked): string => code(match.accountNumber ?? '');
  const inMaster = new Map(bestOfEach(master).map((one) => [numberOf(one), one]));
  const inBoth = new Set<string>();
  const people = bestOfEach(salesforce).map((one) => {
    const number = numberOf(one);
    const twin = number === '' ? undefined : inMaster.get(number);
    if (twin !== undefined) inBoth.add(number);
    const sources: SearchResult['sources'] = twin === undefined ? ['salesforce'] : ['salesforce', 'master'];
    return { rank: Math.min(one.rank, twin?.rank ?? one.rank), result: { ...one.match, sources } };
  });
  const others = [...inMaster.values()]
    .filter((one) => !inBoth.has(numberOf(one)))
    .map(({ match, rank }) => ({ rank, result: { ...match, sources: ['master' as const] } }));
  return [...people, ...others].sort((a, b) => a.rank - b.rank || nearer(a.result, b.result)).map(({ result }) => result);
}

/** The master gives a card for each contact of an account that may be meant: the best of them stands for the account. */
function bestOfEach(ranked: readonly Ranked[]): Ranked[] {
  const byKey = new Map<string, Ranked>();
  for (const one of ranked) {
    const present = byKey.get(one.match.key);
    if (present === undefined || one.rank < present.rank) byKey.set(one.match.key, one);
  }
  return [...byKey.values()];
}

/** Among equals: a person before a bare account, in Salesforce before not, with open cases, then by name. */
function nearer(a: SearchResult, b: SearchResult): number {
  const isBare = (one: SearchResult): number => Number(one.salesforce !== null && one.salesforce.contactId === null);
  return (
    isBare(a) - isBare(b) ||
    Number(a.salesforce === null) - Number(b.salesforce === null) ||
    (b.openCases ?? 0) - (a.openCases ?? 0) ||
    (b.orders ?? 0) - (a.orders ?? 0) ||
    a.name.localeCompare(b.name) ||
    a.key.localeCompare(b.key)
  );
}

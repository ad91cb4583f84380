import type { Match, SearchResult } from '@interaction-history/shared/src/contract/customers';
import { budgetOf, type Budget } from '../../runtime/deadline';
import type { Call, RequestOf, ResponseOf } from '../../runtime/endpoint';
import type { Source } from '../../runtime/errors';
import { audit } from '../../vendors/firestore/audit';
import { onFirestore } from '../../vendors/firestore/client';
import { sourceFailure } from '../lookup/source-failure';
import { rankOf, customerQuery, type CustomerQuery } from './query';
import { merge, type Ranked } from './results';
import { timings } from '../../runtime/timings';

const MAX_RESULTS = 20;

type Section = ResponseOf<'customers/search'>['salesforce'];
interface Searched {
  section: Section;
  found: Ranked[];
}

/**
 * The query pane (ID-8): Salesforce and the master at once, every field that is filled in must be met. Each source is asked for
 * a little too much, and what does not meet the query is dropped here, by the same rule for both.
 * @throws AppError invalid_request with each field that cannot be searched for
 */
export async function search(request: RequestOf<'customers/search'>, call: Call): Promise<ResponseOf<'customers/search'>> {
  const query = customerQuery(request, call.config.defaultRegion);
  const budget = budgetOf(timings.searchSource, call.budget);
  const [salesforce, master] = await Promise.all([
    section('salesforce', call, query, salesforceSearch(query, call, budget)),
    section('master', call, query, masterSearch(query, call, budget)),
    audited(request.taskSid ?? null, call, budget),
  ]);
  const results: SearchResult[] = merge(salesforce.found, master.found).slice(0, MAX_RESULTS);
  return { results, salesforce: salesforce.section, master: master.section };
}

/** Null: no org is configured. */
function salesforceSearch(query: CustomerQuery, call: Call, budget: Budget): (() => Promise<Match[]>) | null {
  const opening = call.clients.salesforce();
  if (opening === null) return null;
  return async () => {
    const { searchCustomers } = await import('../../vendors/salesforce/search');
    return searchCustomers(await opening, query, call.config.defaultRegion, call.config.salesforce?.phoneFields, budget);
  };
}

function masterSearch(query: CustomerQuery, call: Call, budget: Budget): (() => Promise<Match[]>) | null {
  const opening = call.clients.master();
  if (opening === null) return null;
  return async () => {
    const { searchCustomers } = await import('../../vendors/master/search');
    return searchCustomers(await opening, query, call.config.defaultRegion, budget);
  };
}

async function section(
  source: Source,
  call: Call,
  query: CustomerQuery,
  ask: (() => Promise<Match[]>) | null,
): Promise<Searched> {
  if (ask === null) return { section: { status: 'skipped' }, found: [] };
  try {
    const found = (await ask()).flatMap((match) => {
      const rank = rankOf(match, query);
      return rank === null ? [] : [{ match, rank }];
    });
    return { section: { status: 'ok', total: new Set(found.map(({ match }) => match.key)).size }, found };
  } catch (error) {
    return { section: sourceFailure(source, call, error), found: [] };
  }
}

/** Looking for somebody is told of, never what was typed (PR-2, PR-3). Without the store the search goes on: nothing is changed by it. */
async function audited(taskSid: string | null, call: Call, budget: Budget): Promise<void> {
  try {
    await onFirestore(budget, async () => audit(await call.clients.firestore(), call, { action: 'customer.search', taskSid }));
  } catch (error) {
    sourceFailure('firestore', call, error);
  }
}

import type { Match, SearchResult } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn, type Deadline } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import type { Source } from '../../runtime/errors';
import { sourceFailure } from '../lookup/source-failure';
import { rankOf, type CustomerQuery } from '@interaction-history/shared/src/customers/search-query';
import { openDirectory } from '../../vendors/salesforce/directory';
import { customerQuery } from './query';
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
export async function search(
  request: RequestOf<'customers/search'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/search'>> {
  const query = customerQuery(request, ctx.config.defaultRegion);
  const deadline = deadlineIn(timings.searchSource, ctx.deadline);
  const [salesforce, master] = await Promise.all([
    section('salesforce', ctx, query, salesforceSearch(query, ctx, deadline)),
    section('master', ctx, query, masterSearch(query, ctx, deadline)),
  ]);
  const results: SearchResult[] = merge(salesforce.found, master.found).slice(0, MAX_RESULTS);
  return { results, salesforce: salesforce.section, master: master.section };
}

/** Null: no org is configured. */
function salesforceSearch(query: CustomerQuery, ctx: RequestContext, deadline: Deadline): (() => Promise<Match[]>) | null {
  const opening = openDirectory(ctx, deadline);
  if (opening === null) return null;
  return async () => {
    const { searchCustomers } = await import('../../vendors/salesforce/search');
    return searchCustomers(await opening, query);
  };
}

function masterSearch(query: CustomerQuery, ctx: RequestContext, deadline: Deadline): (() => Promise<Match[]>) | null {
  const opening = ctx.clients.master();
  if (opening === null) return null;
  return async () => {
    const { searchCustomers } = await import('../../vendors/master/search');
    return searchCustomers(await opening, query, ctx.config.defaultRegion, deadline);
  };
}

async function section(
  source: Source,
  ctx: RequestContext,
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
    return { section: sourceFailure(source, ctx, error), found: [] };
  }
}

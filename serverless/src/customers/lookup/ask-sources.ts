import type { Identity } from '@interaction-history/shared/src/caller/phone';
import type { Match, SourceMatches } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import type { Source } from '../../runtime/errors';
import { openDirectory } from '../../vendors/salesforce/directory';
import { sourceFailure } from './source-failure';

type Found = { matches: Match[]; total: number };

/** Who has this address, in Salesforce and in the master, asked at once; a source that fails says so in its own section (ID-13). @param only one of them, the other is skipped */
export async function askSources(
  identity: Identity,
  ctx: RequestContext,
  deadline: Deadline,
  only?: 'salesforce' | 'master',
): Promise<Record<'salesforce' | 'master', SourceMatches>> {
  const [salesforce, master] = await Promise.all([
    section('salesforce', ctx, only === 'master' ? null : salesforceSearch(identity, ctx, deadline)),
    section('master', ctx, only === 'salesforce' ? null : masterSearch(identity, ctx, deadline)),
  ]);
  return { salesforce, master };
}

/** Null: this source holds no such address, or is not configured. */
function salesforceSearch({ kind, value }: Identity, ctx: RequestContext, deadline: Deadline): (() => Promise<Found>) | null {
  const opening = openDirectory(ctx, deadline);
  if (opening === null || (kind !== 'phone' && kind !== 'email')) return null;
  return async () => {
    const directory = await opening;
    if (kind === 'email') {
      const { findByEmail } = await import('../../vendors/salesforce/find-by-email');
      return findByEmail(directory, value);
    }
    const { findByPhone } = await import('../../vendors/salesforce/find-by-phone');
    return findByPhone(directory, value);
  };
}

function masterSearch({ kind, value }: Identity, ctx: RequestContext, deadline: Deadline): (() => Promise<Found>) | null {
  const opening = ctx.clients.master();
  if (opening === null || (kind !== 'phone' && kind !== 'email')) return null;
  return async () => {
    const pool = await opening;
    if (kind === 'email') {
      const { findByEmail } = await import('../../vendors/master/find-by-email');
      return findByEmail(pool, value, deadline);
    }
    const { findByPhone } = await import('../../vendors/master/find-by-phone');
    return findByPhone(pool, value, ctx.config.defaultRegion, deadline);
  };
}

/**
 * The records under a customer number, whichever way it is punctuated, in Salesforce and the master; a source that fails has none.
 * @param number letters and digits alone, see `code`
 */
export async function askByNumber(number: string, ctx: RequestContext, deadline: Deadline): Promise<Match[]> {
  const [org, master] = [openDirectory(ctx, deadline), ctx.clients.master()];
  const all = (matches: Match[]): Found => ({ matches, total: matches.length });
  const inSalesforce = async (opening: NonNullable<typeof org>): Promise<Found> => {
    const { findUnderNumber } = await import('../../vendors/salesforce/find-under-number');
    return all(await findUnderNumber(await opening, number));
  };
  const inMaster = async (opening: NonNullable<typeof master>): Promise<Found> => {
    const { findUnderNumber } = await import('../../vendors/master/find-under-number');
    return all(await findUnderNumber(await opening, number, deadline));
  };
  const answers = await Promise.all([
    section('salesforce', ctx, org && (() => inSalesforce(org))),
    section('master', ctx, master && (() => inMaster(master))),
  ]);
  return answers.flatMap((answer) => (answer.status === 'ok' ? answer.matches : []));
}

async function section(source: Source, ctx: RequestContext, search: (() => Promise<Found>) | null): Promise<SourceMatches> {
  if (search === null) return { status: 'skipped' };
  try {
    return { status: 'ok', ...(await search()) };
  } catch (error) {
    return sourceFailure(source, ctx, error);
  }
}

import type { Identity } from '@interaction-history/shared/src/caller/phone';
import type { Match, SourceMatches } from '@interaction-history/shared/src/contract/customers';
import type { Budget } from '../../runtime/deadline';
import type { Call } from '../../runtime/endpoint';
import type { Source } from '../../runtime/errors';
import { sourceFailure } from './source-failure';

type Found = { matches: Match[]; total: number };

/** Who has this address, in Salesforce and in the master, asked at once; a source that fails says so in its own section (ID-13). */
export async function askSources(
  identity: Identity,
  call: Call,
  budget: Budget,
): Promise<Record<'salesforce' | 'master', SourceMatches>> {
  const [salesforce, master] = await Promise.all([
    section('salesforce', call, salesforceSearch(identity, call, budget)),
    section('master', call, masterSearch(identity, call, budget)),
  ]);
  return { salesforce, master };
}

/** Null: this source holds no such address, or is not configured. */
function salesforceSearch({ kind, value }: Identity, call: Call, budget: Budget): (() => Promise<Found>) | null {
  const opening = call.clients.salesforce();
  if (opening === null || (kind !== 'phone' && kind !== 'email')) return null;
  return async () => {
    const client = await opening;
    if (kind === 'email') {
      const { findByEmail } = await import('../../vendors/salesforce/find-by-email');
      return findByEmail(client, value, budget, call.config.salesforce?.phoneFields);
    }
    const { findByPhone } = await import('../../vendors/salesforce/find-by-phone');
    return findByPhone(client, value, call.config.defaultRegion, call.config.salesforce?.phoneFields, budget);
  };
}

function masterSearch({ kind, value }: Identity, call: Call, budget: Budget): (() => Promise<Found>) | null {
  const opening = call.clients.master();
  if (opening === null || (kind !== 'phone' && kind !== 'email')) return null;
  return async () => {
    const pool = await opening;
    if (kind === 'email') {
      const { findByEmail } = await import('../../vendors/master/find-by-email');
      return findByEmail(pool, value, budget);
    }
    const { findByPhone } = await import('../../vendors/master/find-by-phone');
    return findByPhone(pool, value, call.config.defaultRegion, budget);
  };
}

async function section(source: Source, call: Call, search: (() => Promise<Found>) | null): Promise<SourceMatches> {
  if (search === null) return { status: 'skipped' };
  try {
    return { status: 'ok', ...(await search()) };
  } catch (error) {
    return sourceFailure(source, call, error);
  }
}

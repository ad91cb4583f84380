import { classify } from '@interaction-history/shared/src/identity';
import { identityKey, identityOf, type Identity } from '@interaction-history/shared/src/phone';
import type { Match, SourceMatches } from '@interaction-history/shared/src/contract/customers';
import { budgetOf, type Budget } from '../budget';
import type { Call, RequestOf, ResponseOf } from '../endpoint';
import { onFirestore } from '../firestore/client';
import { UpstreamError, type Source } from '../errors';
import { byIdentity } from './store';

/** No source may take longer: the agent has a caller on the line, and one that is down costs only its own section (ID-13). */
const SOURCE_MS = 5_000;

type Found = { matches: Match[]; total: number };

/**
 * Who is calling (ID-1 … ID-7). Our store, Salesforce and the master are asked at once, so that a fallback costs no time;
 * the slowest bounds the answer. A withheld number is never looked up (ID-2).
 */
export async function lookup(request: RequestOf<'customers/lookup'>, call: Call): Promise<ResponseOf<'customers/lookup'>> {
  const identity = identityOf(classify(request.address, request.channel), call.config.defaultRegion);
  const budget = budgetOf(SOURCE_MS, call.budget);
  const [stored, salesforce, master] = await Promise.all([
    storedSection(identity, call, budget, request.taskSid ?? null),
    section('salesforce', call, salesforceSearch(identity, call, budget)),
    section('master', call, masterSearch(identity, call, budget)),
  ]);
  return { identity, stored, salesforce, master };
}

async function storedSection(
  identity: Identity,
  call: Call,
  budget: Budget,
  taskSid: string | null,
): Promise<ResponseOf<'customers/lookup'>['stored']> {
  if (identity.kind === 'withheld') return { status: 'skipped' };
  try {
    const found = await onFirestore(budget, async () => {
      const store = await call.clients.firestore();
      const { auditRow } = await import('../firestore/audit');
      const [ref, row] = auditRow(store, call, { action: 'customer.lookup', taskSid });
      const [customer] = await Promise.all([byIdentity(store, identityKey(identity)), ref.create(row)]);
      return customer;
    });
    return { status: 'ok', customer: found?.customer ?? null };
  } catch (error) {
    return failed('firestore', call, error);
  }
}

/** Null: this source holds no such address, or is not configured. */
function salesforceSearch({ kind, value }: Identity, call: Call, budget: Budget): (() => Promise<Found>) | null {
  const opening = call.clients.salesforce();
  if (opening === null || (kind !== 'phone' && kind !== 'email')) return null;
  return async () => {
    const client = await opening;
    if (kind === 'email') {
      const { findByEmail } = await import('../salesforce/find-by-email');
      return findByEmail(client, value, budget, call.config.salesforce?.phoneFields);
    }
    const { findByPhone } = await import('../salesforce/find-by-phone');
    return findByPhone(client, value, call.config.defaultRegion, call.config.salesforce?.phoneFields, budget);
  };
}

function masterSearch({ kind, value }: Identity, call: Call, budget: Budget): (() => Promise<Found>) | null {
  const opening = call.clients.master();
  if (opening === null || (kind !== 'phone' && kind !== 'email')) return null;
  return async () => {
    const pool = await opening;
    if (kind === 'email') {
      const { findByEmail } = await import('../master/find-by-email');
      return findByEmail(pool, value, budget);
    }
    const { findByPhone } = await import('../master/find-by-phone');
    return findByPhone(pool, value, call.config.defaultRegion, budget);
  };
}

async function section(source: Source, call: Call, search: (() => Promise<Found>) | null): Promise<SourceMatches> {
  if (search === null) return { status: 'skipped' };
  try {
    return { status: 'ok', ...(await search()) };
  } catch (error) {
    return failed(source, call, error);
  }
}

/** A source's failure is its section's status. A mistake of ours is none, and fails the call. */
export function failed(
  source: Source,
  call: Call,
  error: unknown,
): { status: 'failed'; error: { code: UpstreamError['code']; retryable: boolean } } {
  if (!(error instanceof UpstreamError)) throw error;
  call.note('source failed', { source, error });
  return { status: 'failed', error: { code: error.code, retryable: true } };
}

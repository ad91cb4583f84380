import { classify } from '@interaction-history/shared/src/caller/identity';
import { identityKey, identityOf, type Identity } from '@interaction-history/shared/src/caller/phone';
import { budgetOf, type Budget } from '../../runtime/deadline';
import type { Call, RequestOf, ResponseOf } from '../../runtime/endpoint';
import { onFirestore } from '../../vendors/firestore/client';
import { askSources } from './ask-sources';
import { sourceFailure } from './source-failure';
import { byIdentity } from '../identity/store';
import { timings } from '../../runtime/timings';

/**
 * Who is calling (ID-1 … ID-7). Our store, Salesforce and the master are asked at once, so that a fallback costs no time;
 * the slowest bounds the answer. A withheld number is never looked up (ID-2).
 */
export async function lookup(request: RequestOf<'customers/lookup'>, call: Call): Promise<ResponseOf<'customers/lookup'>> {
  const identity = identityOf(classify(request.address, request.channel), call.config.defaultRegion);
  const budget = budgetOf(timings.lookupSource, call.budget);
  const [stored, sources] = await Promise.all([
    storedSection(identity, call, budget, request.taskSid ?? null),
    askSources(identity, call, budget),
  ]);
  return { identity, stored, ...sources };
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
      const { auditRow } = await import('../../vendors/firestore/audit');
      const [ref, row] = auditRow(store, call, { action: 'customer.lookup', taskSid });
      const [customer] = await Promise.all([byIdentity(store, identityKey(identity)), ref.create(row)]);
      return customer;
    });
    return { status: 'ok', customer: found?.customer ?? null };
  } catch (error) {
    return sourceFailure('firestore', call, error);
  }
}

import { classify } from '@interaction-history/shared/src/caller/identity';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import { deadlineIn, type Deadline } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { onFirestore } from '../../vendors/firestore/client';
import type { SourceMatches } from '@interaction-history/shared/src/contract/customers';
import { openDirectory } from '../../vendors/salesforce/directory';
import { askSources } from './ask-sources';
import { sourceFailure } from './source-failure';
import { identityFor } from '../identity/identity-for';
import { byIdentity } from '../identity/store';
import { timings } from '../../runtime/timings';

/**
 * Who is calling (ID-1 … ID-7). Our store, Salesforce and the master are asked at once, so that a fallback costs no time; or the one
 * section that was asked for, so that none waits for a slower one. A withheld number is never looked up (ID-2).
 */
export async function lookup(
  request: RequestOf<'customers/lookup'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/lookup'>> {
  const identity = identityFor(classify(request.address, request.channel), ctx.config);
  const deadline = deadlineIn(timings.lookupSource, ctx.deadline);
  const { section } = request;
  const [stored, sources] = await Promise.all([
    // Salesforce's section needs it, too: the address may have been kept for one of its customers
    section === 'master' ? SKIPPED : storedSection(identity, ctx, deadline),
    section === 'stored' ? { salesforce: SKIPPED, master: SKIPPED } : askSources(identity, ctx, deadline, section),
  ]);
  const salesforce = await withKept(sources.salesforce, stored, ctx, deadline);
  return { identity, ...sources, salesforce, stored: section === 'salesforce' ? SKIPPED : stored };
}
const SKIPPED = { status: 'skipped' } as const;

/**
 * The record of the customer whom this address was kept for, where no field of it holds the address (ID-11): read by its id, so that
 * its card says as much as any other (ID-5).
 */
async function withKept(
  section: SourceMatches,
  stored: ResponseOf<'customers/lookup'>['stored'],
  ctx: RequestContext,
  deadline: Deadline,
): Promise<SourceMatches> {
  const ids = stored.status === 'ok' ? (stored.customer?.salesforce ?? null) : null;
  const opening = openDirectory(ctx, deadline);
  if (section.status !== 'ok' || ids === null || opening === null) return section;
  const isFound = section.matches.some(({ salesforce }) =>
    ids.contactId === null ? salesforce?.accountId === ids.accountId : salesforce?.contactId === ids.contactId,
  );
  if (isFound) return section;
  try {
    const { readRecord } = await import('../../vendors/salesforce/read-record');
    const kept = await readRecord(await opening, ids);
    return kept === null ? section : { ...section, matches: [kept, ...section.matches], total: section.total + 1 };
  } catch (error) {
    // what was found stands; the customer is known from our own store
    ctx.note('kept customer not read', { source: 'salesforce', error });
    return section;
  }
}

async function storedSection(
  identity: Identity,
  ctx: RequestContext,
  deadline: Deadline,
): Promise<ResponseOf<'customers/lookup'>['stored']> {
  if (identity.kind === 'withheld') return { status: 'skipped' };
  try {
    const found = await onFirestore(deadline, async () => byIdentity(await ctx.clients.firestore(), identityKey(identity)));
    return { status: 'ok', customer: found?.customer ?? null };
  } catch (error) {
    return sourceFailure('firestore', ctx, error);
  }
}

import { classify } from '@interaction-history/shared/src/caller/identity';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import { deadlineIn, type Deadline } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { onFirestore } from '../../vendors/firestore/client';
import { askSources } from './ask-sources';
import { sourceFailure } from './source-failure';
import { identityFor } from '../identity/identity-for';
import { byIdentity } from '../identity/store';
import { timings } from '../../runtime/timings';

/**
 * Who is calling (ID-1 … ID-7). Our store, Salesforce and the master are asked at once, so that a fallback costs no time;
 * the slowest bounds the answer. A withheld number is never looked up (ID-2).
 */
export async function lookup(
  request: RequestOf<'customers/lookup'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/lookup'>> {
  const identity = identityFor(classify(request.address, request.channel), ctx.config);
  const deadline = deadlineIn(timings.lookupSource, ctx.deadline);
  const [stored, sources] = await Promise.all([storedSection(identity, ctx, deadline), askSources(identity, ctx, deadline)]);
  return { identity, stored, ...sources };
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

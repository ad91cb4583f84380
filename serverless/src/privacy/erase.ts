import { createHash } from 'node:crypto';
import type { ErasePersonResponse } from '@interaction-history/shared/src/contract/privacy';
import { confirmationOf } from '@interaction-history/shared/src/privacy/confirmation';
import { Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { ReadCustomer } from '../customers/merge/current-customer';
import type { RequestOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { auditRow } from '../vendors/firestore/audit';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import type { ErasureDocument } from '../vendors/firestore/documents';
import { workerName } from '../vendors/taskrouter/worker-name';
import { eraseAll } from './apply';
import { MARK_MS, markNames } from './erased-marks';
import { holdOn } from './hold-on';
import { addressesOf, personOf, type Person } from './person';

type Request = RequestOf<'privacy/erase'>;

/**
 * Erases a person (PR-1): first, in one commit, the customers and what leads to them, so that nothing new can be recorded about them; then
 * page by page all that is left. Counters stay, and entries stay as what they count. A repeat goes on where the one before ended, and
 * once all is done answers with the receipt.
 * @throws AppError not_found, invalid_request (what was typed to confirm isn't what names the first customer); UpstreamError
 */
export async function erase(request: Request, ctx: RequestContext): Promise<ErasePersonResponse> {
  const name = await workerName(ctx.worker.sid, ctx);
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const ref = collections.erasures(store).doc(nameOf(request.customerIds));
    const begun = await retryOnConflict(() => beginOrResume(store, ref, request, name, ctx));
    if ('outcome' in begun) return begun;
    if (begun.doneAt !== null) return receipt(begun, 'erased');
    const erased = { ...begun.erased };
    if (!(await eraseAll(store, begun, ctx.config, ctx.deadline, erased))) {
      await ref.update({ erased });
      return receipt({ ...begun, erased }, 'continues');
    }
    await store
      .batch()
      .update(ref, { erased, keys: [], doneAt: Timestamp.now() })
      .create(...auditRow(store, ctx, { action: 'privacy.erase', taskSid: null, outcome: 'erased', subjects: begun.customerIds }))
      .commit();
    return receipt({ ...begun, erased }, 'erased');
  });
}

/** The same customers are the same erasure. */
const nameOf = (customerIds: readonly string[]): string =>
  createHash('sha256')
    .update([...new Set(customerIds)].sort().join(' '))
    .digest('base64url')
    .slice(0, 22);

const receipt = ({ erased, at }: ErasureDocument, outcome: 'continues' | 'erased'): ErasePersonResponse => ({
  outcome,
  erased,
  at: at.toDate().toISOString(),
});

async function beginOrResume(
  store: Firestore,
  ref: DocumentReference<ErasureDocument>,
  { customerIds, confirm, reference }: Request,
  name: string,
  ctx: RequestContext,
): Promise<ErasureDocument | ErasePersonResponse> {
  const before = (await ref.get()).data();
  if (before !== undefined) return before;
  const { person, customers } = await personOf(store, customerIds);
  const first = customers.find((customer) => customer.ref.id === customerIds[0]);
  if (first === undefined) throw new AppError('not_found', 'This customer no longer exists: search again');
  if (confirm !== confirmationOf({ customerId: first.ref.id, ...first.document }))
    throw new AppError('invalid_request', 'What was typed does not name this customer', {
      fields: { confirm: { code: 'unknown_value' } },
    });
  const hold = holdOn(customers);
  if (hold !== null) return { outcome: 'held', hold };
  const job: ErasureDocument = {
    ...person,
    asked: customerIds,
    by: { sid: ctx.worker.sid, name },
    at: Timestamp.now(),
    doneAt: null,
    reference,
    erased: { customers: customers.length },
  };
  await begin(store, ref, job, customers, person, ctx);
  return job;
}

/** Names the customers' versions: a merge, a hold or an address that came since makes it fail, and all is read again. */
async function begin(
  store: Firestore,
  ref: DocumentReference<ErasureDocument>,
  job: ErasureDocument,
  customers: readonly ReadCustomer[],
  person: Person,
  ctx: RequestContext,
): Promise<void> {
  const batch = store.batch().create(ref, job);
  for (const { ref: customer, updateTime } of customers) batch.delete(customer, { lastUpdateTime: updateTime });
  for (const key of person.keys) batch.delete(collections.identities(store).doc(key));
  const mark = { at: job.at, expiresAt: Timestamp.fromMillis(job.at.toMillis() + MARK_MS) };
  for (const name of markNames(person.customerIds, addressesOf(person), ctx.config.auditKey))
    batch.set(collections.erasedMarks(store).doc(name), mark);
  const row = { action: 'privacy.erase', taskSid: null, outcome: 'intended', subjects: person.customerIds } as const;
  await batch.create(...auditRow(store, ctx, row)).commit();
}

import type { LogPendingResponse } from '@interaction-history/shared/src/contract/interactions';
import { Timestamp, type Firestore, type QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { byId } from '../customers/identity/store';
import type { RequestContext } from '../context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { CustomerDocument, SalesforceLogDocument } from '../vendors/firestore/documents';
import { isChangedOrGone } from '../vendors/firestore/optimistic';
import { SalesforceRefusal } from '../vendors/salesforce/upstream';
import { toInteraction } from './documents';
import { logToSalesforce } from '../vendors/salesforce/log-interaction';

/** Sent at once: two API calls each, well within one request's time. */
const AT_ONCE = 5;
/** While one sends an entry nobody else does; after this the sender is taken for dead. */
const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

type Sent = 'logged' | 'failed' | 'taken';

/**
 * Sends what waits to be logged in Salesforce, oldest first. Never in an agent's way: the plugin calls it after completing, a
 * schedule may as well. What Salesforce doesn't take stays and is tried again, later and later; `health` reports it.
 * @throws UpstreamError firestore
 */
export async function logPending(_request: unknown, ctx: RequestContext): Promise<LogPendingResponse> {
  if (!ctx.config.logCallToSalesforce) return { logged: 0, failed: 0, more: false };
  const due = await onFirestore(ctx.deadline, async () => {
    const queue = collections.salesforceLog(await ctx.clients.firestore());
    return (
      await queue
        .where('dueAt', '<=', Timestamp.now())
        .orderBy('dueAt')
        .limit(AT_ONCE + 1)
        .get()
    ).docs;
  });
  const sent = await Promise.all(due.slice(0, AT_ONCE).map((entry) => send(entry, ctx)));
  const count = (what: Sent): number => sent.filter((one) => one === what).length;
  return { logged: count('logged'), failed: count('failed'), more: due.length > AT_ONCE };
}

async function send(entry: QueryDocumentSnapshot<SalesforceLogDocument>, ctx: RequestContext): Promise<Sent> {
  const queued = entry.data();
  const leased = await ifUnchanged(ctx, () =>
    entry.ref.update({ dueAt: Timestamp.fromMillis(Date.now() + LEASE_MS) }, { lastUpdateTime: entry.updateTime }),
  );
  if (leased === null) return 'taken';
  const precondition = { lastUpdateTime: leased.writeTime };
  try {
    await log(entry.id, ctx);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.note('not logged in Salesforce', { source: 'salesforce', error });
    const lastError = error instanceof SalesforceRefusal ? error.errorCode : error.code;
    const dueAt = Timestamp.fromMillis(Date.now() + waitAfter(queued.attempts));
    await ifUnchanged(ctx, () => entry.ref.update({ attempts: queued.attempts + 1, lastError, dueAt }, precondition));
    return 'failed';
  }
  // An amendment made meanwhile has queued the entry again: then it stays
  await ifUnchanged(ctx, () => entry.ref.delete(precondition));
  return 'logged';
}

/** An interaction that is gone, or whose customer has no record in Salesforce, has nothing to be logged on. */
async function log(interactionId: string, ctx: RequestContext): Promise<void> {
  const [interaction, record] = await onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const document = (await collections.interactions(store).doc(interactionId).get()).data();
    return [document && toInteraction(interactionId, document), await recordOf(store, document?.customerId ?? null)] as const;
  });
  const opening = ctx.clients.salesforce();
  if (interaction === undefined || record === null || opening === null) return;
  await logToSalesforce(await opening, interaction, record, ctx.deadline);
}

async function recordOf(store: Firestore, customerId: string | null): Promise<CustomerDocument['salesforce']> {
  if (customerId === null) return null;
  const record = (await byId(store, customerId))?.customer.salesforce ?? null;
  return record === null || (record.contactId === null && record.accountId === null) ? null : record;
}

/** Null when somebody else has changed the entry since. */
async function ifUnchanged<T>(ctx: RequestContext, write: () => Promise<T>): Promise<T | null> {
  return onFirestore(ctx.deadline, async () => {
    try {
      return await write();
    } catch (error) {
      // Not found: another sender has finished it
      if (isChangedOrGone(error)) return null;
      throw error;
    }
  });
}

/** Doubles with each failure, with jitter, so that entries that failed together do not come back together. */
export function waitAfter(attempts: number, random = Math.random()): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 20)) * (0.75 + random / 2);
}

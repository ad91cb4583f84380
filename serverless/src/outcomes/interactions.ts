import type { OutcomeInteractionsResponse } from '@interaction-history/shared/src/contract/outcomes';
import { FieldPath, Timestamp, type Firestore, type Query } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { readCursor, writeCursor } from '../interactions/cursor';
import { toInteraction } from '../interactions/documents';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { MOST_VALUES } from '../vendors/firestore/any-of';
import { collections, getAll } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { codesBelow } from './codes-below';
import { dayOf, measuresOf } from './counters';
import { checkSpan, dayAfter } from './span';

type Request = RequestOf<'outcomes/interactions'>;

const PAGE = 50;
/** Read at most for one page: one filter has an index, further ones are picked out of what it leaves. */
const SCAN_LIMIT = 1_000;

/**
 * The interactions behind a number of the report, newest first (OR-5). A page that had to read too much ends early, and the next one goes on.
 * @throws AppError invalid_request (the span, a cursor that isn't ours); UpstreamError firestore
 */
export async function interactions(request: Request, ctx: RequestContext): Promise<OutcomeInteractionsResponse> {
  checkSpan(request);
  const codes = await codesBelow(request.reasonId, ctx);
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const { found, nextCursor } = await page(queryFor(store, request, codes), request, codes);
    const customerIds = [...new Set(found.flatMap(([, { customerId }]) => customerId ?? []))];
    const customers = await getAll(
      store,
      customerIds.map((id) => collections.customers(store).doc(id)),
    );
    const names = new Map(customers.map((customer) => [customer.id, customer.data()?.name ?? null]));
    return {
      entries: found.map(([id, entry]) => ({
        interaction: toInteraction(id, entry),
        customerName: names.get(entry.customerId ?? '') ?? null,
      })),
      nextCursor,
    };
  });
}

/** The filter that leaves least is the index's. A day more on both sides, for the centre's time zones: whether an entry counts is looked at each. */
function queryFor(
  store: Firestore,
  { from, to, workerSid, queueSid }: Request,
  codes: ReadonlySet<string> | null,
): Query<InteractionDocument> {
  let query: Query<InteractionDocument> = collections.interactions(store);
  if (codes !== null && codes.size <= MOST_VALUES) query = query.where('reason.id', 'in', [...codes]);
  else if (workerSid !== undefined) query = query.where('worker.sid', '==', workerSid);
  else if (queueSid !== undefined) query = query.where('queue.sid', '==', queueSid === 'none' ? '' : queueSid);
  return query
    .where('occurredAt', '>=', Timestamp.fromMillis(Date.parse(`${dayAfter(from, -1)}T00:00:00Z`)))
    .where('occurredAt', '<', Timestamp.fromMillis(Date.parse(`${dayAfter(to, 2)}T00:00:00Z`)))
    .orderBy('occurredAt', 'desc')
    .orderBy(FieldPath.documentId(), 'desc');
}

async function page(
  query: Query<InteractionDocument>,
  request: Request,
  codes: ReadonlySet<string> | null,
): Promise<{ found: [string, InteractionDocument][]; nextCursor: string | null }> {
  const found: [string, InteractionDocument][] = [];
  let after: unknown[] | null = request.cursor === undefined ? [] : readCursor(request.cursor);
  for (let scanned = 0; scanned < SCAN_LIMIT && after !== null;) {
    const { docs } = await (after.length === 0 ? query : query.startAfter(...after)).limit(PAGE + 1).get();
    for (const doc of docs.slice(0, PAGE)) {
      scanned += 1;
      const entry = doc.data();
      after = [entry.occurredAt, doc.id];
      if (isWanted(entry, request, codes)) found.push([doc.id, entry]);
      if (found.length === PAGE) return { found, nextCursor: writeCursor(entry.occurredAt, doc.id) };
    }
    if (docs.length <= PAGE) after = null;
  }
  return { found, nextCursor: after === null ? null : writeCursor(after[0] as Timestamp, after[1] as string) };
}

/** What is counted, by the same rules. */
function isWanted(entry: InteractionDocument, request: Request, codes: ReadonlySet<string> | null): boolean {
  const { queueSid, workerSid, channel, isDefault, action } = request;
  return (
    entry.unconfirmed !== true &&
    request.from <= dayOf(entry) &&
    dayOf(entry) <= request.to &&
    codes?.has(entry.reason.id) !== false &&
    (queueSid === undefined || (entry.queue.sid || 'none') === queueSid) &&
    (workerSid === undefined || entry.worker.sid === workerSid) &&
    (channel === undefined || entry.channel === channel) &&
    (isDefault !== true || measuresOf(entry).defaults === 1) &&
    (action === undefined || measuresOf(entry)[action] > 0)
  );
}

import type { OwnInteractions } from '@interaction-history/shared/src/contract/interactions';
import { AMEND_HOURS } from '@interaction-history/shared/src/limits';
import { FieldPath, Timestamp } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { collections, getAll } from '../vendors/firestore/collections';
import { amendableUntil, toInteraction } from './documents';

/** More than an agent has in a day. */
const AT_MOST = 200;
/** An entry may come a day late from the outbox, and can be amended for a day from then on. */
const SPAN_MS = 2 * AMEND_HOURS * 3_600_000;

/**
 * The caller's own entries that they can still amend, newest first, with the customers' names of today (IH-6). One question by the index of
 * workers, however long they have been here.
 * @throws UpstreamError firestore
 */
export async function ownInteractions(_: RequestOf<'interactions/own'>, ctx: RequestContext): Promise<OwnInteractions> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const { docs } = await collections
      .interactions(store)
      .where('worker.sid', '==', ctx.worker.sid)
      .where('occurredAt', '>=', Timestamp.fromMillis(Date.now() - SPAN_MS))
      .orderBy('occurredAt', 'desc')
      .orderBy(FieldPath.documentId(), 'desc')
      .limit(AT_MOST + 1)
      .get();
    const entries = docs
      .slice(0, AT_MOST)
      .map((doc) => [doc.id, doc.data()] as const)
      .filter(([, entry]) => amendableUntil(entry) > Date.now());
    const customerIds = [...new Set(entries.flatMap(([, { customerId }]) => customerId ?? []))];
    const customers = await getAll(
      store,
      customerIds.map((id) => collections.customers(store).doc(id)),
    );
    const names = new Map(customers.map((customer) => [customer.id, customer.data()?.name ?? null]));
    return {
      entries: entries.map(([id, entry]) => ({
        interaction: toInteraction(id, entry),
        customerName: names.get(entry.customerId ?? '') ?? null,
      })),
      more: docs.length > AT_MOST,
    };
  });
}

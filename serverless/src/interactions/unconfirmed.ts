import type { UnconfirmedResponse } from '@interaction-history/shared/src/contract/interactions';
import type { RequestContext } from '../context';
import { onFirestore } from '../vendors/firestore/client';
import { collections, getAll } from '../vendors/firestore/collections';
import type { InteractionDocument } from '../vendors/firestore/documents';
import { interactionIdOf, toInteraction } from './documents';

const MOST = 100;

/** Entries for which only their agent vouches (TR-2), oldest first. @throws UpstreamError firestore */
export async function unconfirmed(_request: unknown, ctx: RequestContext): Promise<UnconfirmedResponse> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const interactions = collections.interactions(store);
    const asked = interactions.where('unconfirmed', '==', true).limit(MOST + 1);
    const { docs } = await asked.get();
    const waiting = docs
      .slice(0, MOST)
      .map((doc): [string, InteractionDocument] => [doc.id, doc.data()])
      .sort(([, a], [, b]) => a.recordedAt.toMillis() - b.recordedAt.toMillis());
    const customerIds = [...new Set(waiting.flatMap(([, { customerId }]) => customerId ?? []))];
    const customerRefs = customerIds.map((id) => collections.customers(store).doc(id));
    const sameParts = waiting.map(([, { taskSid, reservationSid }]) =>
      interactions.doc(interactionIdOf(taskSid, reservationSid)),
    );
    const [customers, recorded] = await Promise.all([getAll(store, customerRefs), getAll(store, sameParts)]);
    const names = new Map(customers.map((customer) => [customer.id, customer.data()?.name ?? null]));
    return {
      entries: waiting.map(([id, document], at) => ({
        interaction: toInteraction(id, document),
        customerName: names.get(document.customerId ?? '') ?? null,
        recordedBy: recorded[at]?.data()?.worker.name ?? null,
      })),
      more: docs.length > MOST,
    };
  });
}

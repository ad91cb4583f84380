import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { onFirestore } from '../../vendors/firestore/client';
import { toCustomer } from '../identity/documents';
import { questions } from './stored-questions';

const MOST = 20;

/**
 * Customers stored with us under a phone, an e-mail address, a customer number or a name (ID-14). Several may share one: that is
 * what a supervisor looks for who merges them.
 */
export async function findStored(
  { text }: RequestOf<'customers/find-stored'>,
  ctx: RequestContext,
): Promise<ResponseOf<'customers/find-stored'>> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const pages = await Promise.all(questions(store, text, ctx.config.defaultRegion).map((query) => query.limit(MOST + 1).get()));
    const found = new Map(pages.flatMap(({ docs }) => docs).map((doc) => [doc.id, doc.data()]));
    const customers = [...found]
      .filter(([, { mergedInto }]) => mergedInto === undefined)
      .map(([id, document]) => ({ customer: toCustomer(id, document), interactionCount: document.interactionCount ?? 0 }))
      .sort((a, b) => b.interactionCount - a.interactionCount || (a.customer.customerId < b.customer.customerId ? -1 : 1));
    return { customers: customers.slice(0, MOST), more: customers.length > MOST };
  });
}

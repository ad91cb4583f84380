import { toE164 } from '@interaction-history/shared/src/caller/phone';
import { equalForms } from '@interaction-history/shared/src/phones/equal-forms';
import type { Firestore, Query } from 'firebase-admin/firestore';
import type { RequestContext } from '../../context';
import type { RequestOf, ResponseOf } from '../../runtime/context';
import { onFirestore } from '../../vendors/firestore/client';
import { collections } from '../../vendors/firestore/collections';
import type { CustomerDocument } from '../../vendors/firestore/documents';
import { toCustomer } from '../identity/documents';

const MOST = 20;

/**
 * Customers stored with us under a phone, an e-mail address, a customer number or a name (ID-14). Several may share one: that is
 * what a supervisor looks for who merges them. Every question is an equality on one field, which Firestore indexes by itself.
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

function questions(store: Firestore, text: string, region: string): Query<CustomerDocument>[] {
  const customers = collections.customers(store);
  const phone = toE164(text, region);
  return [
    ...(phone === null ? [] : [customers.where('phones', 'array-contains-any', equalForms(phone))]),
    // an address as it was typed into Salesforce, or as our own form keeps it
    ...(text.includes('@') ? [customers.where('email', 'in', [...new Set([text, text.toLowerCase()])])] : []),
    customers.where('accountNumber', '==', text),
    customers.where('name', '==', text),
  ];
}

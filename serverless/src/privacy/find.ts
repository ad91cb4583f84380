import type { FoundPeople } from '@interaction-history/shared/src/contract/privacy';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { toCustomer } from '../customers/identity/documents';
import { questions } from '../customers/lookup/stored-questions';
import { currentCustomer, type ReadCustomer } from '../customers/merge/current-customer';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { anyOf } from '../vendors/firestore/any-of';
import { collections } from '../vendors/firestore/collections';
import type { CustomerDocument } from '../vendors/firestore/documents';
import { held } from './apply';
import { holdOn } from './hold-on';
import { personOf } from './person';

const MOST = 10;

/**
 * Whom a text means among the customers stored with us, who else may be the same person, and what is held of each (PR-1).
 * @throws UpstreamError
 */
export async function findPerson({ text }: RequestOf<'privacy/find'>, ctx: RequestContext): Promise<FoundPeople> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const pages = await Promise.all(questions(store, text, ctx.config.defaultRegion).map((query) => query.limit(MOST + 1).get()));
    const meant = await current(store, [...new Set(pages.flatMap(({ docs }) => docs.map(({ id }) => id)))]);
    const alike = (await Promise.all(meant.slice(0, MOST).map((each) => likeThis(store, each)))).flat();
    const all = [...new Map([...meant, ...alike].map((each) => [each.ref.id, each])).values()];
    const shown = all.slice(0, MOST);
    const people = await Promise.all(
      shown.map(async ({ ref, document }) => {
        const { person, customers } = await personOf(store, [ref.id]);
        return {
          customer: toCustomer(ref.id, document),
          held: await held(store, person, ctx.config),
          hold: holdOn(customers),
          sameAs: shown.filter((other) => other.ref.id !== ref.id && isAlike(document, other.document)).map((one) => one.ref.id),
        };
      }),
    );
    return { people, more: all.length > MOST, unfinished: await unfinished(store) };
  });
}

async function current(store: Firestore, ids: readonly string[]): Promise<ReadCustomer[]> {
  const found = (await Promise.all(ids.map((id) => currentCustomer(store, id)))).filter((each) => each !== null);
  return [...new Map(found.map((each) => [each.ref.id, each])).values()];
}

async function likeThis(store: Firestore, { document }: ReadCustomer): Promise<ReadCustomer[]> {
  const customers = collections.customers(store);
  const contactId = document.salesforce?.contactId;
  const asked = [
    ...anyOf(document.phones, (some) => customers.where('phones', 'array-contains-any', some)),
    ...(document.email === null ? [] : [customers.where('email', '==', document.email)]),
    ...(contactId ? [customers.where('salesforce.contactId', '==', contactId)] : []),
  ];
  const pages = await Promise.all(asked.map((query) => query.limit(MOST).get()));
  return current(
    store,
    pages.flatMap(({ docs }) => docs.map(({ id }) => id)),
  );
}

function isAlike(one: CustomerDocument, other: CustomerDocument): boolean {
  const contactId = one.salesforce?.contactId;
  return (
    one.phones.some((phone) => other.phones.includes(phone)) ||
    (one.email !== null && one.email === other.email) ||
    (typeof contactId === 'string' && contactId === other.salesforce?.contactId)
  );
}

async function unfinished(store: Firestore): Promise<FoundPeople['unfinished']> {
  const { docs } = await collections.erasures(store).where('doneAt', '==', null).limit(MOST).get();
  return docs.map((doc) => {
    const { asked, at, by } = doc.data();
    return { customerIds: asked, at: at.toDate().toISOString(), by };
  });
}

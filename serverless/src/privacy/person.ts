import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import type { Firestore } from 'firebase-admin/firestore';
import { identityIn } from '../customers/identity/documents';
import { readCustomer, type ReadCustomer } from '../customers/merge/current-customer';
import { anyOf } from '../vendors/firestore/any-of';
import { collections, getAll } from '../vendors/firestore/collections';
import type { CustomerDocument, ErasureDocument } from '../vendors/firestore/documents';

/** What everything of a person is found by. */
export type Person = Pick<ErasureDocument, 'customerIds' | 'keys'>;

/**
 * The person that these customers are: with those merged into them, and every key that leads to them. A phone on their record that leads to
 * somebody else is that customer's: people share phones.
 */
export async function personOf(
  store: Firestore,
  customerIds: readonly string[],
): Promise<{ person: Person; customers: ReadCustomer[] }> {
  const ids = await withMerged(store, customerIds);
  const customers = (await Promise.all(ids.map((id) => readCustomer(store, id)))).filter((each) => each !== null);
  const led = await Promise.all(
    anyOf(ids, (some) => collections.identities(store).where('customerId', 'in', some)).map((query) => query.get()),
  );
  const named = [...new Set(customers.flatMap(({ document }) => addressKeys(document)))];
  const owners = await getAll(
    store,
    named.map((key) => collections.identities(store).doc(key)),
  );
  const unowned = owners.filter((owner) => !owner.exists).map(({ id }) => id);
  const keys = [...new Set([...led.flatMap(({ docs }) => docs.map(({ id }) => id)), ...unowned])];
  return { person: { customerIds: ids, keys }, customers };
}

async function withMerged(store: Firestore, customerIds: readonly string[]): Promise<string[]> {
  const ids = new Set(customerIds);
  for (let asked = [...ids]; asked.length > 0;) {
    const questions = anyOf(asked, (some) => collections.customers(store).where('mergedInto', 'in', some));
    const pages = await Promise.all(questions.map((query) => query.get()));
    asked = pages.flatMap(({ docs }) => docs.map(({ id }) => id)).filter((id) => !ids.has(id));
    asked.forEach((id) => ids.add(id));
  }
  return [...ids];
}

const addressKeys = ({ phones, email }: CustomerDocument): string[] => [
  ...phones.map((value) => identityKey({ kind: 'phone', value })),
  ...(email === null ? [] : [identityKey({ kind: 'email', value: email.toLowerCase() })]),
];

/** The person's addresses, without the keys of outside records. */
export const addressesOf = ({ keys }: Person): string[] => keys.filter((key) => identityIn(key) !== null);

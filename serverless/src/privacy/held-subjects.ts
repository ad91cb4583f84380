import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { hashedKey } from '../audit/subjects';
import { currentCustomer } from '../customers/merge/current-customer';
import { collections } from '../vendors/firestore/collections';
import { personOf, type Person } from './person';

/** Whom audit rows name when they are about a person. */
export const subjectsOf = ({ customerIds, keys }: Person, auditKey: string): string[] => [
  ...customerIds,
  ...keys.map((key) => hashedKey(key, auditKey)),
];

/** Whom a legal hold is on (PR-6), looked up afresh: with whoever was merged with them: customers' ids, and their keys as the audit trail has them. */
export async function heldSubjects(store: Firestore, auditKey: string): Promise<ReadonlySet<string>> {
  const { docs } = await collections.customers(store).where('hold.at', '>', Timestamp.fromMillis(0)).get();
  const people = await Promise.all(
    docs.map(async ({ id }) => {
      const customer = await currentCustomer(store, id);
      const { person } = await personOf(store, [customer?.ref.id ?? id]);
      return [id, ...subjectsOf(person, auditKey)];
    }),
  );
  return new Set(people.flat());
}

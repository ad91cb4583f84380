import { classify } from '@interaction-history/shared/src/caller/identity';
import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import {
  FieldPath,
  FieldValue,
  type Firestore,
  type Query,
  type QueryDocumentSnapshot,
  type WriteBatch,
} from 'firebase-admin/firestore';
import { hashedKey } from '../audit/subjects';
import type { Config } from '../config/config';
import { addressOf } from '../customers/identity/documents';
import { identityFor } from '../customers/identity/identity-for';
import { collections, type Collections, type PersonalCollection } from '../vendors/firestore/collections';
import { anonymous } from './follow-erasure';
import { anyOf } from '../vendors/firestore/any-of';
import { addressesOf, type Person } from './person';

export type PrivacyConfig = Pick<Config, 'defaultRegion' | 'auditKey' | 'centreNumbers'>;
type DocumentOf<C extends keyof Collections> = Collections[C] extends (
  store: Firestore,
) => FirebaseFirestore.CollectionReference<infer T>
  ? T
  : never;

/** How what a collection holds of a person is found and erased (PR-1); it is exported as it stands. */
export interface Rule<T> {
  of(store: Firestore, person: Person, config: PrivacyConfig): Query<T>[];
  /** Where the questions answer with more than what is theirs. */
  isOf?: (this: void, document: T, person: Person, config: PrivacyConfig) => boolean;
  /** Left out: it stays, because it names nobody. */
  erase?: (this: void, batch: WriteBatch, found: QueryDocumentSnapshot<T>, person: Person) => void;
}

/** Kinds of what is held: every collection of people, and two that hold ids alone. */
export type Kind = PersonalCollection | 'serviceActions' | 'audit';
type Rules = { readonly [C in Kind]: Rule<DocumentOf<C>> };

const deleted = (batch: WriteBatch, { ref, updateTime }: QueryDocumentSnapshot<unknown>): void =>
  void batch.delete(ref, { lastUpdateTime: updateTime });
const named = FieldPath.documentId();

/** In the order of erasing; a new collection of people doesn't compile until it is here. */
export const RULES: Rules = {
  drafts: {
    // few, and a draft tells in several ways whom it is about
    of: (store) => [collections.drafts(store)],
    isOf: ({ about }, person, config) =>
      (about.customerId !== null && person.customerIds.includes(about.customerId)) ||
      person.keys.includes(identityKey(identityFor(classify(about.asSeen?.address ?? '', about.asSeen?.channel), config))),
    erase: deleted,
  },
  acceptances: {
    of: (store, person) =>
      anyOf(addressesOf(person), (keys) => collections.acceptances(store).where('identity.value', 'in', keys.map(addressOf))),
    isOf: ({ identity }, person) => identity !== null && person.keys.includes(identityKey(identity)),
    // who accepted the task still stands (TR-2)
    erase: (batch, { ref, updateTime }) => void batch.update(ref, { identity: null }, { lastUpdateTime: updateTime }),
  },
  interactions: {
    of: (store, person) => [
      ...anyOf(person.customerIds, (ids) => collections.interactions(store).where('customerId', 'in', ids)),
      ...anyOf(addressesOf(person), (keys) => collections.interactions(store).where('identityKey', 'in', keys)),
    ],
    erase: (batch, found, { customerIds }) => {
      const { ref, updateTime } = found;
      const { customerId } = found.data();
      if (customerId !== null && !customerIds.includes(customerId)) {
        // somebody else's call from this person's phone
        batch.update(ref, { identityKey: null }, { lastUpdateTime: updateTime });
        return;
      }
      batch.update(ref, { ...anonymous(found.data()), movedFrom: FieldValue.delete() }, { lastUpdateTime: updateTime });
      batch.delete(collections.salesforceLog(ref.firestore).doc(ref.id));
    },
  },
  merges: {
    of: (store, { customerIds }) => [
      ...anyOf(customerIds, (ids) => collections.merges(store).where('winnerId', 'in', ids)),
      ...anyOf(customerIds, (ids) => collections.merges(store).where(named, 'in', ids)),
    ],
    erase: (batch, found) => {
      deleted(batch, found);
      batch.delete(collections.pendingMerges(found.ref.firestore).doc(found.id));
    },
  },
  serviceActions: {
    of: (store, { customerIds }) => anyOf(customerIds, (ids) => collections.serviceActions(store).where('customerId', 'in', ids)),
    erase: deleted,
  },
  identities: {
    of: (store, { customerIds }) => anyOf(customerIds, (ids) => collections.identities(store).where('customerId', 'in', ids)),
    erase: deleted,
  },
  customers: {
    of: (store, { customerIds }) => anyOf(customerIds, (ids) => collections.customers(store).where(named, 'in', ids)),
    erase: deleted,
  },
  // ends as a receipt without keys
  erasures: {
    of: (store, { customerIds }) =>
      anyOf(customerIds, (ids) => collections.erasures(store).where('customerIds', 'array-contains-any', ids)),
  },
  audit: {
    of: (store, { customerIds, keys }, { auditKey }) =>
      anyOf([...customerIds, ...keys.map((key) => hashedKey(key, auditKey))], (subjects) =>
        collections.audit(store).where('subjects', 'array-contains-any', subjects),
      ),
  },
};
export const KINDS = Object.keys(RULES) as Kind[];

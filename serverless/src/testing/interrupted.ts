import type { Firestore, WriteBatch } from 'firebase-admin/firestore';

/** The store with one of its methods replaced, for those who are given it. */
export function replacing<K extends 'batch' | 'collection'>(store: Firestore, method: K, by: Firestore[K]): Firestore {
  return new Proxy(store, {
    get(target, name) {
      if (name === method) return by;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

/**
 * The store as the slower of two has it: just before a batch is committed, somebody else's work is done.
 * @param nth the batch before which it is done, from 1
 */
export function interrupted(store: Firestore, work: () => Promise<unknown>, nth = 1): Firestore {
  let batches = 0;
  return replacing(store, 'batch', (): WriteBatch => {
    const batch = store.batch();
    if (++batches !== nth) return batch;
    const commit = batch.commit.bind(batch);
    batch.commit = async () => {
      await work();
      return commit();
    };
    return batch;
  });
}

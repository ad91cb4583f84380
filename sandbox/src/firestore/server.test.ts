import { Firestore, FieldValue } from '@google-cloud/firestore';
import { openEmbeddedFirestore } from './embedded';
import { serveFirestore, type FirestoreServer } from './server';

describe('the embedded Firestore behind gRPC, with Google’s own client', () => {
  const embedded = openEmbeddedFirestore('demo-test');
  let server: FirestoreServer;
  let store: Firestore;
  beforeAll(async () => {
    // Google's client asks for the cloud machine it runs on otherwise
    process.env.METADATA_SERVER_DETECTION = 'none';
    server = await serveFirestore(embedded);
    store = new Firestore({
      projectId: 'demo-test',
      host: server.host,
      ssl: false,
      customHeaders: { Authorization: 'Bearer owner' },
    });
  });
  afterAll(async () => {
    await store.terminate();
    await server.stop();
  });

  test('what is written is read again, value for value', async () => {
    const written = {
      text: 'né',
      number: 1.5,
      whole: 2 ** 40,
      none: null,
      yes: true,
      no: false,
      list: [1, { a: 'b' }],
      map: { empty: {}, list: [] },
    };
    const ref = store.doc('things/one');
    await ref.create({ ...written, when: FieldValue.serverTimestamp() });
    const read = (await ref.get()).data();
    expect(read).toMatchObject(written);
    expect((await embedded.store.doc('things/one').get()).data()?.when).toBeDefined();
    await ref.update({ whole: FieldValue.increment(1), 'map.more': 'x', text: FieldValue.delete() });
    expect((await ref.get()).data()).toMatchObject({ whole: 2 ** 40 + 1, map: { more: 'x', list: [] } });
    expect((await ref.get()).data()).not.toHaveProperty('text');
  });

  test('errors keep their gRPC code', async () => {
    await store.doc('things/two').set({});
    await expect(store.doc('things/two').create({})).rejects.toMatchObject({ code: 6 });
    await expect(store.doc('things/none').update({ a: 1 })).rejects.toMatchObject({ code: 5 });
  });

  test('queries, counts, several documents, collections and transactions', async () => {
    const fields = [
      { fieldPath: 'odd', order: 'ASCENDING' },
      { fieldPath: 'n', order: 'DESCENDING' },
    ];
    embedded.setIndexes({
      indexes: [{ collectionGroup: 'numbers', queryScope: 'COLLECTION', fields }],
      fieldOverrides: [],
    });
    const batch = store.batch();
    for (let n = 0; n < 5; n++) batch.set(store.doc(`numbers/${n}`), { n, odd: n % 2 === 1 });
    await batch.commit();
    const odd = store.collection('numbers').where('odd', '==', true).orderBy('n', 'desc');
    expect((await odd.get()).docs.map(({ id }) => id)).toEqual(['3', '1']);
    expect((await odd.limit(1).select('n').get()).docs.map((doc) => doc.data())).toEqual([{ n: 3 }]);
    expect((await store.collection('nothing').get()).empty).toBe(true);
    expect((await odd.count().get()).data().count).toBe(2);
    const [there, missing] = await store.getAll(store.doc('numbers/1'), store.doc('numbers/9'));
    expect([there?.exists, missing?.exists]).toEqual([true, false]);
    expect((await store.listCollections()).map(({ id }) => id)).toContain('numbers');
    const add = (): Promise<void> =>
      store.runTransaction(async (transaction) => {
        const now = (await transaction.get(store.doc('numbers/0'))).get('n') as number;
        transaction.update(store.doc('numbers/0'), { n: now + 1 });
      });
    await Promise.all([add(), add(), add()]);
    expect((await store.doc('numbers/0').get()).get('n')).toBe(3);
  });

  test('documents read and commits are counted', async () => {
    const before = embedded.counts();
    await store.doc('numbers/1').get();
    await store.doc('numbers/1').set({ n: 1 });
    expect(embedded.counts()).toEqual({ reads: before.reads + 1, commits: before.commits + 1 });
  });

  test('what it can’t do is refused aloud', async () => {
    const partitions = store.collectionGroup('numbers').getPartitions(2)[Symbol.asyncIterator]();
    await expect(partitions.next()).rejects.toMatchObject({ code: 12 });
  });
});

import type { Query } from 'firebase-admin/firestore';
import { NO_INDEXES, openEmbeddedFirestore } from './embedded';
import type { CompositeIndex, Indexes } from './indexes';

const embedded = openEmbeddedFirestore('demo-test');
const index = (...fields: string[]): CompositeIndex => ({
  collectionGroup: 'things',
  queryScope: 'COLLECTION',
  fields: fields.map((each) => {
    const [fieldPath = '', how = 'up'] = each.split(' ');
    if (how === 'array') return { fieldPath, arrayConfig: 'CONTAINS' };
    return { fieldPath, order: how === 'down' ? 'DESCENDING' : 'ASCENDING' };
  }),
});
const things = embedded.store.collection('things');
const refused = (query: Query, deployed: Partial<Indexes> = {}): Promise<unknown> => {
  embedded.setIndexes({ ...NO_INDEXES, ...deployed });
  return query.get().then(
    () => null,
    (error: unknown) => (error as { code?: number }).code,
  );
};

test.each<[string, Query]>([
  [
    'equalities alone, joined from the automatic indexes',
    things.where('a', '==', 1).where('b', '==', 2).where('c', 'in', [1, 2]),
  ],
  ['one field’s order', things.orderBy('a', 'desc')],
  ['one field’s range and order', things.where('a', '>', 1).orderBy('a', 'desc')],
  ['an array’s member', things.where('a', 'array-contains', 1)],
  ['no condition', things],
])('the embedded store answers without a composite index: %s', async (_, query) => {
  expect(await refused(query)).toBeNull();
});

test.each<[string, Query, CompositeIndex[], boolean]>([
  ['an equality and an order', things.where('a', '==', 1).orderBy('b'), [index('a', 'b')], true],
  ['with the name in the end', things.where('a', '==', 1).orderBy('b', 'desc'), [index('a', 'b down', '__name__ down')], true],
  ['the other direction', things.where('a', '==', 1).orderBy('b', 'desc'), [index('a', 'b')], false],
  ['another field', things.where('a', '==', 1).orderBy('b'), [index('c', 'b')], false],
  ['an equality too many', things.where('a', '==', 1).orderBy('b'), [index('a', 'c', 'b')], false],
  ['two that are joined', things.where('a', '==', 1).where('c', '==', 2).orderBy('b'), [index('a', 'b'), index('c', 'b')], true],
  ['half of it', things.where('a', '==', 1).where('c', '==', 2).orderBy('b'), [index('a', 'b')], false],
  ['an array', things.where('a', 'array-contains', 1).orderBy('b'), [index('a array', 'b')], true],
  ['an array by an index that isn’t for one', things.where('a', 'array-contains', 1).orderBy('b'), [index('a', 'b')], false],
  ['a range beside an equality', things.where('a', '==', 1).where('b', '>', 2), [index('a', 'b')], true],
  ['two orders', things.orderBy('a').orderBy('b', 'desc'), [index('a', 'b down')], true],
])('the embedded store refuses as Google does, unless the index is deployed: %s', async (_, query, indexes, served) => {
  expect(await refused(query)).toBe(9);
  expect(await refused(query, { indexes })).toBe(served ? null : 9);
});

test('a field that is exempt from indexes can be neither asked for nor ordered by', async () => {
  const fieldOverrides = [{ collectionGroup: 'things', fieldPath: 'a', indexes: [] }];
  expect(await refused(things.where('a', '==', 1), { fieldOverrides })).toBe(9);
  expect(await refused(things.orderBy('a'), { fieldOverrides })).toBe(9);
  expect(await refused(things.where('b', '==', 1), { fieldOverrides })).toBeNull();
});

test('a count needs what its query needs', async () => {
  embedded.setIndexes(NO_INDEXES);
  await expect(things.where('a', '==', 1).orderBy('b').count().get()).rejects.toMatchObject({ code: 9 });
});

import type { JoinedCustomers, SplitResponse } from '@interaction-history/shared/src/contract/joined-customers';
import type { StoredResponse } from '@interaction-history/shared/src/contract/customers';
import { handler as findStored } from '../../../functions/customers/find-stored';
import { handler as joined } from '../../../functions/customers/joined';
import { handler as merge } from '../../../functions/customers/merge';
import { handler as release } from '../../../functions/customers/release-address';
import { handler as split } from '../../../functions/customers/split';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';

let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
afterAll(() => centre.stop());
beforeEach(() => void captureLog());
afterEach(() => jest.restoreAllMocks());

test('ID-17 a supervisor sees what leads to a customer, undoes the merge, takes an address away; an agent may neither', async () => {
  const [ada, sam] = [centre.as('ada'), centre.as('sam')];
  const { store } = centre.firestore;
  const double = (await store.doc('customers/seed-priya').get()).data();
  await store.doc('customers/double').set({ ...double, name: 'Priya N.', phones: ['+14155550999'], interactionCount: 0 });
  await store.doc('identities/phone:+14155550999').set({ customerId: 'double' });
  await sam(merge, { customerId: 'seed-priya', duplicateId: 'double' });

  expect(await ada(joined, { customerId: 'seed-priya' })).toMatchObject({ status: 403 });
  expect(await sam(joined, { customerId: 'nobody' })).toMatchObject({ status: 404 });
  const seen = (await sam(joined, { customerId: 'double' })).body as JoinedCustomers;
  expect(seen).toMatchObject({
    customer: { customerId: 'seed-priya' },
    merges: [{ mergedId: 'double', name: 'Priya N.', by: { name: 'Sam Doyle' } }],
  });
  expect(seen.addresses).toContainEqual({
    identity: { kind: 'phone', value: '+14155550999', display: '+1 415 555 0999' },
    kept: null,
  });

  const undoing = { customerId: 'seed-priya', mergedId: 'double' };
  expect(await ada(split, undoing)).toMatchObject({ status: 403 });
  expect(await sam(split, { ...undoing, mergedId: 'nobody' })).toMatchObject({ status: 404 });
  expect((await sam(split, undoing)).body as SplitResponse).toMatchObject({
    customer: { customerId: 'seed-priya' },
    restored: { customerId: 'double', name: 'Priya N.' },
    done: true,
  });

  const address = { customerId: 'double', identity: JSON.stringify({ kind: 'phone', value: '+14155550999' }) };
  expect(await ada(release, address)).toMatchObject({ status: 403 });
  expect(await sam(release, { ...address, customerId: 'seed-priya' })).toMatchObject({ status: 404 });
  expect(await sam(release, address)).toMatchObject({ status: 200, body: { customer: { phones: [] } } });
  expect(((await sam(findStored, { text: '+14155550999' })).body as StoredResponse).customers).toEqual([]);
});

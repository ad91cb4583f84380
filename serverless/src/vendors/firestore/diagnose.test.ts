import {
  openEmbeddedFirestore,
  productIndexes,
  type EmbeddedFirestore,
} from '@interaction-history/sandbox/src/firestore/embedded';
import { deadlineIn } from '../../runtime/deadline';
import { UpstreamError } from '../../runtime/errors';
import { collections } from './collections';
import { diagnose } from './diagnose';

let firestore: EmbeddedFirestore;
beforeEach(() => {
  firestore = openEmbeddedFirestore('demo-test');
});
afterEach(() => jest.restoreAllMocks());
const findings = (ms = 10_000) => diagnose(async () => firestore.store, deadlineIn(ms));
const troubles = async (): Promise<string[]> =>
  (await findings()).filter(({ level }) => level !== 'ok').map(({ id, level, mend }) => `${id} ${level}: ${mend ?? ''}`);

test('OP-2 a store that lacks nothing: every line is ok, one for each index, and nothing is left behind', async () => {
  expect(await troubles()).toEqual([]);
  expect((await findings()).length).toBe(2 + productIndexes().indexes.length);
  expect((await collections.probes(firestore.store).get()).size).toBe(0);
});

test('OP-2 each index that is missing is named, and no other; what Google joins from two others isn’t missed', async () => {
  const { indexes, fieldOverrides } = productIndexes();
  for (const index of indexes) {
    firestore.setIndexes({ indexes: indexes.filter((each) => each !== index), fieldOverrides });
    const names = index.fields.map(({ fieldPath }) => fieldPath).join(' ');
    const isJoined = index.fields.length === 5 || names.startsWith('customerId reason.id ');
    expect(await troubles()).toEqual(
      isJoined ? [] : [expect.stringMatching(/^firestore.index.* fail: npm run deploy:firestore$/)],
    );
  }
});

test('OP-2 an index that is still being built is told so', async () => {
  const building = Object.assign(
    new Error('9 FAILED_PRECONDITION: The query requires an index. That index is currently building and cannot be used yet.'),
    { code: 9 },
  );
  const asked = collections.interactions(firestore.store).where('customerId', '==', 'x');
  jest.spyOn(Object.getPrototypeOf(asked) as { get(): Promise<unknown> }, 'get').mockRejectedValueOnce(building);
  expect(await troubles()).toEqual([expect.stringMatching(/^firestore.index.* warn: Wait/)]);
});

test('OP-2 a clock that is wrong is told by how much', async () => {
  const late = await diagnose(
    async () => firestore.store,
    deadlineIn(10_000),
    () => Date.now() - 600_000,
  );
  expect(late.find(({ id }) => id === 'firestore.clock')).toMatchObject({
    level: 'fail',
    text: expect.stringMatching(/^The clock here is (599|600) s behind/) as string,
  });
});

test.each([
  ['a revoked key', 'revoked', 'UNAUTHENTICATED'],
  ['nobody there', 'unavailable', 'UNAVAILABLE'],
] as const)('OP-6 %s is one line with its reason', async (_, fault, reason) => {
  firestore.setFault(fault);
  expect(await findings()).toEqual([
    expect.objectContaining({ id: 'firestore.reach', level: 'fail', text: expect.stringContaining(reason) as string }),
  ]);
});

test('OP-6 no credential at all is one line with what to set', async () => {
  const none = new UpstreamError('firestore', 'upstream_unavailable', 'x', { reason: 'NO_CREDENTIAL' });
  const found = await diagnose(() => Promise.reject(none), deadlineIn(1_000));
  expect(found).toMatchObject([
    { id: 'firestore.reach', level: 'fail', mend: expect.stringContaining('FIREBASE_SERVICE_ACCOUNT_BASE64') as string },
  ]);
});

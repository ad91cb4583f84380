import { NO_INDEXES, openEmbeddedFirestore, productIndexes } from '@interaction-history/sandbox/src/firestore/embedded';
import { serveFirestore, type FirestoreServer } from '@interaction-history/sandbox/src/firestore/server';
import { startSilentProxy, type SilentProxy } from '@interaction-history/sandbox/src/silent-proxy';
import type { Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../../runtime/deadline';
import { describeError } from '../../runtime/log';
import { shortenTimings } from '../../testing/timings';
import { onFirestore } from './client';
import { collections } from './collections';
import { openFirestore } from './store';

/** Google's own client on gRPC, as in production, with a network between that can forget a connection. */
const embedded = openEmbeddedFirestore('demo-test');
let server: FirestoreServer;
let proxy: SilentProxy;
const opened = new Set<Firestore>();
let number = 0;
let config: Parameters<typeof openFirestore>[0];
beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = 'none';
  server = await serveFirestore(embedded);
  proxy = await startSilentProxy(Number(server.host.split(':')[1]));
  process.env.FIRESTORE_EMULATOR_HOST = `127.0.0.1:${proxy.port}`;
});
beforeEach(() => {
  // one client a test; before the emulator's host nobody asks what the key is worth
  const serviceAccount = { project_id: 'demo-test', client_email: `${number++}@example.com`, private_key: 'none' };
  config = { projectId: 'demo-test', serviceAccount };
});
afterEach(async () => {
  embedded.setFault(null);
  embedded.setIndexes(productIndexes());
  await read(10_000);
});
afterAll(async () => {
  // what was given up is still waiting on its dead connection: it gets its answer, and every client ends
  proxy.cut();
  await Promise.all([...opened].map((store) => store.terminate()));
  delete process.env.FIRESTORE_EMULATOR_HOST;
  await proxy.stop();
  await server.stop();
});

const open = async (): Promise<Firestore> => {
  const store = await openFirestore(config);
  opened.add(store);
  return store;
};
const read = (ms: number) =>
  onFirestore(
    deadlineIn(ms),
    async () =>
      (
        await collections
          .settings(await open())
          .doc('current')
          .get()
      ).exists,
  );
const query = (ms: number) =>
  onFirestore(deadlineIn(ms), async () => {
    const entries = collections.interactions(await open()).where('customerId', '==', 'x');
    return (await entries.orderBy('occurredAt', 'desc').limit(1).get()).size;
  });
const failure = async (work: Promise<unknown>): Promise<{ reason?: string; code: string; ms: number }> => {
  const began = performance.now();
  const error: unknown = await work.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  return Object.assign(error as { reason?: string; code: string }, { ms: performance.now() - began });
};

test('OP-7 a connection that died without a word costs one request; the next one answers', async () => {
  await read(10_000);
  proxy.silence();
  expect(await failure(read(500))).toMatchObject({ code: 'deadline_exceeded' });
  const began = performance.now();
  expect(await read(8_000)).toBe(false);
  expect(performance.now() - began).toBeLessThan(4_000);
});

test('OP-7 requests that met the dead connection together leave one new one behind, for all', async () => {
  await read(10_000);
  proxy.silence();
  const together = await Promise.all([failure(read(500)), failure(read(500)), failure(query(500))]);
  expect(together.map(({ code }) => code)).toEqual(Array(3).fill('deadline_exceeded'));
  const [one, other] = await Promise.all([open(), open()]);
  expect(one).toBe(other);
  expect(await Promise.all([read(8_000), query(8_000)])).toEqual([false, 0]);
});

test('OP-7 a store that was down is found within a second of its return', async () => {
  shortenTimings();
  await read(10_000);
  const port = Number(server.host.split(':')[1]);
  await server.stop();
  for (let failed = 0; failed < 4; failed++) await failure(read(400));
  server = await serveFirestore(embedded, port);
  const back = performance.now();
  while ((await read(2_000).catch(() => null)) === null) expect(performance.now() - back).toBeLessThan(6_000);
});

test('OP-6 a key that was revoked is told at once, and forgiven at once', async () => {
  embedded.setFault('revoked');
  for (const ask of [read, query, read]) {
    const refused = await failure(ask(8_000));
    expect(refused).toMatchObject({ code: 'upstream_unavailable', reason: 'UNAUTHENTICATED' });
    expect(describeError(refused)).toMatchObject({ reason: 'UNAUTHENTICATED' });
    expect(refused.ms).toBeLessThan(3_000);
  }
  embedded.setFault(null);
  expect(await read(8_000)).toBe(false);
});

test('OP-6 a missing index is told apart', async () => {
  expect(await query(8_000)).toBe(0);
  embedded.setIndexes(NO_INDEXES);
  const refused = await failure(query(8_000));
  expect(refused).toMatchObject({ code: 'upstream_unavailable', reason: 'INDEX_MISSING' });
  expect(refused.ms).toBeLessThan(3_000);
  expect(await read(8_000)).toBe(false);
});

test('OP-6 without any credential nobody waits for a cloud machine to answer', async () => {
  const host = process.env.FIRESTORE_EMULATOR_HOST;
  const withKey = config;
  config = { projectId: 'demo-test', serviceAccount: undefined };
  delete process.env.FIRESTORE_EMULATOR_HOST;
  try {
    const refused = await failure(read(8_000));
    expect(refused).toMatchObject({ reason: 'NO_CREDENTIAL' });
    expect(refused.ms).toBeLessThan(2_000);
  } finally {
    process.env.FIRESTORE_EMULATOR_HOST = host;
    config = withKey;
  }
});

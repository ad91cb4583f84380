import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { VERSION } from '@interaction-history/shared/src/version';
import { Timestamp } from 'firebase-admin/firestore';
import { handler } from '../../functions/health';
import { DATA_VERSION } from '../migrations/data-version';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

describe('OP-4 health', () => {
  let centre: TestEnvironment;
  beforeAll(async () => {
    centre = await startTestEnvironment();
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(() => {
    jest.restoreAllMocks();
    centre.firestore.setFault(null);
  });
  const ask = async (): Promise<HealthResponse> => (await centre.as('root')(handler, {})).body as HealthResponse;

  test('tells the versions, and when TaskRouter’s events last told of an accepted task', async () => {
    expect((await ask()).lastAcceptedAt).toBeNull();
    const acceptances = centre.firestore.store.collection('acceptances');
    const times = ['2026-11-19T10:00:00.000Z', '2026-11-20T10:00:00.000Z'];
    for (const at of times) await acceptances.add({ acceptedAt: Timestamp.fromDate(new Date(at)) });
    expect(await ask()).not.toHaveProperty('orderEvents');
    const listeningAt = Timestamp.fromDate(new Date(times[0] ?? ''));
    await centre.firestore.store.doc('eventCursors/OrderProvisionRequested__e').set({ replayId: null, listeningAt });
    await centre.firestore.store.doc('provisionings/801000000000001').set({ step: 'failed', reason: 'x', dueAt: null });
    const { lastAcceptedAt, orderEvents, versions } = await ask();
    expect(orderEvents).toEqual({ listeningAt: times[0], lastEventAt: null, waiting: 0, failed: 1 });
    expect(lastAcceptedAt).toBe(times[1]);
    expect(versions).toEqual({ functions: VERSION, writes: DATA_VERSION, data: DATA_VERSION });
  });

  test('a store that is down costs what only it knows', async () => {
    await ask();
    centre.firestore.setFault('unavailable');
    const health = await ask();
    expect(health).toMatchObject({ firestore: { status: 'failed' }, salesforce: { status: 'ok' }, taskrouter: { status: 'ok' } });
    expect(health).not.toHaveProperty('lastAcceptedAt');
    expect(health.versions).not.toHaveProperty('data');
  });

  test('Salesforce is asked for its limits once', async () => {
    const before = centre.salesforce.apiCalls();
    await ask();
    // the limits, the objects, the flow's version and its definition
    expect(centre.salesforce.apiCalls() - before).toBeLessThanOrEqual(4);
  });
});

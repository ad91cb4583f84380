import type { Firestore } from 'firebase-admin/firestore';
import { Timestamp } from 'firebase-admin/firestore';
import { countEntry, moveEntry, type Counted } from '../outcomes/counters';
import { sidOf, testContext } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { current } from './current';
import { mostUsed } from './most-used';

const NOW = new Date('2026-03-15T12:00:00Z');
const WORKER = sidOf('WK', 1);
const [BILLING, ORDERS] = [sidOf('WQ', 1), sidOf('WQ', 2)];

describe.each(storeKinds())('what a worker uses most ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  const counted = (reasonId: string, queueSid: string, at: string, workerSid = WORKER): Counted => ({
    occurredAt: Timestamp.fromDate(new Date(at)),
    worker: { sid: workerSid, name: 'Ada Agent' },
    queue: { sid: queueSid, name: '' },
    channel: 'voice',
    reason: { id: reasonId },
  });
  const count = async (...entries: Counted[]): Promise<void> => {
    const batch = store.batch();
    for (const entry of entries) countEntry(batch, store, entry);
    await batch.commit();
  };

  test('RC-3 most first, queue by queue, of this month and the last, and nobody else’s', async () => {
    await count(counted('refund', BILLING, '2026-03-02T09:00:00Z'), counted('invoice', BILLING, '2026-03-03T09:00:00Z'));
    await count(counted('invoice', BILLING, '2026-02-27T09:00:00Z'), counted('delivery', ORDERS, '2026-03-03T09:00:00Z'));
    await count(
      counted('ancient', BILLING, '2026-01-31T09:00:00Z'),
      counted('other', BILLING, '2026-03-03T09:00:00Z', sidOf('WK', 2)),
    );
    expect(await mostUsed(store, WORKER, NOW)).toEqual({ [BILLING]: ['invoice', 'refund'], [ORDERS]: ['delivery'] });
  });

  test('RC-3 a reason that every amendment has taken away is not offered; in January the last month is December', async () => {
    const entry = counted('refund', BILLING, '2025-12-31T09:00:00Z');
    await count(entry);
    const batch = store.batch();
    moveEntry(batch, store, entry, { ...entry, reason: { id: 'invoice' } });
    await batch.commit();
    expect(await mostUsed(store, WORKER, new Date('2026-01-02T00:00:00Z'))).toEqual({ [BILLING]: ['invoice'] });
  });

  test('RC-3 the codes come without it when it was not asked for, and when it cannot be read', async () => {
    const { ctx } = testContext({ store, workerSid: WORKER });
    expect(await current({}, ctx)).toMatchObject({ mostUsed: null });
    expect(await current({ withUsage: true }, ctx)).toMatchObject({ mostUsed: {} });
    const broken = testContext({ store, workerSid: WORKER });
    await current({}, broken.ctx);
    broken.ctx.clients.firestore = async () => Promise.reject(new Error('down'));
    expect(await current({ withUsage: true }, broken.ctx)).toMatchObject({ version: 0, mostUsed: null });
    broken.ctx.clients.firestore = () => new Promise(() => undefined);
    const asked = Date.now();
    expect(await current({ withUsage: true }, broken.ctx)).toMatchObject({ version: 0, mostUsed: null });
    expect(Date.now() - asked).toBeLessThan(3_000);
  });
});

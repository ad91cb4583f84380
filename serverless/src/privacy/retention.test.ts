import type { PublishSettingsResponse, Settings } from '@interaction-history/shared/src/contract/settings';
import fc from 'fast-check';
import { Timestamp, type DocumentData } from 'firebase-admin/firestore';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as hold } from '../../functions/privacy/hold';
import { handler as current } from '../../functions/settings/current';
import { handler as publish } from '../../functions/settings/publish';
import { handler as merge } from '../../functions/customers/merge';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { monthsAfter } from '../vendors/firestore/expiry';
import { EXPIRING } from '../config/retention';
import { heldSubjects } from './held-subjects';
import { settleAll } from './settle-expiry';

test('PR-5 so many months later is the same day, or the last one of a shorter month', () => {
  expect(monthsAfter(new Date('2026-01-31T10:00:00Z'), 1).toISOString()).toBe('2026-02-28T10:00:00.000Z');
  expect(monthsAfter(new Date('2024-02-29T10:00:00Z'), 12).toISOString()).toBe('2025-02-28T10:00:00.000Z');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 240 }),
      (at, months) => {
        const later = monthsAfter(at, months);
        const passed = (later.getUTCFullYear() - at.getUTCFullYear()) * 12 + later.getUTCMonth() - at.getUTCMonth();
        expect(passed).toBe(months);
        expect(later.getUTCDate()).toBeLessThanOrEqual(at.getUTCDate());
      },
    ),
  );
});

describe('PR-5 PR-6 what is kept for a time, and a legal hold', () => {
  let centre: TestEnvironment;
  let root: ReturnType<TestEnvironment['as']>;
  beforeAll(async () => {
    centre = await startTestEnvironment();
    root = centre.as('root');
    const { store } = centre.firestore;
    const priya = (await store.doc('customers/seed-priya').get()).data();
    for (const [id, phone] of [
      ['nia', '+14155550991'],
      ['omar', '+14155550992'],
    ] as const)
      await store
        .doc(`customers/${id}`)
        .set({ ...priya, name: id, email: null, accountNumber: null, phones: [phone], salesforce: null, interactionCount: 0 });
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(async () => {
    await root(hold, { customerId: 'nia', note: 'null' });
    jest.restoreAllMocks();
  });

  const put = async (settings: Settings): Promise<void> => {
    const { version } = (await root(current, {})).body as { version: number };
    const answer = await root(publish, { baseVersion: String(version), settings: JSON.stringify(settings) });
    expect((answer.body as PublishSettingsResponse).outcome).toBe('published');
  };
  const recorded = async (customerId: string): Promise<string> => {
    const rung = centre.twilio.phone.ring('unknown');
    centre.twilio.phone.accept(rung.taskSid);
    const answer = await centre.as('ada')(record, { ...rung, customerId, reasonId: 'billing_refund_status', comment: 'Agreed.' });
    expect(answer.status).toBe(200);
    return `${rung.taskSid}_${rung.reservationSid}`;
  };
  const expires = async (id: string): Promise<boolean> =>
    (await centre.firestore.store.doc(`interactions/${id}`).get()).data()?.expiresAt instanceof Timestamp;
  const rowsOf = async (id: string): Promise<DocumentData[]> =>
    (await centre.firestore.store.collection('audit').where('subjects', 'array-contains', id).get()).docs.map((doc) =>
      doc.data(),
    );
  const settleStore = async (months: Record<(typeof EXPIRING)[number], number>) => {
    const { store } = centre.firestore;
    const held = await heldSubjects(store, 'key');
    return Promise.all(EXPIRING.map((kind) => settleAll(store, kind, { months, held })));
  };

  test('a hold takes the time away from what is stored, from what comes later and from their audit rows; lifted, all expires again', async () => {
    await put({ keepInteractions: 24, keepAudit: 12 });
    const [hers, his] = [await recorded('nia'), await recorded('omar')];
    expect([await expires(hers), await expires(his)]).toEqual([true, true]);
    expect((await root(hold, { customerId: 'nia', note: 'LC-1' })).body).toMatchObject({ isSettled: true });
    expect([await expires(hers), await expires(his)]).toEqual([false, true]);
    const later = await recorded('nia');
    expect(await expires(later)).toBe(false);
    for (const row of await rowsOf('nia')) if (row.action !== 'privacy.hold') expect(row.expiresAt).toBeUndefined();
    expect((await rowsOf('omar')).every(({ expiresAt }) => expiresAt instanceof Timestamp)).toBe(true);

    expect((await root(hold, { customerId: 'nia', note: 'null' })).body).toEqual({ hold: null, isSettled: true });
    expect([await expires(hers), await expires(later)]).toEqual([true, true]);
    expect((await rowsOf('nia')).some(({ expiresAt }) => expiresAt instanceof Timestamp)).toBe(true);
  });

  test('entries that are merged into a customer on hold are kept with them', async () => {
    await put({ keepInteractions: 24 });
    const { store } = centre.firestore;
    await store
      .doc('customers/uma')
      .set({ ...(await store.doc('customers/omar').get()).data(), name: 'uma', interactionCount: 0 });
    const entry = await recorded('uma');
    await root(hold, { customerId: 'nia', note: 'LC-2' });
    expect((await root(merge, { customerId: 'nia', duplicateId: 'uma' })).body).toMatchObject({ done: true, moved: 1 });
    expect(await expires(entry)).toBe(false);
  });

  test('a hold goes with a customer who is merged into another: nothing of the other expires', async () => {
    await put({ keepInteractions: 24 });
    const { store } = centre.firestore;
    const omar = (await store.doc('customers/omar').get()).data();
    for (const id of ['vic', 'wei']) await store.doc(`customers/${id}`).set({ ...omar, name: id, interactionCount: 0 });
    await root(hold, { customerId: 'vic', note: 'LC-4' });
    expect((await root(merge, { customerId: 'wei', duplicateId: 'vic' })).body).toMatchObject({ done: true });
    expect(await expires(await recorded('wei'))).toBe(false);
    await root(hold, { customerId: 'wei', note: 'null' });
    expect(await expires(await recorded('wei'))).toBe(true);
  });

  test('the command gives what is stored already its time, takes it away again, and a second time changes nothing', async () => {
    await put({});
    const [hers, his] = [await recorded('nia'), await recorded('omar')];
    await root(hold, { customerId: 'nia', note: 'LC-3' });
    const months = { interactions: 36, audit: 36, drafts: 36 };
    const [entries] = await settleStore(months);
    expect(entries?.changed).toBeGreaterThan(0);
    expect([await expires(hers), await expires(his)]).toEqual([false, true]);
    expect((await settleStore(months)).map(({ changed }) => changed)).toEqual([0, 0, 0]);
    await settleStore({ interactions: 0, audit: 0, drafts: 0 });
    expect(await expires(his)).toBe(false);
  });

  test('once entries expire, a history tells how many are left', async () => {
    await put({ keepInteractions: 24 });
    const entry = await recorded('omar');
    const total = async () => ((await root(list, { customerId: 'omar' })).body as { total: number }).total;
    const before = await total();
    await centre.firestore.store.doc(`interactions/${entry}`).delete();
    expect(await total()).toBe(before - 1);
    expect(JSON.stringify((await root(list, { customerId: 'omar' })).body)).not.toContain('expiresAt');
  });
});

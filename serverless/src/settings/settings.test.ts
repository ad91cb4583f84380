import {
  settings as schema,
  type PublishSettingsResponse,
  type Settings,
} from '@interaction-history/shared/src/contract/settings';
import { ENDPOINTS } from '@interaction-history/shared/src/contract/endpoints';
import { HEALTH_DATA_MAPPING } from '@interaction-history/shared/src/insights/insights';
import type { Firestore } from 'firebase-admin/firestore';
import { sidOf, testContext, TEST_CONFIG } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { current } from './current';
import { publish } from './publish';
import { revisions } from './revisions';
import { deadlineIn } from '../runtime/deadline';
import { effectiveConfig, forgetSettings } from './effective-config';

describe.each(storeKinds())('settings ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  const admin = (n = 1) => {
    const { ctx } = testContext({ store, roles: ['admin'], workerSid: sidOf('WK', n) });
    ctx.clients.taskrouter.workerName = async () => `Admin ${n}`;
    return ctx;
  };

  test('AD-5 before the first publication everything stands as deployed', async () => {
    expect(await current({}, admin())).toMatchObject({
      version: 0,
      published: {},
      effective: { pageSize: 10, defaultRegion: 'US', popMode: 'tab', locales: ['en', 'ja'] },
    });
  });

  test('AD-5 what is published holds at once, what is not stands as deployed', async () => {
    const ctx = admin();
    const answer = await publish({ baseVersion: 0, settings: { pageSize: 25 }, note: 'More at once' }, ctx);
    expect(answer).toMatchObject({
      outcome: 'published',
      revision: { version: 1, note: 'More at once', publishedBy: { name: 'Admin 1' } },
      effective: { pageSize: 25, defaultRegion: 'US' },
    });
    expect((await effectiveConfig(TEST_CONFIG, ctx.clients)).maxRecordsPresented).toBe(25);
    expect(await current({}, ctx)).toMatchObject({ version: 1, published: { pageSize: 25 } });
  });

  test('OR-2 where health data stays out of Flex Insights, publishing that it shall be written is what lets it in', async () => {
    const ctx = admin();
    const deployed = { ...TEST_CONFIG, insightsMapping: HEALTH_DATA_MAPPING };
    const answerTo = async (baseVersion: number, settings: Settings) => {
      const answer = await publish({ baseVersion, settings, note: '' }, { ...ctx, deployed });
      return answer.outcome === 'published' ? Object.values(answer.effective.insightsMapping ?? {}) : [];
    };
    expect(await answerTo(0, { pageSize: 5 })).toEqual(Object.values(HEALTH_DATA_MAPPING));
    expect(await answerTo(1, { insightsMapping: { 'conversations.content': 'comment' } })).toContain('comment');
  });

  test('AD-2 two admins at once: one wins, one is told whose settings stand', async () => {
    const answers = await Promise.all(
      [1, 2].map((n) => publish({ baseVersion: 0, settings: { pageSize: 10 + n }, note: '' }, admin(n))),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['published', 'stale']);
    expect(await revisions({}, admin())).toMatchObject({ revisions: [{ version: 1 }], more: false });
  });

  test('AD-2 publishing different settings at the same moment, 20 times over: one wins, one is told, and no edit is lost', async () => {
    for (let round = 0; round < 20; round++) {
      const baseVersion = round * 2;
      const base = (await current({}, admin())).published;
      const edits: Settings[] = [{ pageSize: 10 + round }, { locales: round % 2 === 0 ? ['en', 'fr'] : ['en', 'ja'] }];
      const answers = await Promise.all(
        edits.map((edit, n) => publish({ baseVersion, settings: { ...base, ...edit }, note: '' }, admin(n + 1))),
      );
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['published', 'stale']);
      const loser = answers.findIndex(({ outcome }) => outcome === 'stale');
      const told = answers[loser] as Extract<PublishSettingsResponse, { outcome: 'stale' }>;
      expect(told).toMatchObject({ version: baseVersion + 1, by: { publishedBy: { name: `Admin ${2 - loser}` } } });
      const settings = { ...told.current, ...edits[loser] };
      const again = await publish({ baseVersion: told.version, settings, note: '' }, admin(loser + 1));
      expect(again.outcome).toBe('published');
      expect((await current({}, admin())).published).toEqual({ ...edits[0], ...edits[1] });
    }
    expect((await store.collection('settingsRevisions').get()).size).toBe(40);
  }, 60_000);

  test('AD-2 every revision of the settings can be restored: it is whole, so it is published again', async () => {
    const ctx = admin();
    const kept: Settings[] = [
      { pageSize: 25, insightsMapping: { 'conversations.content': null }, locales: ['en', 'zh-Hant'] },
      { requiredCustomerFields: ['email', 'lastName'], wrapUpPolicy: 'reason-and-comment' },
      {},
    ];
    for (const [baseVersion, settings] of kept.entries()) await publish({ baseVersion, settings, note: '' }, ctx);
    const listed = await revisions({}, ctx);
    expect(listed.revisions.map(({ settings }) => settings)).toEqual([...kept].reverse());
    for (const [n, { settings }] of [...listed.revisions].reverse().entries()) {
      expect((await publish({ baseVersion: 3 + n, settings, note: `Revision ${n + 1} again` }, ctx)).outcome).toBe('published');
      expect((await current({}, ctx)).published).toEqual(kept[n]);
    }
    expect(await revisions({ before: 3 }, ctx)).toMatchObject({ revisions: [{ version: 2 }, { version: 1 }], more: false });
  });

  test('400 an edit from a revision that nobody published is refused', async () => {
    for (const baseVersion of [1, 99])
      await expect(publish({ baseVersion, settings: {}, note: '' }, admin())).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('AD-5 what needs Salesforce is refused where there is none', async () => {
    const settings: Settings = { createInSalesforce: true, logCallToSalesforce: true, salesforcePhoneFields: ['Contact.Fax'] };
    expect(await publish({ baseVersion: 0, settings, note: '' }, admin())).toEqual({
      outcome: 'invalid',
      issues: ['createInSalesforce', 'logCallToSalesforce', 'salesforcePhoneFields'].map((setting) => ({
        setting,
        problem: 'needs-salesforce',
      })),
    });
  });
});

describe('settings, whatever the store does', () => {
  test.each(['unavailable', 'hang'] as const)(
    'AD-5 a store that is down (%s) never stops or slows a request: the deployed settings hold, then the published ones',
    async (fault) => {
      const said = new Promise<void>((resolve) => {
        jest.spyOn(console, 'warn').mockImplementation(() => resolve());
      });
      const { ctx, firestore } = testContext();
      firestore.setFault(fault);
      const began = Date.now();
      expect(await effectiveConfig(TEST_CONFIG, ctx.clients)).toBe(TEST_CONFIG);
      expect(await effectiveConfig(TEST_CONFIG, ctx.clients)).toBe(TEST_CONFIG);
      expect(Date.now() - began).toBeLessThan(2_000);
      await said;
      firestore.setFault(null);
      forgetSettings(ctx.clients);
      await firestore.store
        .collection('settings')
        .doc('current')
        .set({ version: 1, settings: { pageSize: 7 } });
      expect((await effectiveConfig(TEST_CONFIG, ctx.clients)).maxRecordsPresented).toBe(7);
      jest.restoreAllMocks();
    },
  );

  test('AD-5 what stays waits until what holds is known: at first, and after a sleep', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { ctx, firestore } = testContext();
    await firestore.store
      .collection('settings')
      .doc('current')
      .set({ version: 1, settings: { pageSize: 7 } });
    const { store } = firestore;
    let open = (): void => undefined;
    ctx.clients.firestore = () => new Promise((resolve) => (open = () => resolve(store)));
    const recording = effectiveConfig(TEST_CONFIG, ctx.clients, deadlineIn(8_000));
    // a look-up that arrives meanwhile goes on with what is deployed
    expect(await effectiveConfig(TEST_CONFIG, ctx.clients)).toBe(TEST_CONFIG);
    open();
    expect((await recording).maxRecordsPresented).toBe(7);
    ctx.clients.firestore = async () => store;

    await firestore.store
      .collection('settings')
      .doc('current')
      .set({ version: 2, settings: { pageSize: 9 } });
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    expect((await effectiveConfig(TEST_CONFIG, ctx.clients, deadlineIn(8_000))).maxRecordsPresented).toBe(9);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    firestore.setFault('unavailable');
    await expect(effectiveConfig(TEST_CONFIG, ctx.clients, deadlineIn(8_000))).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
    expect((await effectiveConfig(TEST_CONFIG, ctx.clients)).maxRecordsPresented).toBe(9);
    jest.restoreAllMocks();
  });

  test.each([
    [{ pageSize: 0 }],
    [{ defaultRegion: 'usa' }],
    [{ salesforcePhoneFields: ['Opportunity.Phone'] }],
    [{ insightsMapping: { 'conversations.hang_up_by': 'comment' } }],
    [{ insightsMapping: { 'conversations.outcome': 'colour' } }],
    [{ locales: ['ja'] }],
    [{ requiredCustomerFields: [] }],
  ])('AD-5 a wrong value is refused: %j', (wrong) => {
    expect(schema.safeParse(wrong).success).toBe(false);
  });

  test('AD-5 agents read, admins publish', () => {
    expect(ENDPOINTS['settings/current'].auth).toContain('agent');
    expect(ENDPOINTS['settings/publish'].auth).toEqual(['admin']);
  });
});

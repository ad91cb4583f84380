import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { HistoryFilter } from '@interaction-history/shared/src/contract/interactions';
import { FieldValue, type Firestore } from 'firebase-admin/firestore';
import { sidOf, testContext } from '../testing/context';
import { newEntry } from '../testing/entries';
import { storeKinds } from '../testing/stores';
import { commitInteraction } from './commit';
import { SCAN_LIMIT } from './history-query';
import { list } from './list';

const REASONS = [
  ['billing', 'billing_refund'],
  ['billing', 'billing_payment'],
  ['orders', 'orders_status'],
] as const;
const CHANNELS = ['voice', 'sms'] as const;

/** Twelve entries: every reason with every channel, twice; the comment tells the number. */
const entryOf = (n: number) => {
  const entry = newEntry(n);
  const pathIds = [...(REASONS[n % 3] ?? REASONS[0])];
  return newEntry(n, {
    facts: { ...entry.facts, channel: CHANNELS[Math.floor(n / 3) % 2] ?? 'voice' },
    reason: { ...entry.reason, id: pathIds[1] ?? '', pathIds, path: { en: pathIds, ja: ['請求', '返金'] } },
    comment: n === 7 ? 'Café crème, Ｒｏｕｔｅｒ 返品' : `number ${n}`,
  });
};

describe.each(storeKinds())('IH-2 filters of the history ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeAll(async () => {
    store = await open();
    const { ctx } = testContext({ store, ms: 60_000 });
    for (let n = 0; n < 12; n++) await commitInteraction(entryOf(n), ctx);
    // As entries were stored before the path's ids were kept
    await store
      .collection('interactions')
      .doc(`${sidOf('WT', 0)}_${sidOf('WR', 0)}`)
      .update({ 'reason.pathIds': FieldValue.delete() });
  });
  afterAll(close);

  const found = async (filter: HistoryFilter, limit = 50): Promise<number[]> => {
    const { ctx } = testContext({ store, ms: 30_000 });
    const numbers: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ address: '+14155550127', channel: 'voice', limit, filter, ...(cursor ? { cursor } : {}) }, ctx);
      expect(page.total).toBe(12);
      expect(page.complete).toBe(true);
      numbers.push(...page.interactions.map(({ taskSid }) => Number.parseInt(taskSid.slice(2), 16)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return numbers;
  };

  test.each([1, 2, 50])('in pages of %d: newest first, complete, none twice', async (limit) => {
    expect(await found({}, limit)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(await found({ reasonId: 'billing' }, limit)).toEqual([10, 9, 7, 6, 4, 3, 1]);
    expect(await found({ channel: 'sms' }, limit)).toEqual([11, 10, 9, 5, 4, 3]);
    expect(await found({ reasonId: 'billing', channel: 'sms' }, limit)).toEqual([10, 9, 4, 3]);
    expect(await found({ text: 'number' }, limit)).toEqual([11, 10, 9, 8, 6, 5, 4, 3, 2, 1, 0]);
    expect(await found({ text: 'number', reasonId: 'orders_status', channel: 'voice' }, limit)).toEqual([8, 2]);
  });

  test('by a leaf: also entries from before the path’s ids were kept', async () => {
    expect(await found({ reasonId: 'billing_refund' })).toEqual([9, 6, 3, 0]);
  });

  test.each(['cafe', 'CREME café', 'router', '返品', '返品 billing_payment', 'ada number 11'])(
    'text “%s” is found whatever its case, accents and width',
    async (text) => {
      expect(await found({ text })).toEqual([text.startsWith('ada') ? 11 : 7]);
    },
  );

  test('what nobody wrote is nowhere, and the search says that it saw everything', async () => {
    const { ctx } = testContext({ store });
    const page = await list({ address: '+14155550127', channel: 'voice', filter: { text: 'nowhere' } }, ctx);
    expect(page).toMatchObject({
      interactions: [],
      nextCursor: null,
      complete: true,
      scannedTo: entryOf(0).facts.occurredAt.toISOString(),
    });
  });
});

describe('what filters cost', () => {
  test('reason and channel read the page alone; a text reads up to its bound, says so, and the cursor goes on', async () => {
    const { ctx, firestore } = testContext({ ms: 120_000 });
    for (let n = 0; n < SCAN_LIMIT + 20; n++) {
      await commitInteraction(
        newEntry(n, {
          comment: n === 5 ? 'the needle' : 'hay',
          facts: { ...newEntry(n).facts, occurredAt: new Date(Date.UTC(2026, 9, 1) + n * 1000) },
        }),
        ctx,
      );
    }
    const reads = async (request: Parameters<typeof list>[0]) => {
      const before = firestore.counts().reads;
      const page = await list(request, ctx);
      return { page, reads: firestore.counts().reads - before };
    };
    const base = { address: '+14155550127', channel: 'voice' as const, limit: 10 };
    expect((await reads({ ...base, filter: { reasonId: 'billing', channel: 'voice' } })).reads).toBe(13);
    const first = await reads({ ...base, filter: { text: 'needle' } });
    expect(first.reads).toBe(SCAN_LIMIT + 2);
    expect(first.page).toMatchObject({
      interactions: [],
      complete: false,
      scannedTo: new Date(Date.UTC(2026, 9, 1) + 20_000).toISOString(),
    });
    const second = await reads({ ...base, filter: { text: 'needle' }, cursor: first.page.nextCursor ?? '' });
    expect(second.page).toMatchObject({ interactions: [{ comment: 'the needle' }], complete: true, nextCursor: null });
    expect((await reads({ ...base, filter: { text: 'hay' } })).reads).toBeLessThanOrEqual(102);
  });

  const declared = JSON.parse(readFileSync(path.resolve(__dirname, '../../firestore/firestore.indexes.json'), 'utf8')) as {
    indexes: { collectionGroup: string; fields: { fieldPath: string }[] }[];
    fieldOverrides: { collectionGroup: string; fieldPath: string; indexes: unknown[] }[];
  };

  test('each combination of filters has its composite index: production refuses a query without', () => {
    const kept = declared.indexes
      .filter(({ collectionGroup }) => collectionGroup === 'interactions')
      .map(({ fields }) => fields.map(({ fieldPath }) => fieldPath).join());
    for (const channel of ['', 'channel,']) {
      for (const reason of ['', 'reason.pathIds,', 'reason.id,'])
        expect(kept).toContain(`customerId,${channel}${reason}occurredAt,__name__`);
    }
  });

  test('what grows with the codes or the counts is in no index of single fields: a document may have 40,000 entries in them', () => {
    const exempt = declared.fieldOverrides.map(({ collectionGroup, fieldPath, indexes }) => {
      expect(indexes).toEqual([]);
      return `${collectionGroup}.${fieldPath}`;
    });
    expect(exempt).toEqual(
      expect.arrayContaining(['outcomeMonths.counts', 'reasonCodes.codes', 'reasonCodes.ledger', 'reasonCodeDrafts.codes']),
    );
    const asked = readdirSync(path.resolve(__dirname, '..'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .flatMap((name) => [
        ...readFileSync(path.resolve(__dirname, '..', name), 'utf8').matchAll(/\b(?:where|orderBy)\('([\w.]+)'/g),
      ])
      .map(([, field]) => field);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((field) => exempt.some((each) => each.split('.')[1] === field))).toEqual([]);
  });
});

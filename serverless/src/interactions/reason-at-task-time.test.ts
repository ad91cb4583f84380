import type { ReasonCode, ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { testContext, TEST_CONFIG } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { reasonAllowed } from './reason-at-task-time';

const code = (id: string, parentId: string | null = null, commentRequired = false): ReasonCode => ({
  id,
  parentId,
  labels: { en: id },
  reportingValue: id,
  order: 1,
  active: true,
  queues: [],
  channels: [],
  commentRequired,
  serviceAction: null,
});
const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 9, minute));
/** Refunds are a leaf, then a group, then need a comment below it. */
const HISTORY: ReasonCode[][] = [
  [code('refund')],
  [code('refund'), code('late', 'refund')],
  [code('refund'), code('late', 'refund', true)],
];
const asTree = (version: number): ReasonTree => ({
  version,
  publishedAt: at(version * 10).toISOString(),
  codes: HISTORY[version - 1] ?? [],
});

describe.each(storeKinds())('what was allowed during a task ($name)', ({ open, close }) => {
  let store: Firestore;
  /** Published at 9:10, 9:20 and 9:30. */
  beforeEach(async () => {
    store = await open();
    const by = { publishedBy: { sid: 'WK', name: 'Rita' }, note: '' };
    for (const version of [1, 2, 3]) {
      const document = { ...asTree(version), ...by, publishedAt: Timestamp.fromDate(at(version * 10)) };
      await store.collection('reasonCodeRevisions').doc(String(version)).set(document);
      await store.collection('reasonCodes').doc('current').set(document);
    }
  });
  afterAll(close);
  const ask = (reasonId: string, since: Date, { comment = '', known = asTree(3), policy = 'reason' as const } = {}) =>
    reasonAllowed(known, { reasonId, comment }, policy, since, testContext({ store, ms: 60_000 }).ctx);

  test('a reason that was a leaf when the task came is taken, under the codes of then', async () => {
    expect(await ask('refund', at(15))).toMatchObject({ id: 'refund', path: { en: ['refund'] }, treeVersion: 1 });
    expect(await ask('late', at(25))).toMatchObject({ id: 'late', treeVersion: 2 });
  });

  test('one that had become a group before the task came is refused, and so is a comment that was asked for by then', async () => {
    await expect(ask('refund', at(21))).rejects.toMatchObject({
      code: 'invalid_request',
      fields: { reasonId: expect.anything() as unknown },
    });
    await expect(ask('late', at(31))).rejects.toMatchObject({
      code: 'invalid_request',
      fields: { comment: expect.anything() as unknown },
    });
    await expect(ask('never', at(1))).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('AD-2 a code published after this Function last read them is taken', async () => {
    expect(await ask('late', at(40), { known: asTree(1), comment: 'x' })).toMatchObject({ id: 'late', treeVersion: 3 });
  });

  test('AD-5 a policy that asks for comments since is not asked of a task that came before', async () => {
    const settings = (version: number, minute: number, wrapUpPolicy: string) => ({
      version,
      publishedAt: Timestamp.fromDate(at(minute)),
      publishedBy: { sid: 'WK', name: 'Rita' },
      note: '',
      settings: { wrapUpPolicy },
    });
    const [first, second] = [settings(1, 5, 'reason'), settings(2, 35, 'reason-and-comment')];
    await store.collection('settingsRevisions').doc('1').set(first);
    await store.collection('settings').doc('current').set(second);
    const strict = (since: Date, comment = '') =>
      reasonAllowed(
        asTree(2),
        { reasonId: 'late', comment },
        'reason-and-comment',
        since,
        testContext({ store, ms: 60_000 }).ctx,
      );
    expect(await strict(at(25))).toMatchObject({ id: 'late' });
    await expect(strict(at(36))).rejects.toMatchObject({ fields: { comment: expect.anything() as unknown } });
    expect(TEST_CONFIG.wrapUpPolicy).toBe('reason');
  });

  test('a store that is down is a typed error, and nothing that the known codes allow needs it', async () => {
    const { ctx, firestore } = testContext({ ms: 500 });
    firestore.setFault('unavailable');
    await expect(reasonAllowed(asTree(3), { reasonId: 'refund', comment: '' }, 'reason', at(0), ctx)).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
    expect(await reasonAllowed(asTree(2), { reasonId: 'late', comment: '' }, 'reason', at(0), ctx)).toMatchObject({
      id: 'late',
    });
  });
});

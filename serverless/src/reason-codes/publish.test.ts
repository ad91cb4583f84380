import type {
  DraftResponse,
  PublishResponse,
  ReasonCode,
  RevisionsResponse,
} from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Firestore } from 'firebase-admin/firestore';
import { ENDPOINTS } from '@interaction-history/shared/src/contract/endpoints';
import { sidOf, testContext } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { current } from './current';
import { draft } from './draft';
import { publish } from './publish';
import { restore } from './restore';
import { revisions } from './revisions';

const START = STARTER_TREE.codes;
const renamed = (label: string): ReasonCode[] =>
  START.map((code) => (code.id === 'other' ? { ...code, labels: { en: label } } : code));

describe.each(storeKinds())('publishing ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => {
    store = await open();
  });
  afterAll(close);

  const editor = (n = 1) => {
    const { ctx } = testContext({ store, roles: ['admin'], workerSid: sidOf('WK', n) });
    ctx.clients.taskrouter.workerName = async () => `Editor ${n}`;
    return ctx;
  };
  const outcomeOf = (answer: PublishResponse) => answer.outcome;

  test('AD-2 a publication is a revision with author, time and note, and agents get it', async () => {
    const ctx = editor();
    const answer = await publish({ baseVersion: 0, codes: renamed('Rest'), note: 'After the audit' }, ctx);
    expect(answer).toMatchObject({
      outcome: 'published',
      revision: { version: 1, note: 'After the audit', publishedBy: { name: 'Editor 1' } },
    });
    expect(await current({}, ctx)).toMatchObject({ version: 1, tree: { codes: renamed('Rest') } });
    const listed: RevisionsResponse = await revisions({ version: 1 }, ctx);
    expect(listed).toMatchObject({ revisions: [{ version: 1 }], more: false, tree: { codes: renamed('Rest') } });
    expect((await store.collection('audit').get()).docs.map((doc) => doc.get('action') as string)).toEqual([
      'reason-codes.publish',
    ]);
  });

  test('AD-2 two admins at the same moment, 20 times over: one wins, one is told with both trees, no edit is lost', async () => {
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        [1, 2].map((n) => publish({ baseVersion: round, codes: renamed(`Round ${round} of ${n}`), note: '' }, editor(n))),
      );
      expect(answers.map(outcomeOf).sort()).toEqual(['published', 'stale']);
      const told = answers.find(({ outcome }) => outcome === 'stale');
      expect(told).toMatchObject({ base: { version: round }, current: { version: round + 1 }, by: { version: round + 1 } });
    }
    expect((await store.collection('reasonCodeRevisions').get()).size).toBe(20);
  });

  test('AD-2 every revision can be restored to the byte', async () => {
    const ctx = editor();
    const trees = ['One', 'Two', 'Three'].map(renamed);
    for (const [i, codes] of trees.entries()) await publish({ baseVersion: i, codes, note: '' }, ctx);
    const answer = await restore({ baseVersion: 3, version: 1 }, ctx);
    expect(answer).toMatchObject({ outcome: 'published', revision: { version: 4, note: 'Revision 1 restored' } });
    expect((await current({}, ctx)).tree?.codes).toEqual(trees[0]);
    await expect(restore({ baseVersion: 4, version: 99 }, ctx)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('AD-4 a reporting value stays its code’s own for ever, also after a restore dropped the code', async () => {
    const ctx = editor();
    const extra: ReasonCode = { ...(START[0] as ReasonCode), id: 'fraud', reportingValue: 'fraud', parentId: null };
    await publish({ baseVersion: 0, codes: renamed('One'), note: '' }, ctx);
    await publish({ baseVersion: 1, codes: [...renamed('One'), extra], note: '' }, ctx);
    await restore({ baseVersion: 2, version: 1 }, ctx);
    const thief = { ...extra, id: 'thief' };
    expect(await publish({ baseVersion: 3, codes: [...renamed('One'), thief], note: '' }, ctx)).toEqual({
      outcome: 'invalid',
      issues: [{ codeId: 'thief', problem: 'duplicate-reporting-value' }],
    });
    expect(outcomeOf(await publish({ baseVersion: 3, codes: [...renamed('One'), extra], note: '' }, ctx))).toBe('published');
  });

  test('AD-4 a tree that would change the past is refused with every reason', async () => {
    const answer = await publish({ baseVersion: 0, codes: START.slice(1), note: '' }, editor());
    expect(answer).toMatchObject({
      outcome: 'invalid',
      issues: expect.arrayContaining([{ codeId: 'billing', problem: 'removed' }]) as unknown,
    });
    expect((await store.collection('reasonCodeRevisions').get()).size).toBe(0);
  });

  test('AD-2 a draft is kept for each editor, and colleagues see who edits', async () => {
    const page = { baseVersion: 0, tab: 'a'.repeat(32), onto: null };
    await draft({ save: { ...page, codes: renamed('Mine') } }, editor(1));
    const other: DraftResponse = await draft({ save: { ...page, codes: renamed('Theirs') } }, editor(2));
    expect(other).toMatchObject({
      draft: { baseVersion: 0, codes: renamed('Theirs') },
      others: [{ sid: sidOf('WK', 1), name: 'Editor 1' }],
    });
    expect((await draft({}, editor(1))).draft?.codes).toEqual(renamed('Mine'));
    await draft({ save: { ...page, codes: null } }, editor(1));
    expect((await draft({}, editor(1))).draft).toBeNull();
    expect((await draft({}, editor(2))).others).toEqual([]);
  });

  test('RC-2 the largest tree allowed fits one document and one request', async () => {
    const many = Array.from({ length: 2_000 }, (_, i): ReasonCode => ({
      ...(START[0] as ReasonCode),
      id: `c${i}`,
      reportingValue: `c${i}`,
      parentId: null,
      order: i,
      labels: { en: `Reason number ${i}`, ja: `理由 ${i}` },
    }));
    const codes = [...START, ...many.slice(0, 2_000 - START.length)];
    expect(Buffer.byteLength(JSON.stringify(codes))).toBeLessThan(ENDPOINTS['reason-codes/publish'].maxBytes);
    expect(outcomeOf(await publish({ baseVersion: 0, codes, note: '' }, editor()))).toBe('published');
  });
});

test('AD-1 agents may neither publish nor read drafts', () => {
  for (const path of ['reason-codes/publish', 'reason-codes/draft', 'reason-codes/revisions', 'reason-codes/restore'] as const) {
    expect(ENDPOINTS[path].auth).toEqual(['supervisor', 'admin']);
  }
});

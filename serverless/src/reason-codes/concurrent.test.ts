import type { PublishResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { mergeTrees } from '@interaction-history/shared/src/reason-codes/merge';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { sidOf, testContext } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { current } from './current';
import { publish } from './publish';
import { restore } from './restore';
import { revisions } from './revisions';

const ROUNDS = 20;

describe.each(storeKinds())('AD-2 two admins ($name)', ({ open, close }) => {
  let store: Firestore;
  let editors: [RequestContext, RequestContext];
  beforeEach(async () => {
    store = await open();
    editors = [editor(1), editor(2)];
  });
  afterAll(close);

  const editor = (n: number): RequestContext => {
    const { ctx } = testContext({ store, roles: ['admin'], workerSid: sidOf('WK', n) });
    ctx.clients.taskrouter.workerName = async () => `Editor ${n}`;
    return ctx;
  };
  const label = (codes: readonly ReasonCode[], id: string, en: string): ReasonCode[] =>
    codes.map((code) => (code.id === id ? { ...code, labels: { ...code.labels, en } } : code));
  const added = (codes: readonly ReasonCode[], id: string): ReasonCode[] => [
    ...codes,
    { ...(STARTER_TREE.codes[0] as ReasonCode), id, reportingValue: id, labels: { en: id } },
  ];
  const codesNow = async (): Promise<ReasonCode[]> => (await current({}, editor(9))).tree?.codes ?? [];
  const isStale = (answer: PublishResponse) => answer.outcome === 'stale';

  test(`AD-2 publishing at the same moment, ${ROUNDS} times over: one wins, one is told, and no edit is lost`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const base = await codesNow();
      const baseVersion = round * 2;
      // each publication is a request of its own, with its own deadline
      editors = [editor(1), editor(2)];
      const edits = [
        added(label(base, 'billing', `Billing ${round}`), `first_${round}`),
        added(label(base, 'orders', `Orders ${round}`), `second_${round}`),
      ];
      const answers = await Promise.all(
        edits.map((codes, n) => publish({ baseVersion, codes, note: '' }, editors[n] as RequestContext)),
      );
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['published', 'stale']);
      const loser = answers.findIndex(isStale);
      const told = answers[loser] as Extract<PublishResponse, { outcome: 'stale' }>;
      expect(told).toMatchObject({ base: { version: baseVersion }, by: { publishedBy: { name: `Editor ${2 - loser}` } } });
      const { codes, conflicts } = mergeTrees(told.base.codes, edits[loser] as ReasonCode[], told.current.codes);
      expect(conflicts).toEqual([]);
      const again = await publish({ baseVersion: told.current.version, codes, note: 'merged' }, editors[loser] as RequestContext);
      expect(again.outcome).toBe('published');
      const byId = new Map((await codesNow()).map((code) => [code.id, code]));
      expect([byId.get('billing')?.labels.en, byId.get('orders')?.labels.en]).toEqual([`Billing ${round}`, `Orders ${round}`]);
    }
    const ids = new Set((await codesNow()).map(({ id }) => id));
    for (let round = 0; round < ROUNDS; round++)
      expect([ids.has(`first_${round}`), ids.has(`second_${round}`)]).toEqual([true, true]);
    expect((await store.collection('reasonCodeRevisions').get()).size).toBe(2 * ROUNDS);
    expect((await store.collection('audit').get()).size).toBe(2 * ROUNDS);
  }, 60_000);

  test('AD-2 ten admins at the same moment: one publication, nine are told', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        publish({ baseVersion: 0, codes: label(STARTER_TREE.codes, 'other', `Other ${n}`), note: '' }, editor(n + 1)),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['published', ...Array.from({ length: 9 }, () => 'stale')]);
  });

  test('AD-2 every published revision can be restored to the byte', async () => {
    const ctx = editors[0];
    const texts = ['=1+1', '請求 🧾', "'quoted'", 'Ärger', '\u202eRTL', 'a"b,c;d'];
    const published: string[] = [];
    let codes: ReasonCode[] = STARTER_TREE.codes;
    for (const [n, text] of texts.entries()) {
      codes = added(label(codes, 'other', text), `code_${n}`).map((code, at) => ({ ...code, order: at / 7 + n }));
      expect((await publish({ baseVersion: n, codes, note: text }, ctx)).outcome).toBe('published');
      published.push(canonical(codes));
    }
    for (const [n, text] of published.entries()) {
      const baseVersion = texts.length + n;
      expect(await restore({ baseVersion, version: n + 1 }, ctx)).toMatchObject({
        outcome: 'published',
        revision: { version: baseVersion + 1, note: `Revision ${n + 1} restored` },
      });
      expect(canonical(await codesNow())).toBe(text);
      expect(canonical((await revisions({ version: n + 1 }, ctx)).tree?.codes)).toBe(text);
    }
  });

  test('AD-2 restoring and publishing at the same moment: one wins, one is told', async () => {
    const [one, two] = editors;
    await publish({ baseVersion: 0, codes: label(STARTER_TREE.codes, 'other', 'First'), note: '' }, one);
    await publish({ baseVersion: 1, codes: label(STARTER_TREE.codes, 'other', 'Second'), note: '' }, one);
    const answers = await Promise.all([
      restore({ baseVersion: 2, version: 1 }, one),
      publish({ baseVersion: 2, codes: label(STARTER_TREE.codes, 'other', 'Third'), note: '' }, two),
    ]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['published', 'stale']);
  });
});

/** JSON with keys in one order: Firestore keeps a map's entries, not their order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

import type { DraftResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { sidOf, testContext } from '../testing/context';
import { storeKinds } from '../testing/stores';
import { draft } from './draft';

const TAB = 'a'.repeat(32);
const OTHER_TAB = 'b'.repeat(32);
const named = (en: string): ReasonCode[] =>
  STARTER_TREE.codes.map((code) => (code.id === 'other' ? { ...code, labels: { ...code.labels, en } } : code));
const nameIn = ({ draft: stands }: DraftResponse): string | undefined =>
  stands?.codes.find(({ id }) => id === 'other')?.labels.en;

describe.each(storeKinds())('AD-2 one editor, two pages ($name)', ({ open, close }) => {
  let store: Firestore;
  beforeEach(async () => void (store = await open()));
  afterAll(close);

  const editor = (n = 1): RequestContext => {
    const { ctx } = testContext({ store, roles: ['supervisor'], workerSid: sidOf('WK', n) });
    ctx.clients.taskrouter.workerName = async () => `Editor ${n}`;
    return ctx;
  };
  const save = (tab: string, onto: string | null, codes: ReasonCode[] | null, n?: number): Promise<DraftResponse> =>
    draft({ save: { baseVersion: 0, codes, tab, onto } }, editor(n));
  const read = (): Promise<DraftResponse> => draft({}, editor());

  test('AD-2 a save onto an older draft is refused with what stands, and onto that one it is taken', async () => {
    const first = await save(TAB, null, named('First'));
    expect(first).toMatchObject({ outcome: 'current', draft: { tab: TAB } });
    const refused = await save(OTHER_TAB, null, named('Second'));
    expect([refused.outcome, nameIn(refused)]).toEqual(['conflict', 'First']);
    expect(refused.draft).toEqual(first.draft);
    expect(nameIn(await read())).toBe('First');
    const taken = await save(OTHER_TAB, refused.draft?.revision ?? null, named('Second'));
    expect([taken.outcome, nameIn(taken)]).toEqual(['current', 'Second']);
    expect((await save(TAB, first.draft?.revision ?? null, named('Third'))).outcome).toBe('conflict');
  });

  test('AD-2 a page’s own save whose answer was lost is not in its way', async () => {
    await save(TAB, null, named('Lost answer'));
    expect(await save(TAB, null, named('Again'))).toMatchObject({ outcome: 'current' });
    expect(nameIn(await read())).toBe('Again');
  });

  test('AD-2 what another page has saved is not thrown away, either; where nothing stands nothing is lost', async () => {
    const { draft: first } = await save(TAB, null, named('First'));
    expect(await save(OTHER_TAB, null, null)).toMatchObject({ outcome: 'conflict', draft: first });
    expect(await save(TAB, first?.revision ?? null, null)).toMatchObject({ outcome: 'current', draft: null });
    // the other page went on from a draft that is gone; the next one of that name is another revision
    expect(await save(OTHER_TAB, first?.revision ?? null, named('Later'))).toMatchObject({ outcome: 'current' });
    expect(await save(TAB, first?.revision ?? null, named('Stale'))).toMatchObject({ outcome: 'conflict' });
  });

  test('AD-2 two pages at the same moment, 20 times over: one is taken, one is told', async () => {
    let onto: string | null = null;
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        [TAB, OTHER_TAB].map((tab, n) => save(`${round % 10}${n}${tab.slice(2)}`, onto, named(`${round} ${n}`))),
      );
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'current']);
      const winner = answers.findIndex(({ outcome }) => outcome === 'current');
      const stands = await read();
      expect(nameIn(stands)).toBe(`${round} ${winner}`);
      onto = stands.draft?.revision ?? null;
    }
  }, 60_000);

  test('AD-2 a colleague’s draft is nobody’s conflict, and is named', async () => {
    await save(TAB, null, named('Mine'));
    expect(await save(OTHER_TAB, null, named('Theirs'), 2)).toMatchObject({
      outcome: 'current',
      others: [{ sid: sidOf('WK', 1), name: 'Editor 1' }],
    });
    expect(nameIn(await read())).toBe('Mine');
  });
});

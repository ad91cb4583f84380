import fc from 'fast-check';
import type { ReasonCode } from '../contract/reason-codes';
import { treeIssues } from './tree';
import { changesBetween } from './changes';
import { mergeTrees } from './merge';
import { publicationIssues } from './publish';
import { STARTER_TREE } from './starter-tree';

const { codes: START } = STARTER_TREE;
const edit = (id: string, change: Partial<ReasonCode>, from: readonly ReasonCode[] = START): ReasonCode[] =>
  from.map((code) => (code.id === id ? { ...code, ...change } : code));
const fresh = (id: string, parentId: string | null = null): ReasonCode => ({
  ...(START[0] as ReasonCode),
  id,
  parentId,
  reportingValue: id,
  labels: { en: id },
});

/** Any valid sequence of edits on the starter tree. */
const anyTree = fc
  .array(
    fc.record({
      at: fc.nat({ max: START.length - 1 }),
      label: fc
        .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
        .filter((text) => text.trim() !== '' && text.length <= 80),
      retire: fc.boolean(),
      comment: fc.boolean(),
      top: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((edits) =>
    edits.reduce<ReasonCode[]>(
      (tree, { at, label, retire, comment, top }) => {
        const id = START[at]?.id ?? '';
        return edit(
          id,
          {
            labels: { en: label.trim(), ja: label.trim() },
            active: !retire,
            commentRequired: comment,
            ...(top ? { parentId: null } : {}),
          },
          tree,
        );
      },
      [...START],
    ),
  );

describe('publishing reason codes', () => {
  test('AD-4 a published code is neither removed nor given another reporting value', () => {
    expect(publicationIssues(START, START.slice(1)).map(({ problem }) => problem)).toContain('removed');
    expect(publicationIssues(START, edit('other', { reportingValue: 'else' }))).toEqual([
      { codeId: 'other', problem: 'reporting-value-changed' },
    ]);
    expect(publicationIssues(START, edit('other', { active: false, labels: { en: 'Rest' } }))).toEqual([]);
  });

  test('RC-1 a tree without one reason left is refused: nobody could complete a task', () => {
    expect(
      publicationIssues(
        [],
        START.map((code) => ({ ...code, active: false })),
      ),
    ).toEqual([{ codeId: '', problem: 'no-reason-left' }]);
  });

  test('AD-2 what changes is told apart', () => {
    const after = [
      ...edit('billing_refund', { parentId: 'orders', labels: { en: 'Money back' } }, edit('other', { active: false })),
      fresh('new'),
    ];
    expect(changesBetween(START, after).map(({ kind, code }) => `${kind} ${code.id}`)).toEqual([
      'moved billing_refund',
      'changed billing_refund',
      'retired other',
      'added new',
    ]);
    expect(changesBetween(START, START)).toEqual([]);
  });

  test('AD-2 two editors of different things: both edits stand, no conflict', () => {
    const mine = edit('other', { labels: { en: 'Rest' } });
    const theirs = [...edit('other', { commentRequired: false }), fresh('theirs')];
    const { codes, conflicts } = mergeTrees(START, [...mine, fresh('mine')], theirs);
    expect(conflicts).toEqual([]);
    expect(codes.find(({ id }) => id === 'other')).toMatchObject({ labels: { en: 'Rest' }, commentRequired: false });
    expect(codes.map(({ id }) => id)).toEqual(expect.arrayContaining(['mine', 'theirs']));
  });

  test('AD-2 two editors of the same thing: both versions are listed, theirs stands until one is chosen', () => {
    const { codes, conflicts } = mergeTrees(
      START,
      edit('other', { labels: { en: 'Mine' } }),
      edit('other', { labels: { en: 'Theirs' } }),
    );
    expect(conflicts).toEqual([{ codeId: 'other', field: 'labels', mine: { en: 'Mine' }, theirs: { en: 'Theirs' } }]);
    expect(codes.find(({ id }) => id === 'other')?.labels).toEqual({ en: 'Theirs' });
  });

  test('AD-2 no edit is ever lost by a merge: each stands or is listed', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (mine, theirs) => {
        const { codes, conflicts } = mergeTrees(START, mine, theirs);
        const merged = new Map(codes.map((code) => [code.id, code]));
        START.forEach((before, i) => {
          const after = mine[i] as ReasonCode;
          for (const field of ['labels', 'active', 'commentRequired', 'parentId'] as const) {
            if (JSON.stringify(after[field]) === JSON.stringify(before[field])) continue;
            const name = field === 'parentId' ? 'place' : field;
            const listed = conflicts.some((conflict) => conflict.codeId === before.id && conflict.field === name);
            expect(listed || JSON.stringify(merged.get(before.id)?.[field]) === JSON.stringify(after[field])).toBe(true);
          }
        });
        expect(mergeTrees(START, mine, START)).toEqual({ codes: mine, conflicts: [] });
        expect(treeIssues(codes)).toEqual([]);
      }),
    );
  });
});

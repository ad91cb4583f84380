import fc from 'fast-check';
import type { ReasonCode, ReasonTree } from '../contract/reason-codes';
import { ancestry, pathInEveryLocale } from './tree';
import { publicationIssues } from './publish';
import { defaultReasonProblem } from './default-reason';
import { STARTER_TREE } from './starter-tree';

/** Any edit at all of a published tree: allowed ones, and those that publishing has to refuse. */
const { codes: START } = STARTER_TREE;
const ids = START.map(({ id }) => id);
const edits = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('label' as const), id: fc.constantFrom(...ids), text: fc.stringMatching(/^[a-z]{1,10}$/) }),
    fc.record({ kind: fc.constant('value' as const), id: fc.constantFrom(...ids), text: fc.stringMatching(/^[a-z]{1,10}$/) }),
    fc.record({ kind: fc.constantFrom('retire' as const, 'remove' as const), id: fc.constantFrom(...ids) }),
    fc.record({ kind: fc.constant('move' as const), id: fc.constantFrom(...ids), to: fc.option(fc.constantFrom(...ids)) }),
    fc.record({
      kind: fc.constant('add' as const),
      id: fc.stringMatching(/^new_[a-z]{1,4}$/),
      value: fc.constantFrom(...ids, 'new'),
    }),
  ),
  { maxLength: 6 },
);
type Edit = typeof edits extends fc.Arbitrary<(infer E)[]> ? E : never;

function apply(codes: readonly ReasonCode[], edit: Edit): ReasonCode[] {
  const change = (more: Partial<ReasonCode>) => codes.map((code) => (code.id === edit.id ? { ...code, ...more } : code));
  switch (edit.kind) {
    case 'label':
      return change({ labels: { en: edit.text } });
    case 'value':
      return change({ reportingValue: edit.text });
    case 'retire':
      return change({ active: false });
    case 'remove':
      return codes.filter(({ id }) => id !== edit.id);
    case 'move':
      return change({ parentId: edit.to });
    case 'add':
      return [...codes, { ...(START[0] as ReasonCode), id: edit.id, reportingValue: edit.value, parentId: null }];
  }
}

/** What an entry keeps of its reason, and what counters and reports go by. */
const entryOf = (tree: ReasonTree, { id, reportingValue }: ReasonCode) => ({
  id,
  reportingValue,
  pathIds: ancestry(tree, id).map((code) => code.id),
  path: pathInEveryLocale(tree, id),
});

describe('AD-4 the past', () => {
  test('whatever is published after it, an entry’s id is still a code, and its reporting value is that code’s and nobody else’s', () => {
    let refused = 0;
    let published = 0;
    fc.assert(
      fc.property(edits, (list) => {
        const next = list.reduce<ReasonCode[]>(apply, [...START]);
        if (publicationIssues(START, next).length > 0) return void (refused += 1);
        published += 1;
        for (const before of START) {
          const owners = next.filter(({ reportingValue }) => reportingValue === before.reportingValue);
          expect(owners.map(({ id }) => id)).toEqual([before.id]);
        }
      }),
      { numRuns: 1_000 },
    );
    expect([refused > 50, published > 50]).toEqual([true, true]);
  });

  test('an entry holds copies: no edit of the tree, in place or by a new list, reaches into it', () => {
    fc.assert(
      fc.property(edits, fc.constantFrom(...START), (list, reason) => {
        const tree: ReasonTree = {
          version: 1,
          publishedAt: null,
          codes: START.map((code) => ({ ...code, labels: { ...code.labels } })),
        };
        const entry = entryOf(tree, reason);
        const written = JSON.stringify(entry);
        tree.codes = list.reduce<ReasonCode[]>(apply, tree.codes);
        for (const code of tree.codes) {
          code.labels.en = 'changed';
          code.parentId = null;
          code.reportingValue = 'changed';
        }
        expect(JSON.stringify(entry)).toBe(written);
      }),
    );
  });

  test('what publishing refuses is exactly what would change it: a removal or another value always, a name or place never', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.stringMatching(/^[a-z]{11,20}$/), (id, text) => {
        const problems = (edit: Edit) =>
          publicationIssues(START, apply(START, edit))
            .filter(({ codeId }) => codeId === id)
            .map(({ problem }) => problem);
        expect(problems({ kind: 'remove', id })).toContain('removed');
        expect(problems({ kind: 'value', id, text })).toEqual(['reporting-value-changed']);
        expect(problems({ kind: 'label', id, text })).toEqual([]);
        expect(problems({ kind: 'retire', id })).toEqual([]);
      }),
    );
  });
});

describe('RC-6 the default reason', () => {
  test('only an active reason with active ancestors and nothing below it, whatever the tree, cycles included', () => {
    const code = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      parentId: fc.option(fc.constantFrom('a', 'b', 'c')),
      active: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(code, { selector: ({ id }) => id }), (list) => {
        const codes = list.map((each): ReasonCode => ({ ...(START[0] as ReasonCode), ...each }));
        const tree: ReasonTree = { version: 1, publishedAt: null, codes };
        const isReason = ancestry(tree, 'a').length > 0 && !codes.some(({ parentId }) => parentId === 'a');
        const isActive = ancestry(tree, 'a').every(({ active }) => active);
        expect(defaultReasonProblem(codes, 'a') === null).toBe(isReason && isActive);
      }),
    );
  });
});

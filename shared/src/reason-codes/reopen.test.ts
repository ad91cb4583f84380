import fc from 'fast-check';
import type { ReasonCode } from '../contract/reason-codes';
import { treeIssues } from './tree';
import { applyEdit } from './edit/apply';
import { reopened } from './reopen';
import { STARTER_TREE } from './starter-tree';

const { codes: START } = STARTER_TREE;
const anyId = fc.constantFrom(...START.map(({ id }) => id), 'n0', 'n1', 'n2', 'n3');

/** Revisions as edits make them, each with every code of the one before. */
const grown = (codes: readonly ReasonCode[], steps: readonly [number, string, string][]): readonly ReasonCode[] =>
  steps.reduce<readonly ReasonCode[]>((standing, [kind, one, other]) => {
    const frozen = new Set(standing.map(({ id }) => id));
    if (kind === 0 && !frozen.has(one))
      return [
        ...standing,
        {
          ...(START[0] as ReasonCode),
          id: one,
          reportingValue: one,
          parentId: frozen.has(other) ? other : null,
          order: standing.length,
        },
      ];
    if (kind === 1) return applyEdit(standing, frozen, { do: 'retire', id: one }).codes;
    const moved = standing.map((code) => (code.id === one ? { ...code, parentId: frozen.has(other) ? other : null } : code));
    return treeIssues(moved).length === 0 ? moved : standing;
  }, codes);

test('AD-2 an earlier revision opened as a draft is a valid tree, has its codes as they were, and takes no published code away', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), anyId, anyId), { maxLength: 12 });
  fc.assert(
    fc.property(steps, steps, (first, then) => {
      const earlier = grown(START, first);
      const published = grown(earlier, then);
      const draft = reopened(earlier, published);
      expect(treeIssues(draft)).toEqual([]);
      expect(draft.slice(0, earlier.length)).toEqual(earlier);
      expect(new Set(draft.map(({ id }) => id))).toEqual(new Set(published.map(({ id }) => id)));
      expect(draft.slice(earlier.length).every(({ active }) => !active)).toBe(true);
    }),
  );
});

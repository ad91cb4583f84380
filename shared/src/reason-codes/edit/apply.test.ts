import fc from 'fast-check';
import { CHANNELS } from '../../caller/channel';
import { publishRequest, reasonCode, type ReasonCode } from '../../contract/reason-codes';
import { MAX_CODES, MAX_LABEL } from '../../limits';
import { offeredCodes } from '../offered';
import { treeIssues } from '../tree';
import { applyEdit, type Edit } from './apply';
import { endStep, MOST_STEPS, push, redo, startHistory, undo } from './history';
import { conflictKey, mergeWithChoices } from './merge-with-choices';
import { childrenOf, placeTowards, type TreePosition } from './position';
import { suggestValue } from './reporting-value';
import { changesBetween } from '../changes';
import { publicationIssues } from '../publish';
import { STARTER_TREE } from '../starter-tree';

const { codes: START } = STARTER_TREE;
const PUBLISHED: ReadonlySet<string> = new Set(START.map(({ id }) => id));
const QUEUE = `WQ${'1'.padStart(32, '0')}`;

const codeOf = (codes: readonly ReasonCode[], id: string): ReasonCode => {
  const code = codes.find((each) => each.id === id);
  if (code === undefined) throw new Error(`no code ${id}`);
  return code;
};
const done = (codes: readonly ReasonCode[], edit: Edit): readonly ReasonCode[] => {
  const { codes: after, refused } = applyEdit(codes, PUBLISHED, edit);
  expect(refused).toBeNull();
  return after;
};
const refusalOf = (edit: Edit, codes: readonly ReasonCode[] = START) => applyEdit(codes, PUBLISHED, edit).refused;
const order = (codes: readonly ReasonCode[], parentId: string | null): string[] =>
  childrenOf(codes, parentId).map(({ id }) => id);

/** Ids of the start and of codes that edits add, and one that never exists. */
const anyId = fc.constantFrom(...START.map(({ id }) => id), 'n1', 'n2', 'n3', 'n4', 'nowhere');
const anyPlace: fc.Arbitrary<TreePosition> = fc.record({
  parentId: fc.option(anyId, { nil: null }),
  before: fc.option(anyId, { nil: null, freq: 1 }),
});
const anyLabel = fc.oneof(
  fc.constantFrom('Refund', 'Billing', '返金', '', '   ', 'Crédito de cortesía', 'x'.repeat(81)),
  fc.string({ maxLength: 90, unit: 'grapheme' }),
  fc.string({ maxLength: 90, unit: 'binary' }),
);
const of = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Edit> => arbitrary as unknown as fc.Arbitrary<Edit>;
/** Any edit, sensible or not: what makes no sense must be refused. */
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  of(fc.record({ do: fc.constant('add'), id: anyId, label: anyLabel, place: anyPlace })),
  of(fc.record({ do: fc.constant('label'), id: anyId, locale: fc.constantFrom('en', 'ja', 'es'), label: anyLabel })),
  of(
    fc.record({
      do: fc.constant('reporting-value'),
      id: anyId,
      value: fc.oneof(fc.constantFrom('billing', 'refund', 'No Value!', ''), fc.string({ maxLength: 70 })),
    }),
  ),
  of(fc.record({ do: fc.constant('move'), id: anyId, place: anyPlace })),
  of(fc.record({ do: fc.constantFrom('retire', 'restore', 'remove'), id: anyId })),
  of(fc.record({ do: fc.constant('queues'), id: anyId, queues: fc.constantFrom([], [QUEUE], [QUEUE, QUEUE]) })),
  of(fc.record({ do: fc.constant('channels'), id: anyId, channels: fc.subarray([...CHANNELS]) })),
  of(fc.record({ do: fc.constant('comment-required'), id: anyId, required: fc.boolean() })),
  of(fc.record({ do: fc.constant('service-action'), id: anyId, action: fc.constantFrom(null, 'SA-1', 'SA-8') })),
);
const anyEdits = fc.array(anyEdit, { maxLength: 40 });
const after = (edits: readonly Edit[]): readonly ReasonCode[] =>
  edits.reduce<readonly ReasonCode[]>((codes, edit) => applyEdit(codes, PUBLISHED, edit).codes, START);

describe('editing reason codes: any sequence of edits', () => {
  test('AD-1 never yields an invalid tree: no cycle, no double id or reporting value, no orphan, and every code fits the contract', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const codes = after(edits);
        expect(treeIssues(codes)).toEqual([]);
        for (const code of codes) expect(reasonCode.safeParse(code).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('AD-4 keeps every published code and its reporting value', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const codes = after(edits);
        for (const { id, reportingValue } of START) expect(codeOf(codes, id).reportingValue).toBe(reportingValue);
        expect(publicationIssues(START, codes).filter(({ problem }) => problem !== 'no-reason-left')).toEqual([]);
      }),
    );
  });

  test('AD-1 a refused edit changes nothing, and says why', () => {
    fc.assert(
      fc.property(anyEdits, anyEdit, (edits, last) => {
        const codes = after(edits);
        const answer = applyEdit(codes, PUBLISHED, last);
        if (answer.refused !== null) expect(answer.codes).toBe(codes);
      }),
    );
  });

  test('AD-1 undo after any sequence returns to the start, redo returns to the end', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        let history = startHistory<readonly ReasonCode[]>(START);
        for (const edit of edits) history = push(history, applyEdit(history.present, PUBLISHED, edit).codes);
        const end = history.present;
        const steps = history.past.length;
        for (let i = 0; i < steps; i++) history = undo(history);
        expect(history.present).toBe(START);
        expect(undo(history).present).toBe(START);
        for (let i = 0; i < steps; i++) history = redo(history);
        expect(history.present).toBe(end);
      }),
    );
  });

  test('AD-1 a move keeps the order of all others, and changes one code where there is room', () => {
    fc.assert(
      fc.property(anyEdits, anyId, anyPlace, (edits, id, place) => {
        const codes = after(edits);
        const { codes: moved, refused } = applyEdit(codes, PUBLISHED, { do: 'move', id, place });
        if (refused !== null) return;
        for (const parentId of new Set([null, ...codes.map((code) => code.parentId)])) {
          const others = (list: readonly ReasonCode[]): string[] => order(list, parentId).filter((each) => each !== id);
          expect(others(moved)).toEqual(others(codes));
        }
        const level = order(moved, place.parentId);
        if (place.before !== id) expect(level[level.indexOf(id) + 1] ?? null).toBe(place.before);
        const orders = childrenOf(moved, place.parentId).map((code) => code.order);
        expect(new Set(orders).size).toBe(orders.length);
      }),
    );
  });
});

describe('editing reason codes', () => {
  test('AD-1 a move is told as one change, not as a change of every sibling', () => {
    const codes = done(START, { do: 'move', id: 'billing_payment', place: { parentId: 'billing', before: 'billing_question' } });
    expect(order(codes, 'billing')).toEqual(['billing_payment', 'billing_question', 'billing_refund']);
    expect(changesBetween(START, codes).map(({ kind, code }) => `${kind} ${code.id}`)).toEqual(['reordered billing_payment']);
  });

  test('AD-1 any number of moves into one gap finds room', () => {
    let codes: readonly ReasonCode[] = START;
    for (let i = 0; i < 200; i++) {
      const [, second, third] = order(codes, null);
      codes = done(codes, { do: 'move', id: third ?? '', place: { parentId: null, before: second ?? '' } });
    }
    const orders = childrenOf(codes, null).map((code) => code.order);
    expect(new Set(orders).size).toBe(orders.length);
  });

  test.each([
    ['up', 'orders', 'orders_change', ['orders_change', 'orders_status']],
    ['down', 'orders', 'orders_status', ['orders_change', 'orders_status']],
    ['in', 'orders_status', 'orders_change', ['orders_change']],
    [
      'out',
      null,
      'orders_change',
      ['billing', 'orders', 'orders_change', 'service', 'account', 'complaint', 'wrong_number', 'other'],
    ],
  ] as const)('AD-1 Alt+arrow %s', (direction, parentId, id, expected) => {
    const place = placeTowards(START, id, direction);
    expect(place).not.toBeNull();
    expect(order(done(START, { do: 'move', id, place: place as TreePosition }), parentId)).toEqual(expected);
  });

  test('AD-1 at an end the arrows do nothing, and hidden siblings are passed over', () => {
    expect(placeTowards(START, 'billing', 'up')).toBeNull();
    expect(placeTowards(START, 'billing', 'in')).toBeNull();
    expect(placeTowards(START, 'billing', 'out')).toBeNull();
    expect(placeTowards(START, 'other', 'down')).toBeNull();
    const isShown = ({ id }: ReasonCode): boolean => id !== 'orders';
    expect(placeTowards(START, 'service', 'up', isShown)).toEqual({ parentId: null, before: 'billing' });
    expect(placeTowards(START, 'service', 'in', isShown)).toEqual({ parentId: 'billing', before: null });
  });

  test('RC-2 a reporting value is suggested from path and label, follows them until it is chosen or published', () => {
    const place: TreePosition = { parentId: 'billing', before: null };
    let codes = done(START, { do: 'add', id: 'n1', label: 'Crédito de cortesía', place });
    expect(codeOf(codes, 'n1').reportingValue).toBe('billing_credito_de_cortesia');
    codes = done(codes, { do: 'label', id: 'n1', locale: 'en', label: 'Refund' });
    expect(codeOf(codes, 'n1').reportingValue).toBe('billing_refund_2');
    codes = done(codes, { do: 'move', id: 'n1', place: { parentId: null, before: null } });
    expect(codeOf(codes, 'n1').reportingValue).toBe('refund');
    codes = done(codes, { do: 'reporting-value', id: 'n1', value: 'goodwill' });
    codes = done(codes, { do: 'label', id: 'n1', locale: 'en', label: 'Goodwill credit' });
    expect(codeOf(codes, 'n1').reportingValue).toBe('goodwill');
    expect(suggestValue(START, { id: 'x', parentId: null, labels: { en: '返金' } })).toBe('reason');
    expect(codeOf(done(START, { do: 'label', id: 'other', locale: 'en', label: 'Rest' }), 'other').reportingValue).toBe('other');
  });

  test.each<[string, Edit]>([
    ['published', { do: 'reporting-value', id: 'other', value: 'rest' }],
    ['published', { do: 'remove', id: 'other' }],
    ['label-empty', { do: 'label', id: 'other', locale: 'en', label: '  ' }],
    ['label-long', { do: 'label', id: 'other', locale: 'ja', label: '理'.repeat(81) }],
    ['below-itself', { do: 'move', id: 'billing', place: { parentId: 'billing_refund', before: null } }],
    ['below-itself', { do: 'move', id: 'billing', place: { parentId: 'billing', before: null } }],
    ['unknown-place', { do: 'move', id: 'billing', place: { parentId: null, before: 'billing_refund' } }],
    ['id-taken', { do: 'add', id: 'other', label: 'Other', place: { parentId: null, before: null } }],
    ['unknown-code', { do: 'retire', id: 'nowhere' }],
  ])('AD-4 refused: %s', (refusal, edit) => expect(refusalOf(edit)).toBe(refusal));

  test('AD-4 a new code that holds a published one is not removed', () => {
    const codes = done(done(START, { do: 'add', id: 'n1', label: 'New', place: { parentId: null, before: null } }), {
      do: 'move',
      id: 'other',
      place: { parentId: 'n1', before: null },
    });
    expect(refusalOf({ do: 'remove', id: 'n1' }, codes)).toBe('published-below');
  });

  test('RC-2 the limits are the contract’s', () => {
    const codes = (count: number) =>
      publishRequest.shape.codes.safeParse(Array.from({ length: count }, (_, n) => ({ ...START[0], id: `c${n}` }))).success;
    expect([codes(MAX_CODES), codes(MAX_CODES + 1)]).toEqual([true, false]);
    const label = (length: number) => reasonCode.shape.labels.safeParse({ en: 'x'.repeat(length) }).success;
    expect([label(MAX_LABEL), label(MAX_LABEL + 1)]).toEqual([true, false]);
  });

  test('AD-1 keystrokes in one field are one step; the history is bounded', () => {
    let history = startHistory('');
    for (const text of ['R', 'Re', 'Ref']) history = push(history, text, 'label');
    expect(history.past).toHaveLength(1);
    history = push(endStep(history), 'Refund', 'label');
    expect(undo(history).present).toBe('Ref');
    for (let i = 0; i < MOST_STEPS + 50; i++) history = push(history, String(i));
    expect(history.past).toHaveLength(MOST_STEPS);
  });
});

describe('merging with a colleague’s publication', () => {
  test('AD-2 whatever two editors did and chose, the result can be published after theirs', () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, fc.array(fc.boolean(), { maxLength: 10 }), (mineEdits, theirEdits, picks) => {
        const renamed = JSON.parse(JSON.stringify(theirEdits).replace(/"n(\d|owhere)"/g, '"t$1"')) as Edit[];
        const [mine, theirs] = [after(mineEdits), after(renamed)];
        const { conflicts } = mergeWithChoices(START, mine, theirs, new Map());
        const choices = new Map(conflicts.map((conflict, i) => [conflictKey(conflict), picks[i] ? 'mine' : 'theirs'] as const));
        const { codes } = mergeWithChoices(START, mine, theirs, choices);
        expect(publicationIssues(theirs, codes).filter(({ problem }) => problem !== 'no-reason-left')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('AD-2 a choice takes the whole of one version', () => {
    const mine = done(START, { do: 'label', id: 'other', locale: 'en', label: 'Mine' });
    const theirs = done(START, { do: 'label', id: 'other', locale: 'en', label: 'Theirs' });
    const { conflicts, codes } = mergeWithChoices(START, mine, theirs, new Map());
    expect(conflicts).toHaveLength(1);
    expect(codeOf(codes, 'other').labels.en).toBe('Theirs');
    const chosen = new Map(conflicts.map((conflict) => [conflictKey(conflict), 'mine'] as const));
    expect(codeOf(mergeWithChoices(START, mine, theirs, chosen).codes, 'other').labels.en).toBe('Mine');
  });

  test('AD-2 two moves that together were a circle: mine gives way, and it is said', () => {
    const into = (id: string, parentId: string) => done(START, { do: 'move', id, place: { parentId, before: null } });
    const { codes, adjusted } = mergeWithChoices(START, into('billing', 'orders'), into('orders', 'billing'), new Map());
    expect(treeIssues(codes)).toEqual([]);
    expect(codeOf(codes, 'orders').parentId).toBe('billing');
    expect(adjusted).toEqual([{ codeId: 'billing', what: 'place' }]);
  });

  test('AD-2 two new codes of one reporting value: mine gets another, and it is said', () => {
    const adding = (id: string) => done(START, { do: 'add', id, label: 'Fraud', place: { parentId: null, before: null } });
    const { codes, adjusted } = mergeWithChoices(START, adding('mine'), adding('theirs'), new Map());
    expect(codeOf(codes, 'mine').reportingValue).toBe('fraud_2');
    expect(adjusted).toEqual([{ codeId: 'mine', what: 'reporting-value' }]);
  });

  test('RC-1 retiring everything is refused at publication, not while editing', () => {
    const codes = START.reduce<readonly ReasonCode[]>((list, { id }) => done(list, { do: 'retire', id }), START);
    expect(
      offeredCodes({ version: 1, publishedAt: null, codes: [...codes] }, { queueSid: null, channel: 'voice' }, 'en'),
    ).toEqual([]);
    expect(publicationIssues(START, codes)).toEqual([{ codeId: '', problem: 'no-reason-left' }]);
  });
});

import fc from 'fast-check';
import {
  attributesFrom,
  CUSTOMER_MAPPING,
  cut,
  DEFAULT_MAPPING,
  INSIGHTS_SOURCES,
  mappingFrom,
  mappingIssues,
  mergeAttributes,
  OUTCOME_MAPPING,
  withoutAttributes,
} from './insights';

describe('Insights mapping', () => {
  test('OR-2 the built-in mappings hold only names Insights knows', () => {
    expect(mappingIssues({ ...CUSTOMER_MAPPING, ...OUTCOME_MAPPING })).toEqual([]);
  });

  test.each([
    'conversations.outcom',
    'conversations.hang_up_by',
    'conversations.conversation_id',
    'customers.segment',
    'outcome',
  ])('OR-2 %s is refused', (path) => {
    expect(mappingIssues({ [path]: 'comment' })).toHaveLength(1);
  });

  test('OR-2 a free label may be opted in, an unknown value may not', () => {
    expect(mappingIssues({ 'conversations.conversation_label_3': 'case.number' })).toEqual([]);
    expect(mappingIssues({ 'conversations.outcome': 'reason.colour' })).toHaveLength(1);
  });

  test('OR-2 an empty value is left out and wipes nothing', () => {
    const patch = attributesFrom(OUTCOME_MAPPING, {
      'reason.reportingValue': 'billing_refund',
      comment: '',
      'case.number': null,
    });
    expect(patch).toEqual({ conversations: { outcome: 'billing_refund' } });
  });

  test('OR-2 a measure takes a number and arrives as one; text goes nowhere else', () => {
    const path = 'conversations.conversation_measure_2';
    expect(mappingIssues({ [path]: 'interaction.durationSeconds' })).toEqual([]);
    expect(mappingIssues({ [path]: 'comment' })).toHaveLength(1);
    expect(mappingIssues({ 'conversations.outcome': 'interaction.durationSeconds' })).toHaveLength(1);
    const { mapping } = mappingFrom(`{"${path}":"interaction.durationSeconds"}`);
    expect(attributesFrom(mapping, { 'interaction.durationSeconds': 0 })).toEqual({
      conversations: { conversation_measure_2: 0 },
    });
  });

  test('OR-2 whatever the mapping and the task, only what the mapping names changes, and every text fits', () => {
    const paths = [
      ...Object.keys(DEFAULT_MAPPING),
      ...['attribute_1', 'attribute_5', 'label_3', 'label_10'].map((name) => `conversations.conversation_${name}`),
    ];
    const sources = INSIGHTS_SOURCES.filter((source) => source !== 'interaction.durationSeconds');
    const mappings = fc.dictionary(fc.constantFrom(...paths), fc.constantFrom(...sources));
    const values = fc.dictionary(fc.constantFrom(...sources), fc.oneof(fc.string({ maxLength: 300 }), fc.constant(null)));
    const trees = fc.record(
      { conversations: fc.jsonValue(), customers: fc.jsonValue(), from: fc.string() },
      { requiredKeys: [] },
    );
    const leaves = (tree: unknown, at: string[] = []): [string, unknown][] =>
      typeof tree === 'object' && tree !== null && !Array.isArray(tree) && Object.keys(tree).length > 0
        ? Object.entries(tree).flatMap(([name, value]) => leaves(value, [...at, name]))
        : [[JSON.stringify(at), tree]];
    fc.assert(
      fc.property(mappings, values, trees, (mapping, held, tree) => {
        expect(mappingIssues(mapping)).toEqual([]);
        const patch = attributesFrom(mapping, held);
        const merged = new Map(leaves(mergeAttributes(tree, patch)));
        const named = new Set(Object.keys(mapping).map((path) => JSON.stringify(path.split('.'))));
        for (const [, value] of leaves(patch)) if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(128);
        for (const [path, value] of leaves(tree)) {
          const at = JSON.parse(path) as string[];
          // A group that is no object cannot hold attributes and gives way, as it would to Twilio's own
          const ours = named.has(JSON.stringify(at.slice(0, 2))) || (at.length === 1 && (patch[at[0] ?? ''] ?? null) !== null);
          if (!ours && at.length > 0) expect(merged.get(path)).toEqual(value);
        }
      }),
    );
  });

  test('RC-7 a value is cut at 128 units on a whole character', () => {
    const family = '👨‍👩‍👧';
    expect(cut('x'.repeat(127) + family)).toBe('x'.repeat(127));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const short = cut(text);
        expect(short.length).toBeLessThanOrEqual(128);
        expect(text.startsWith(short)).toBe(true);
        expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      }),
    );
  });

  test('OR-1 a merge changes only what the patch names, on any attribute tree', () => {
    const tree = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(tree, (attributes) => {
        const before = JSON.stringify(attributes);
        const merged = mergeAttributes(attributes, { conversations: { outcome: 'x' } });
        expect(JSON.stringify(attributes)).toBe(before);
        const { conversations, ...others } = merged;
        const { conversations: standing, ...expected } = attributes;
        expect(others).toEqual(expected);
        const kept = typeof standing === 'object' && standing !== null && !Array.isArray(standing) ? standing : {};
        expect(conversations).toEqual({ ...kept, outcome: 'x' });
      }),
    );
  });

  test('OR-1 merging twice is merging once', () => {
    const tree = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(tree, tree, (current, patch) => {
        const once = mergeAttributes(current, patch);
        expect(mergeAttributes(once, patch)).toEqual(once);
      }),
    );
  });

  test('unlinking takes exactly our names away, on any attribute tree', () => {
    const tree = fc.dictionary(
      fc.oneof(fc.string(), fc.constant('customers')),
      fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('name', 'phone', 'segment', '__proto__'), fc.jsonValue())),
    );
    fc.assert(
      fc.property(tree, (attributes) => {
        const before = JSON.stringify(attributes);
        const { customers, ...others } = withoutAttributes(attributes, Object.keys(CUSTOMER_MAPPING));
        expect(JSON.stringify(attributes)).toBe(before);
        const { customers: standing, ...expected } = attributes;
        expect(others).toEqual(expected);
        if (typeof standing !== 'object' || standing === null || Array.isArray(standing))
          return expect(customers).toEqual(standing);
        const kept = Object.entries(standing).filter(([name]) => !(`customers.${name}` in CUSTOMER_MAPPING));
        const untouched = kept.length === Object.keys(standing).length;
        expect(customers).toEqual(kept.length === 0 && !untouched ? undefined : Object.fromEntries(kept));
      }),
    );
  });

  test('unlinking takes back what linking wrote, and no more', () => {
    const tree = fc.dictionary(
      fc.string().filter((name) => name !== 'customers'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(tree, (attributes) => {
        const linked = mergeAttributes(
          attributes,
          attributesFrom(CUSTOMER_MAPPING, { 'customer.name': 'x', 'customer.id': 'y' }),
        );
        expect(withoutAttributes(linked, Object.keys(CUSTOMER_MAPPING))).toEqual(attributes);
      }),
    );
  });
});

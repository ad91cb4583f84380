import fc from 'fast-check';
import { attributesFrom, CUSTOMER_MAPPING, cut, mappingIssues, mergeAttributes, OUTCOME_MAPPING } from './insights';

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
});

import fc from 'fast-check';
import type { ReasonCode, ReasonTree } from '../contract/reason-codes';
import { reasonTree } from '../contract/reason-codes';
import { ancestry, pathInEveryLocale, pathLabels, treeIssues } from './tree';
import { offeredCodes, searchCodes } from './offered';
import { STARTER_TREE } from './starter-tree';

const QUEUE = 'WQ' + '1'.padStart(32, '0');
const code = (id: string, parentId: string | null, more: Partial<ReasonCode> = {}): ReasonCode => ({
  id,
  parentId,
  labels: { en: id },
  reportingValue: id.toLowerCase(),
  order: 0,
  active: true,
  queues: [],
  channels: [],
  commentRequired: false,
  serviceAction: null,
  ...more,
});
const treeOf = (...codes: ReasonCode[]): ReasonTree => ({ version: 1, publishedAt: null, codes });
const voice = { queueSid: QUEUE, channel: 'voice' as const };
const ids = (tree: ReasonTree, scope = voice as Parameters<typeof offeredCodes>[1]) =>
  offeredCodes(tree, scope, 'en').map((offer) => offer.code.id);

describe('reason codes', () => {
  test('RC-2 only leaves are reasons, in tree order', () => {
    expect(
      ids(
        treeOf(
          code('b', null, { order: 2 }),
          code('a', null, { order: 1 }),
          code('a2', 'a', { order: 2 }),
          code('a1', 'a', { order: 1 }),
        ),
      ),
    ).toEqual(['a1', 'a2', 'b']);
  });

  test('RC-2 a retired code and what is below it are not offered, and its parent does not become a reason', () => {
    expect(
      ids(treeOf(code('a', null), code('a1', 'a', { active: false }), code('b', null, { active: false }), code('b1', 'b'))),
    ).toEqual([]);
  });

  test('RC-2 limits to queues and channels hold for what is below', () => {
    const tree = treeOf(code('a', null, { queues: [QUEUE] }), code('a1', 'a'), code('a2', 'a', { channels: ['web'] }));
    expect(ids(tree)).toEqual(['a1']);
    expect(ids(tree, { queueSid: QUEUE, channel: 'web' })).toEqual(['a1', 'a2']);
    expect(ids(tree, { queueSid: null, channel: 'voice' })).toEqual([]);
  });

  test('RC-2 a label falls back from region to language to English', () => {
    const tree = treeOf(code('a', null, { labels: { en: 'Billing', ja: '請求' } }));
    expect(pathLabels(tree, 'a', 'ja-JP')).toEqual(['請求']);
    expect(pathLabels(tree, 'a', 'fr')).toEqual(['Billing']);
    expect(pathInEveryLocale(tree, 'a')).toEqual({ en: ['Billing'], ja: ['請求'] });
  });

  test('RC-2 every broken rule is named with its code', () => {
    const issues = treeIssues([
      code('a', 'b'),
      code('b', 'a'),
      code('a', null),
      code('c', 'nowhere'),
      code('d', null, { labels: { en: ' ' } }),
    ]);
    expect(new Set(issues.map(({ problem }) => problem))).toEqual(
      new Set(['cycle', 'duplicate-id', 'duplicate-reporting-value', 'missing-parent', 'missing-english-label']),
    );
  });

  test('RC-2 no list of codes makes reading hang or throw, cycles included', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const codes = fc.array(fc.record({ id, parentId: fc.option(id) }), { maxLength: 12 });
    fc.assert(
      fc.property(codes, (list) => {
        const tree = treeOf(...list.map((each) => code(each.id, each.parentId)));
        offeredCodes(tree, voice, 'en');
        for (const each of list) expect(ancestry(tree, each.id).length).toBeLessThanOrEqual(5);
        treeIssues(tree.codes);
      }),
    );
  });

  test('RC-3 typing finds across the path, own label first, accents and width ignored', () => {
    const tree = treeOf(
      code('p', null, { labels: { en: 'Refunds' } }),
      code('p1', 'p', { labels: { en: 'Late café bill' } }),
      code('q', null, { labels: { en: 'Orders' } }),
      code('q1', 'q', { labels: { en: 'Refused', ja: '受取拒否' } }),
    );
    const find = (query: string, locale = 'en') =>
      searchCodes(offeredCodes(tree, voice, locale), query).map((offer) => offer.code.id);
    expect(find('ref')).toEqual(['q1', 'p1']);
    expect(find('refunds CAFE')).toEqual(['p1']);
    expect(find('ｏｒｄ ref')).toEqual(['q1']);
    expect(find('拒否', 'ja')).toEqual(['q1']);
    expect(find('zzz')).toEqual([]);
    expect(find('')).toEqual(['p1', 'q1']);
  });

  test('RC-2 the starter tree obeys every rule', () => {
    expect(treeIssues(STARTER_TREE.codes)).toEqual([]);
    expect(reasonTree.parse(STARTER_TREE)).toEqual(STARTER_TREE);
  });
});

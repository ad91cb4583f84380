import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import fc from 'fast-check';
import { aCode } from '../testing/render-administration';
import { spanOf } from './dates';
import { averageOf, changeOf, reasonRows, shareOf } from './report-view';

const CODES: ReasonCode[] = [
  aCode('a', null, 'A'),
  aCode('a1', 'a', 'A1'),
  aCode('a11', 'a1', 'A11'),
  aCode('a2', 'a', 'A2', { active: false }),
  aCode('b', null, 'B'),
];
const amounts = (counts: number) => ({ counts, defaults: 0, timed: counts, seconds: counts * 60 });
const counted = (reasonId: string, now: number, before = 0) => ({
  reasonId,
  now: amounts(now),
  before: amounts(before),
  channels: { voice: now },
});

test('OR-3 a group has the sum of what is below it, stands before it, and most comes first; a lost code stands by its id', () => {
  const rows = reasonRows([counted('a11', 2), counted('a2', 3, 1), counted('b', 9), counted('gone', 1)], CODES, 'en');
  expect(rows.map(({ key, level, now, before }) => [key, level, now.counts, before.counts])).toEqual([
    ['b', 1, 9, 0],
    ['a', 1, 5, 1],
    ['a2', 2, 3, 1],
    ['a1', 2, 2, 0],
    ['a11', 3, 2, 0],
    ['gone', 1, 1, 0],
  ]);
  expect(rows.find(({ key }) => key === 'a2')?.isRetired).toBe(true);
});

test('OR-3 an opened group stands at the top', () => {
  const rows = reasonRows([counted('a11', 2), counted('a2', 3)], CODES, 'en', 'a');
  expect(rows.map(({ key, level }) => [key, level])).toEqual([
    ['a', 1],
    ['a2', 2],
    ['a1', 2],
    ['a11', 3],
  ]);
});

test('OR-3 whatever is counted, the rows at the top add up to all of it', () => {
  const some = fc.array(fc.tuple(fc.constantFrom('a', 'a1', 'a11', 'a2', 'b', 'x', 'y'), fc.nat(50)), { maxLength: 12 });
  fc.assert(
    fc.property(some, (pairs) => {
      const unique = [...new Map(pairs)].map(([id, n]) => counted(id, n));
      const top = reasonRows(unique, CODES, 'en').filter(({ level }) => level === 1);
      const sum = (of: { now: { counts: number } }[]): number => of.reduce((all, { now }) => all + now.counts, 0);
      expect(sum(top)).toBe(sum(unique));
      expect(top.reduce((all, { channels }) => all + (channels.voice ?? 0), 0)).toBe(sum(unique));
    }),
  );
});

test('figures: a real minus, shares of nothing, averages', () => {
  expect([changeOf('en', 5, 5), changeOf('en', 1_500, 200), changeOf('en', 1, 3)]).toEqual(['0', '+1,300', '−2']);
  expect([shareOf('en', 1, 3), shareOf('en', 0, 0)]).toEqual(['33.3%', '–']);
  expect([averageOf({ ...amounts(3), seconds: 1_206 }), averageOf(amounts(0))]).toEqual(['6:42', '–']);
});

test('spans by name are whole days in UTC', () => {
  const now = new Date('2026-03-01T23:30:00Z');
  expect(spanOf('7', now, 'UTC')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(spanOf('7', new Date('2026-02-28T20:00:00Z'), 'Asia/Tokyo')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(spanOf('month', now, 'UTC')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(spanOf('lastMonth', now, 'UTC')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(spanOf('year', now, 'UTC')).toEqual({ from: '2025-03-02', to: '2026-03-01' });
});

import { addressWords, agoOf, momentOf } from './format';

const at = (day: number, hours: number, minutes: number): number => new Date(2026, 10, day, hours, minutes).getTime();

describe('momentOf', () => {
  test('what is of today is told by its time alone', () => {
    expect(momentOf('en-GB', at(18, 0, 0), at(18, 23, 59))).toBe('00:00');
    expect(momentOf('ja', new Date(at(18, 14, 2)).toISOString(), at(18, 15, 0))).toBe('14:02');
  });

  test('RC-4 one minute before midnight is another day, and so is tomorrow', () => {
    expect(momentOf('en-GB', at(17, 23, 59), at(18, 0, 0))).toBe('17 Nov 23:59');
    expect(momentOf('en-GB', at(19, 0, 1), at(18, 23, 59))).toBe('19 Nov 00:01');
    expect(momentOf('ja', at(17, 14, 2), at(18, 14, 2))).toBe('11月17日 14:02');
  });

  test('the same day of another year is not today', () => {
    expect(momentOf('en-GB', new Date(2025, 10, 18, 14, 2).getTime(), at(18, 14, 2))).toBe('18 Nov 2025 14:02');
  });
});

describe('agoOf', () => {
  const now = at(18, 14, 0);
  const ago = (then: number, locale = 'en-GB'): string => agoOf(locale, new Date(then).toISOString(), now);
  const MINUTE = 60_000;
  const DAY = 1_440 * MINUTE;

  test.each([
    [now - 20_000, 'now'],
    [now + 5 * MINUTE, 'now'],
    [now - 5 * MINUTE, '5 min ago'],
    [at(18, 11, 10), '2 hr ago'],
    [at(17, 23, 59), 'yesterday'],
    [at(15, 23, 0), '3 days ago'],
    [now - 70 * DAY, '2 mo ago'],
    [now - 800 * DAY, '2 yr ago'],
  ])('%d is %s', (then, words) => {
    expect(ago(then)).toBe(words);
  });

  test('around midnight minutes are minutes', () => {
    expect(agoOf('en-GB', new Date(at(17, 23, 50)).toISOString(), at(18, 0, 10))).toBe('20 min ago');
  });

  test('in Japanese', () => {
    expect([ago(now - 5 * MINUTE, 'ja'), ago(at(17, 9, 0), 'ja')]).toEqual(['5 分前', '昨日']);
  });
});

test.each([
  ['+14155550199', '+1 415 555 0199'],
  ['+819012345678', '+81 9012345678'],
  ['+35312345678', '+353 12345678'],
  ['ana@torres.example', 'ana@torres.example'],
  ['visitor-7', 'visitor-7'],
])('the address %s is read as %s', (address, words) => {
  expect(addressWords(address)).toBe(words);
});

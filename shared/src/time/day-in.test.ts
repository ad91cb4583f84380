import fc from 'fast-check';
import { dayIn, isTimeZone } from './day-in';

const HOUR = 3_600_000;
/** Hours from UTC in New York in 2026, by hand: summer time from 8 March, 7:00 UTC, to 1 November, 6:00 UTC. */
const newYork = (at: number): number => (at >= Date.UTC(2026, 2, 8, 7) && at < Date.UTC(2026, 10, 1, 6) ? -4 : -5);
const byHand = (at: number, hours: number): string => new Date(at + hours * HOUR).toISOString().slice(0, 10);

test('OR-3 the day of a moment in the centre’s time zone is the one by hand, around both changes of the clocks too', () => {
  const within = (from: number, to: number) => fc.integer({ min: from, max: to - 1 });
  fc.assert(
    fc.property(
      fc.oneof(
        within(Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31)),
        within(Date.UTC(2026, 2, 7), Date.UTC(2026, 2, 10)),
        within(Date.UTC(2026, 9, 31), Date.UTC(2026, 10, 3)),
      ),
      (at) => {
        expect(dayIn('America/New_York', new Date(at))).toBe(byHand(at, newYork(at)));
        expect(dayIn('Asia/Tokyo', new Date(at))).toBe(byHand(at, 9));
        expect(dayIn('Asia/Kolkata', new Date(at))).toBe(byHand(at, 5.5));
        expect(dayIn('UTC', new Date(at))).toBe(byHand(at, 0));
      },
    ),
    { numRuns: 500 },
  );
});

test('OR-3 a day of 23 hours and one of 25 hours are whole days', () => {
  const hoursOf = (day: string, from: number): number =>
    Array.from({ length: 72 }, (_, n) => dayIn('America/New_York', new Date(from + n * HOUR))).filter((each) => each === day)
      .length;
  expect(hoursOf('2026-03-08', Date.UTC(2026, 2, 7))).toBe(23);
  expect(hoursOf('2026-11-01', Date.UTC(2026, 9, 31))).toBe(25);
});

test('AD-5 a time zone is one by its name: no offset, no nickname, nothing else', () => {
  expect(['UTC', 'Asia/Tokyo', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'].map(isTimeZone)).toEqual([true, true, true, true]);
  expect(['', '+09:00', 'Tokyo', 'Asia/Nowhere', 'Asia/Tokyo ', '../Asia'].map(isTimeZone)).toEqual(Array(6).fill(false));
});

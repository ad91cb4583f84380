/** Days and times as clocks in a zone show them, by what the engine knows of zones. */

/** yyyy-mm-dd of an instant there. @param zone an IANA name */
export const dayIn = (instant: string, zone: string): string => partsIn(instant, zone).slice(0, 10);

/** yyyy-mm-dd, so many days later. */
export function dayPlus(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** `2026-12-31 23:59 (America/Los_Angeles, UTC−08:00)` */
export function wordsIn(instant: string, zone: string): string {
  return `${partsIn(instant, zone)} (${zone}, ${offsetIn(instant, zone)})`;
}

/** `UTC−08:00`, at that instant. */
export function offsetIn(instant: string, zone: string): string {
  const minutes = offsetMinutes(Date.parse(instant), zone);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/**
 * The instant at which clocks in the zone show this day and time. Where they skip it, in spring, the moment after; where they show it
 * twice, the first.
 * @param day yyyy-mm-dd @param time hh:mm @returns null when either is none
 */
export function instantIn(day: string, time: string, zone: string): string | null {
  const asUtc = /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d$/.test(time) ? Date.parse(`${day}T${time}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null;
  const guesses = [asUtc - 86_400_000, asUtc + 86_400_000].map((near) => asUtc - offsetMinutes(near, zone) * 60_000);
  const exact = guesses.find((guess) => guess + offsetMinutes(guess, zone) * 60_000 === asUtc);
  return new Date(exact ?? Math.max(...guesses)).toISOString();
}

/** Whether the engine knows a zone by this name. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** `yyyy-mm-dd hh:mm` there. */
function partsIn(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

function offsetMinutes(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return Math.round((shown - Math.floor(at / 1000) * 1000) / 60_000);
}

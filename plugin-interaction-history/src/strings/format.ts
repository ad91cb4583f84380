/** Dates, times and counts as the agent's locale writes them. All take the locale: nothing here has a default. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // building a formatter costs far more than using one, and a page of history uses dozens
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** 14:02 */
export function timeOf(locale: string, instant: number | string): string {
  return format(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** 18 Nov 10:31; the year is added when it is not this year's. */
export function dateTimeOf(locale: string, instant: number | string, now: number): string {
  const date = new Date(instant);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const day = format(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(date);
  return `${day} ${timeOf(locale, instant)}`;
}

/** 14:02 while it is today, else 18 Nov 14:02: a time without its day is taken for today's. */
export function momentOf(locale: string, instant: number | string, now: number): string {
  const isToday = new Date(instant).toDateString() === new Date(now).toDateString();
  return isToday ? timeOf(locale, instant) : dateTimeOf(locale, instant, now);
}

/** 3 Nov 2026, of a calendar day such as 2026-11-03: the same day in every time zone. */
export function dateOf(locale: string, day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return format(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
}

const agos = new Map<string, Intl.RelativeTimeFormat>();

/**
 * 5 min ago, 2 hr ago, yesterday, 3 days ago, 4 mo. ago, 2 yr. ago. From yesterday on, calendar days as the agent counts them, not
 * spans of 24 hours; what lies ahead, by a clock that goes wrong, is now.
 */
export function agoOf(locale: string, instant: string, now: number): string {
  const made = agos.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  agos.set(locale, made);
  const then = new Date(instant).getTime();
  const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return made.format(0, 'second');
  if (minutes < 60) return made.format(-minutes, 'minute');
  if (days < 1) return made.format(-Math.floor(minutes / 60), 'hour');
  if (days < 60) return made.format(-days, 'day');
  return days < 730 ? made.format(-Math.floor(days / 30.4), 'month') : made.format(-Math.floor(days / 365), 'year');
}

/** Country codes are one digit, one of these two, or three (ITU-T E.164 D). */
const COUNTRY = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/;

/** +1 415 555 0199 of +14155550199; elsewhere the country's code alone is set apart, as no table of the world's plans is here. */
export function addressWords(address: string): string {
  const [, country, national] = COUNTRY.exec(address) ?? [];
  if (country === undefined || national === undefined) return address;
  const grouped = country === '1' ? national.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3') : national;
  return `+${country} ${grouped}`;
}

/** 0:06, 12:40, 1:02:03 */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** 4,000 */
export const countOf = (locale: string, count: number): string => count.toLocaleString(locale);

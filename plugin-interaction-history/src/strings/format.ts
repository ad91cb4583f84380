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
export function dateTimeOf(locale: string, instant: string, now: number): string {
  const date = new Date(instant);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const day = format(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(date);
  return `${day} ${timeOf(locale, instant)}`;
}

/** 3 Nov 2026, of a calendar day such as 2026-11-03: the same day in every time zone. */
export function dateOf(locale: string, day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return format(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
}

/** today, yesterday, 3 days ago; calendar days as the agent counts them, not spans of 24 hours. */
export function daysAgo(locale: string, instant: string, now: number): string {
  const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(new Date(instant).getTime()) - midnight(now)) / 86_400_000);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.min(days, 0), 'day');
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

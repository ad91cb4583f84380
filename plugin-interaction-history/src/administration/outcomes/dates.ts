import { dayIn } from '@interaction-history/shared/src/time/day-in';

/** Spans that are chosen by name; `custom` has its own two dates. */
export const SPANS = ['7', '14', '30', '90', 'month', 'lastMonth', 'year', 'custom'] as const;
export type SpanName = (typeof SPANS)[number];
export interface Span {
  from: string;
  to: string;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const utc = (year: number, month: number, day: number): string => dayOf(new Date(Date.UTC(year, month, day)));

/** A span's days at a given moment in the centre, both ends in it. */
export function spanOf(name: Exclude<SpanName, 'custom'>, now: Date, timeZone: string): Span {
  const to = dayIn(timeZone, now);
  const [year = 0, month = 0, day = 0] = to.split('-').map((part, n) => Number(part) - (n === 1 ? 1 : 0));
  if (name === 'month') return { from: utc(year, month, 1), to };
  if (name === 'lastMonth') return { from: utc(year, month - 1, 1), to: utc(year, month, 0) };
  if (name === 'year') return { from: utc(year - 1, month, day + 1), to };
  return { from: utc(year, month, day + 1 - Number(name)), to };
}

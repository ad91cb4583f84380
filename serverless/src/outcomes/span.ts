import { MAX_REPORT_DAYS } from '@interaction-history/shared/src/limits';
import { AppError } from '../runtime/errors';

/** Days from the first to the last, both of them in it; yyyy-mm-dd. */
export interface Span {
  from: string;
  to: string;
}
const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string => new Date(at(day) + days * DAY_MS).toISOString().slice(0, 10);
export const daysIn = ({ from, to }: Span): number => (at(to) - at(from)) / DAY_MS + 1;

/** @throws AppError invalid_request: it ends before it begins, or is longer than 24 months */
export function checkSpan(span: Span): void {
  if (span.from > span.to)
    throw new AppError('invalid_request', 'The span ends before it begins', { fields: { to: { code: 'wrong_format' } } });
  if (daysIn(span) > MAX_REPORT_DAYS)
    throw new AppError('invalid_request', 'A report covers 24 months at most', {
      fields: { from: { code: 'too_many', limit: MAX_REPORT_DAYS } },
    });
}

/** As many days, right before. */
export const spanBefore = (span: Span): Span => ({ from: dayAfter(span.from, -daysIn(span)), to: dayAfter(span.from, -1) });

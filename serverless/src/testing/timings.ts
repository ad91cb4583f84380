import { timings, type Timings } from '../runtime/timings';

const REAL = { ...timings };

/**
 * For a test that waits a time-out out: until `restoreTimings` or its end, the Functions of this process wait a quarter, or another part. A
 * busy machine needs time for an honest answer, too. Not with REAL_TIME=1.
 */
export function shortenTimings(divisor = 4): void {
  if (process.env.REAL_TIME === '1') return;
  for (const name of Object.keys(REAL) as (keyof Timings)[]) timings[name] = REAL[name] / divisor;
}

/**
 * For a test whose answer comes although a source hangs: waits for the sources are shortened, the deadline of the whole answer isn't, so
 * that a busy machine has the time for it.
 */
export function shortenWaits(): void {
  shortenTimings();
  timings.deadline = REAL.deadline;
}

/** For a test that judges an amount of work, not a deadline: a slow machine gets eight times as long, until the test's end. */
export function lengthenTimings(): void {
  for (const name of Object.keys(REAL) as (keyof Timings)[]) timings[name] = REAL[name] * 8;
}

export const restoreTimings = (): void => void Object.assign(timings, REAL);

afterEach(restoreTimings);

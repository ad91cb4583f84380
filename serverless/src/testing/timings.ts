import { timings, type Timings } from '../runtime/timings';

const REAL = { ...timings };

/** A quarter of each wait: a busy machine needs time for an honest answer, too. */
const SHORT = Object.fromEntries(Object.entries(REAL).map(([name, ms]) => [name, ms / 4])) as unknown as Timings;

/** For a test that waits a time-out out: until `restoreTimings` or its end, the Functions of this process wait a quarter. Not with REAL_TIME=1. */
export function shortenTimings(): void {
  if (process.env.REAL_TIME !== '1') Object.assign(timings, SHORT);
}

/** For a test that judges an amount of work, not a deadline: a slow machine gets eight times as long, until the test's end. */
export function lengthenTimings(): void {
  for (const name of Object.keys(REAL) as (keyof Timings)[]) timings[name] = REAL[name] * 8;
}

export const restoreTimings = (): void => void Object.assign(timings, REAL);

afterEach(restoreTimings);

import type { Timings as FunctionsTimings } from '@interaction-history/serverless/src/runtime/timings';

/**
 * What the end-to-end tests wait less long for, unless REAL_TIME=1 (`npm run test:real-time`); `npm start` leaves every time as
 * it is in production (docs/decisions/0017). Deadlines are as in
 * production: a busy machine needs them for an honest answer.
 */
export const SHORT_TIMINGS: {
  /** Built into the Functions. */
  functions: Partial<FunctionsTimings>;
  /** Put on the desktop's page before the plugin loads; the names are those of the plugin's `state/timings.ts`. */
  plugin: Record<string, number>;
} = {
  functions: {
    publishedFresh: 1_500,
  },
  plugin: {
    tasksSettled: 4_000,
    followReasonCodes: 4_000,
    followHistory: 4_000,
    settingsFresh: 1_500,
  },
};

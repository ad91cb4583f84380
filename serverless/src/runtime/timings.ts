/** How long the Functions wait for others and keep what they have read, in milliseconds. */
const REAL = {
  /** Twilio kills a Function after 10 s: our answer must be out well before. */
  deadline: 8_000,
  /** Whose a token is, asked of Twilio: its validator has no time-out of its own. */
  tokenValidation: 3_000,
  /** What Twilio has said of a session isn't asked for again so soon. */
  sessionFresh: 10_000,
  /** One TaskRouter request, of the two or three that linking takes. */
  taskRouterCall: 4_000,
  /** The log-in belongs to all who wait for it, so it has its own time; each caller still leaves at its own deadline. */
  salesforceLogin: 5_000,
  /** The agent has a caller on the line: a source that is down costs only its own section (ID-13). */
  lookupSource: 5_000,
  searchSource: 5_000,
  healthSource: 5_000,
  /** Salesforce is asked only beside the record: it may take no longer than a look-up. */
  masterRecordSource: 4_000,
  /** The agent waits for Create to answer: a source that takes longer is treated as one that is down. */
  createSource: 2_500,
  /** Of the published settings and of the count of Salesforce's calls; the SDK itself would wait for minutes. */
  settingsReading: 3_000,
  /** An answer waits no longer for its audit row. */
  auditPatience: 500,
  /** Whose a task is, and how much the worker has read: asked beside the sources, and believed to be in order when it takes longer. */
  admission: 2_000,
  /** How often a source that doesn't respond is asked again. */
  breakerRetry: 1_000,
  /** How often a claim that a colleague has is looked at again: a service action takes about a second. */
  claimRetry: 200,
  /** One request to the billing system, which sets services up while it answers. */
  billingCall: 30_000,
  /**
   * After it was asked to add an order without an answer, the billing system may still do so: PHP ends a request within this time, and before
   * then nothing that isn't there counts as not done.
   */
  billingSettles: 90_000,
  /** A worker that hasn't noted anything for so long is taken for dead: longer than any one of its steps. */
  provisioningLease: 60_000,
  /** Before an order that couldn't be provisioned is tried again for the first time; each further pause is twice as long. */
  provisioningPause: 500,
  /** How often the worker looks for what is due, and for orders that no event told of. */
  provisioningLook: 5_000,
  provisioningSweep: 300_000,
  /** Salesforce sends something at least every 270 s; after this the stream is dead. */
  eventsSilence: 300_000,
  /** Before the first attempt to subscribe again; doubled each time, to thirty times as long. */
  eventsRetry: 500,
  /** A refused subscription ends at once: one that is still open after this listens, though nothing has come yet. */
  eventsOpen: 2_000,
  /** A publication of reason codes or settings reaches every Function in use within this time: agents see it on their next task. */
  publishedFresh: 15_000,
};

export type Timings = typeof REAL;

/**
 * Put in by the build that tests make (`buildFunctions` with `timings`): what it shortens. A build to deploy has `undefined` in
 * its place, so nothing that is set later can shorten anything.
 */
declare const TEST_TIMINGS: Partial<Timings> | undefined;

/** Read when waiting begins. Only tests write to it (`testing/timings.ts`). */
export const timings: Timings = { ...REAL, ...(typeof TEST_TIMINGS === 'undefined' ? {} : TEST_TIMINGS) };

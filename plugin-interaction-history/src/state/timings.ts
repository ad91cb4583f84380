/** What the desktop waits for, in milliseconds. */
const REAL = {
  /** Functions are killed after 10 s, so nobody answers later than that. */
  answer: 10_000,
  /** Completing waits this long for linking and recording together (RC-5). */
  complete: 8_000,
  /** An agent who stops typing for this long has their text sent to the server (RC-4). */
  keepDraft: 1_000,
  /** How long the key for this browser's drafts is waited for before it is asked for again. */
  draftKey: 5_000,
  /** Signing out waits this long for what is still to be sent (PR-4). */
  signOut: 6_000,
  /** After a reload, or a network that came back, Flex has its tasks again within this time; a draft must not be taken from one of them. */
  tasksSettled: 20_000,
  /** The server itself looks every 15 s: a publication is on every desktop within a minute (AD-2). */
  followReasonCodes: 40_000,
  /** A source that failed is asked again after this, while the tab is looked at (ID-13). */
  retrySources: 15_000,
  /** How often a tab that is looked at asks whether a colleague has recorded meanwhile (IH-2). */
  followHistory: 20_000,
  /** How often an open Services section is read again: a change in Salesforce is seen within 10 s (SV-1). */
  followServices: 8_000,
  /** News of colleagues who edit, too, comes with every save, and this often without. */
  followEditors: 30_000,
  /** Settings are asked for again with a new task, but not more often than this. */
  settingsFresh: 60_000,
};

export type Timings = typeof REAL;

/** Set by the sandbox's page before the plugin loads. */
declare const INTERACTION_HISTORY_TEST_TIMINGS: Partial<Timings> | undefined;

/** Shortened for tests, and on this computer alone: at any other address the times stand as they are written here. */
export const timings: Timings = {
  ...REAL,
  ...(/^(127\.0\.0\.1|localhost)$/.test(location.hostname) && typeof INTERACTION_HISTORY_TEST_TIMINGS !== 'undefined'
    ? INTERACTION_HISTORY_TEST_TIMINGS
    : {}),
};

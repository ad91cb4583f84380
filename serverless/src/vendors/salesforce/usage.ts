import { UpstreamError } from '../../runtime/errors';
import { processWide } from '../../runtime/process-wide';

/** Calls that a process takes out of the store's count at once. */
export const LEASE = 20;
/** While the share is used up the count is read so often: the day moves on. */
const READ_AGAIN_MS = 60_000;
const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Calls taken in each hour, by its number since the epoch. */
export type HoursOfUse = Record<string, number>;
/** Where all processes count together. */
export interface UsageStore {
  /** Adds calls to an hour, forgets hours that are over a day old, and tells what there is. */
  take(hour: number, calls: number): Promise<HoursOfUse>;
}
/** Plain values: every bundle of the process counts on. */
interface Usage {
  /** What is left of what was taken. */
  left: number;
  /** By all processes, in 24 hours; null until the store has told. */
  used: number | null;
  /** Of the org, in 24 hours, as its last answer said. */
  max: number | null;
  /** Per cent. */
  share: number;
  readAt: number;
  reading: Promise<void> | null;
}
const usage = (): Usage =>
  processWide('salesforce-usage', () => ({ left: 0, used: null, max: null, share: 100, readAt: 0, reading: null }));

export const setShare = (percent: number): void => void (usage().share = percent);
export const setAllowance = (max: number): void => void (usage().max = max);
/** As a new process begins. */
export const forgetUsage = (): void =>
  void Object.assign(usage(), { left: 0, used: null, max: null, share: 100, readAt: 0, reading: null });

/** What the product has used of its share of the org's calls within 24 hours; null while either isn't known. */
export function ownUsage(): { used: number; share: number } | null {
  const { used, max, share } = usage();
  return used === null || max === null ? null : { used, share: Math.floor((max * share) / 100) };
}

/**
 * Counts one API call before it is made (TR-3). Processes take calls from the common count twenty at a time, in advance, so that none is
 * ever uncounted and a call costs a twentieth of a write; the count is taken beside the call, which doesn't wait for it. Salesforce's day is
 * the last 24 hours, and so is ours. Without the store the call is made: a centre that can't count must not stop.
 * @throws UpstreamError rate_limited, DAILY_SHARE
 */
export function countCall(store: UsageStore): void {
  const state = usage();
  const own = ownUsage();
  const isSpent = own !== null && own.used >= own.share;
  if ((state.left <= 0 && !isSpent) || (isSpent && state.readAt < Date.now() - READ_AGAIN_MS))
    state.reading ??= take(store, isSpent ? 0 : LEASE).finally(() => (state.reading = null));
  if (isSpent && state.left <= 0)
    throw new UpstreamError('salesforce', 'rate_limited', 'The product’s share of Salesforce’s daily calls is used up', {
      reason: 'DAILY_SHARE',
    });
  state.left -= 1;
}

async function take(store: UsageStore, calls: number): Promise<void> {
  const state = usage();
  state.readAt = Date.now();
  const hour = Math.floor(state.readAt / HOUR_MS);
  try {
    const hours = await store.take(hour, calls);
    const recent = Object.entries(hours).filter(([each]) => Number(each) > hour - HOURS);
    state.used = recent.reduce((sum, [, count]) => sum + count, 0);
  } catch {
    // the store's own failure is told by whoever needs it; what is taken here is only a count
  }
  state.left += calls;
}

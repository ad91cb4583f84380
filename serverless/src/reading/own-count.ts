import { AppError } from '../runtime/errors';
import { processWide } from '../runtime/process-wide';

export const WINDOW_MS = 60_000;
/** Workers who are remembered at most; a process that has seen more starts over. */
const MAX_WORKERS = 1_000;

interface Counted {
  /** When each read began, epoch milliseconds, oldest first. */
  task: number[];
  none: number[];
  /** What the store was last asked, see `believed`. */
  stored: { task?: StoredCount; none?: StoredCount };
  /** When the last refusal was told of. */
  refusedAt: number;
}
interface StoredCount {
  at: number;
  /** Reads of this process that have relied on it. */
  reads: number;
  /** Null: the store couldn't be asked. */
  count: Promise<number | null>;
}
/** The store's count is believed for so long and for so many reads, while it leaves half of the budget. */
const BELIEVED_MS = 5_000;
const BELIEVED_READS = 10;
const counted = (): Map<string, Counted> => processWide('reads', () => new Map<string, Counted>());

function ofWorker(workerSid: string): Counted {
  const all = counted();
  const known = all.get(workerSid);
  if (known !== undefined) return known;
  if (all.size >= MAX_WORKERS) all.clear();
  const fresh: Counted = { task: [], none: [], stored: {}, refusedAt: 0 };
  all.set(workerSid, fresh);
  return fresh;
}

/**
 * Counts a read of this process's own, before anything is asked for it: so many at once can't pass while each of them is still uncounted
 * in the store.
 * @throws AppError rate_limited
 */
export function countRead(workerSid: string, budget: 'task' | 'none', limit: number): void {
  const reads = ofWorker(workerSid)[budget];
  const now = Date.now();
  while (reads[0] !== undefined && reads[0] <= now - WINDOW_MS) reads.shift();
  if (reads.length >= limit) throw tooMuch((reads[0] ?? now) + WINDOW_MS - now);
  reads.push(now);
}

/**
 * How many reads of the worker's last minute the store has, all processes together; null where it can't be asked. The three requests of
 * one ring ask once, and a worker who is far from the limit isn't counted again for every read: each process can pass the budget by ten.
 */
export async function believed(
  workerSid: string,
  budget: 'task' | 'none',
  limit: number,
  ask: () => Promise<number | null>,
): Promise<number | null> {
  const { stored } = ofWorker(workerSid);
  const last = stored[budget];
  if (last !== undefined && last.at > Date.now() - BELIEVED_MS && last.reads < BELIEVED_READS) {
    last.reads += 1;
    const count = await last.count;
    if (count !== null && count + last.reads < limit / 2) return count;
  }
  const asked = { at: Date.now(), reads: 1, count: ask() };
  stored[budget] = asked;
  return asked.count;
}

/** Whether a refusal is the worker's first in a minute, as far as this process knows. */
export function isFirstRefusal(workerSid: string): boolean {
  const worker = ofWorker(workerSid);
  const isFirst = worker.refusedAt <= Date.now() - WINDOW_MS;
  if (isFirst) worker.refusedAt = Date.now();
  return isFirst;
}

/** @param ms until there is room again */
export function tooMuch(ms: number): AppError {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return new AppError('rate_limited', `You have looked up too much within a minute: go on in ${seconds} s`, {
    retryAfterSeconds: seconds,
  });
}

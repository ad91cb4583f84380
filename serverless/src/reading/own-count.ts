import { AppError } from '../runtime/errors';
import { processWide } from '../runtime/process-wide';

export const WINDOW_MS = 60_000;
/** Workers who are remembered at most; a process that has seen more starts over. */
const MAX_WORKERS = 1_000;

interface Counted {
  /** When each read began, epoch milliseconds, oldest first. */
  task: number[];
  none: number[];
  /** When the last refusal was told of. */
  refusedAt: number;
}
const counted = (): Map<string, Counted> => processWide('reads', () => new Map<string, Counted>());

function ofWorker(workerSid: string): Counted {
  const all = counted();
  const known = all.get(workerSid);
  if (known !== undefined) return known;
  if (all.size >= MAX_WORKERS) all.clear();
  const fresh: Counted = { task: [], none: [], refusedAt: 0 };
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

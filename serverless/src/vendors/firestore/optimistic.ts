import { setTimeout as pause } from 'node:timers/promises';
import { ALREADY_EXISTS, codeOf } from './client';

const FAILED_PRECONDITION = 9;
const ABORTED = 10;
const ATTEMPTS = 6;
/** Longer with each attempt, so that those who met do not meet again. */
const JITTER_MS = 20;

/** Somebody changed a document since it was read, and nothing was written. */
export const isVersionConflict = (error: unknown): boolean => codeOf(error) === FAILED_PRECONDITION || codeOf(error) === ABORTED;

/** The same, or somebody made the document that was to be made. */
export const isWriteConflict = (error: unknown): boolean => codeOf(error) === ALREADY_EXISTS || isVersionConflict(error);

/**
 * Reads, judges and commits anew whenever the commit has lost a race. No transaction: its locks make agents wait for each other
 * for seconds; create() and a version that the write names refuse the loser at once.
 * @param work one attempt, its reads included
 * @throws what `work` throws; the SDK's own error when every attempt has lost
 */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isWriteConflict(error) || attempt === ATTEMPTS) throw error;
      await pause(Math.random() * JITTER_MS * attempt);
    }
  }
}

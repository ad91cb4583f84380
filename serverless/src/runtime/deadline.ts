import { UpstreamError, type Source } from './errors';

/** The time a piece of work may take, handed down to every client it calls. Twilio kills a Function after 10 s. */
export interface Budget {
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  /** Aborts at the deadline. */
  readonly signal: AbortSignal;
  /** Never below 0. */
  remainingMs(): number;
}

/** A budget of `ms` from now, or of what `within` has left if that is less. */
export function budgetOf(ms: number, within?: Budget): Budget {
  const granted = Math.max(0, Math.min(ms, within?.remainingMs() ?? ms));
  const deadlineAt = Date.now() + granted;
  return {
    deadlineAt,
    signal: AbortSignal.timeout(granted),
    remainingMs: () => Math.max(0, deadlineAt - Date.now()),
  };
}

/**
 * Waits for work that cannot be aborted (the Firestore SDK), no longer than the budget.
 * A result that comes later is dropped; its rejection too, because the deadline has already been reported.
 * @throws UpstreamError deadline_exceeded
 */
export async function within<T>(budget: Budget, source: Source, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UpstreamError(source, 'deadline_exceeded', `${source} did not answer in time`)),
      budget.remainingMs(),
    );
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

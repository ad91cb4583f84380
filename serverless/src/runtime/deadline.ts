import { AppError, UpstreamError, type Source } from './errors';

/** When a piece of work must be done, handed down to every client it calls. */
export interface Deadline {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Aborts at the deadline. */
  readonly signal: AbortSignal;
  /** Never below 0. */
  remainingMs(): number;
}

/** A deadline `ms` from now, or `parent`'s if that comes first. */
export function deadlineIn(ms: number, parent?: Deadline): Deadline {
  const granted = Math.max(0, Math.min(ms, parent?.remainingMs() ?? ms));
  const at = Date.now() + granted;
  return {
    at,
    signal: AbortSignal.timeout(granted),
    remainingMs: () => Math.max(0, at - Date.now()),
  };
}

/**
 * Waits for work that can't be aborted (the Firestore SDK), but not beyond the deadline.
 * A result that comes later is dropped; its rejection too, because the deadline has already been reported.
 * @param source who is waited for; null: the request as a whole
 * @throws AppError deadline_exceeded, an UpstreamError where there is a source
 */
export async function withDeadline<T>(deadline: Deadline, source: Source | null, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    const expire = (): void =>
      reject(
        source === null
          ? new AppError('deadline_exceeded', 'This took too long: try again')
          : new UpstreamError(source, 'deadline_exceeded', `${source} isn’t responding`),
      );
    timer = setTimeout(expire, deadline.remainingMs());
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

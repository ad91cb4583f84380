import { Breaker } from '../../runtime/breaker';
import { withDeadline, type Deadline } from '../../runtime/deadline';
import { AppError, UpstreamError } from '../../runtime/errors';
import { withinPatience } from '../../runtime/patience';
import { ALREADY_EXISTS, codeOf, reasonOf } from './reasons';
import { firestoreFailed } from './store';

const RETRYABLE = new Map([
  [4, 'deadline_exceeded'],
  [8, 'rate_limited'],
] as const);

/** Deadlines that were told already, by a call within a call. */
const told = new WeakSet<object>();
const breaker = (): Breaker => new Breaker('firestore', '');

/**
 * Runs work against Firestore under the budget, its failures typed, with a `reason` that tells a missing index, a refused key and an
 * unreachable store apart (OP-6). A store that didn't answer is reopened by the next request (OP-7).
 * @throws UpstreamError deadline_exceeded, rate_limited, upstream_unavailable; AppErrors and ALREADY_EXISTS pass through
 */
export async function onFirestore<T>(deadline: Deadline, work: () => Promise<T>): Promise<T> {
  breaker().admit();
  try {
    const result = await withDeadline(deadline, 'firestore', work());
    breaker().answered();
    return result;
  } catch (error) {
    judge(error);
    if (error instanceof AppError || codeOf(error) === ALREADY_EXISTS) throw error;
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    const code = RETRYABLE.get(codeOf(error) as 4 | 8) ?? 'upstream_unavailable';
    const reason = reasonOf(error);
    throw new UpstreamError('firestore', code, MESSAGES[reason ?? ''] ?? 'The history store did not do its part: try again', {
      cause: error,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

/**
 * Work beside a request that can do without it. A store that is known not to respond isn't asked; what comes too late, or fails, says
 * nothing about the store to others, who have more patience.
 * @returns null when it wasn't done in time
 */
export async function besideFirestore<T>(ms: number, work: () => Promise<T>): Promise<T | null> {
  return breaker().isSilent() ? null : withinPatience(ms, work());
}

const MESSAGES: Readonly<Record<string, string>> = {
  INDEX_MISSING: 'The history store lacks an index, or is still building it: npm run deploy:firestore',
  UNAUTHENTICATED: 'The history store refused the log-in',
  PERMISSION_DENIED: 'The history store refused the log-in',
  NO_DATABASE: 'The history store has no database: create one in Native mode',
};

/** Whether the failure says that the store is silent: then a new connection is due. */
function judge(error: unknown): void {
  const late = error instanceof UpstreamError && error.source === 'firestore' && error.code === 'deadline_exceeded';
  if (late && told.has(error)) return;
  if (late) told.add(error);
  if (late || codeOf(error) === 14 || codeOf(error) === 4) {
    firestoreFailed();
    breaker().timedOut();
  } else if (!(error instanceof UpstreamError)) breaker().answered();
}

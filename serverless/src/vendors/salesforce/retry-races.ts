import type { Deadline } from '../../runtime/deadline';
import { retryOn } from '../../runtime/retry';
import { SalesforceRefusal } from './upstream';

const RETRIES = { attempts: 5, jitterMs: 100 };
/** Somebody writes the same record at the same moment: the next attempt finds what they made (REST API guide, "Status codes"). */
const RACES: ReadonlySet<string> = new Set(['UNABLE_TO_LOCK_ROW', 'DUPLICATE_VALUE']);

/**
 * Does an all-or-none write again when it has met another one. Only for writes on an external id, which a repeat does not double.
 * @param work one attempt, its reads included
 * @throws what `work` throws when it is no race, when every attempt met one, or when the time is up
 */
export const retryRaces = <T>(deadline: Deadline, work: () => Promise<T>): Promise<T> =>
  retryOn(
    (error) => error instanceof SalesforceRefusal && RACES.has(error.errorCode) && deadline.remainingMs() > 0,
    RETRIES,
    work,
  );

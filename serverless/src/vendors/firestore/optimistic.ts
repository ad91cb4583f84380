import { retryOn } from '../../runtime/retry';
import { ALREADY_EXISTS, codeOf, NOT_FOUND } from './reasons';

const FAILED_PRECONDITION = 9;
const ABORTED = 10;
const RETRIES = { attempts: 6, jitterMs: 20 };

/** Someone changed a document since it was read, and nothing was written. */
export const isVersionConflict = (error: unknown): boolean => codeOf(error) === FAILED_PRECONDITION || codeOf(error) === ABORTED;

/** For work that sees a change by itself, before a commit would: it is done again. */
export const changedMeanwhile = (): Error => Object.assign(new Error('changed since it was read'), { code: ABORTED });

/** The same, or someone has deleted the document. */
export const isChangedOrGone = (error: unknown): boolean => isVersionConflict(error) || codeOf(error) === NOT_FOUND;

/** The same, or someone created the document that was to be created. */
export const isWriteConflict = (error: unknown): boolean => codeOf(error) === ALREADY_EXISTS || isChangedOrGone(error);

/**
 * Reads, judges and commits again whenever the commit has lost a race. No transaction: its locks make agents wait for each other
 * for seconds; create() and a version that the write names refuse the loser at once.
 * @param work one attempt, its reads included
 * @throws what `work` throws; the SDK's own error when every attempt has lost
 */
export const retryOnConflict = <T>(work: () => Promise<T>): Promise<T> => retryOn(isWriteConflict, RETRIES, work);

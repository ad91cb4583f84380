import { ERRORS, type ErrorCode } from '@interaction-history/shared/src/contract/errors';
import type { RequestContext } from '../../context';
import { UpstreamError, type Source } from '../../runtime/errors';

/**
 * A source's failure as its section's status (ID-13), with a line in the log. `retryable` is false where the source has refused
 * what was asked: it would refuse it again.
 * @throws the error itself when it is no source's: a mistake of ours fails the call
 */
export function sourceFailure(
  source: Source,
  ctx: Pick<RequestContext, 'note'>,
  error: unknown,
): { status: 'failed'; error: { code: ErrorCode; retryable: boolean } } {
  if (!(error instanceof UpstreamError)) throw error;
  ctx.note('source failed', { source, error });
  return { status: 'failed', error: { code: error.code, retryable: ERRORS[error.code].retryable } };
}

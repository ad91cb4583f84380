import type { ErrorCode, FieldProblem } from '@interaction-history/shared/src/contract/errors';
import type { Strings } from '../strings/en';

/** What the server can answer, and what can keep its answer from arriving. */
export type FailureCode = ErrorCode | 'offline' | 'timeout' | 'network' | 'unreadable' | 'not_configured' | 'outcome';

interface Failure {
  code: FailureCode;
  message: string;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  correlationId?: string | undefined;
  fields?: Record<string, FieldProblem> | undefined;
  retryAfterSeconds?: number | undefined;
}

/** The one error a call ends with. `message` is for logs; people read `explain`. */
export class ApiError extends Error implements Failure {
  readonly code: FailureCode;
  readonly retryable: boolean;
  readonly correlationId: string | undefined;
  readonly fields: Record<string, FieldProblem>;
  /** Of rate_limited, where the server says it. */
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ApiError';
    this.code = failure.code;
    this.retryable = failure.retryable;
    this.correlationId = failure.correlationId;
    this.fields = failure.fields ?? {};
    this.retryAfterSeconds = failure.retryAfterSeconds;
    // compiled to ES5, a subclass of Error loses its prototype
    Object.setPrototypeOf(this, ApiError.prototype);
  }
}

/** Anything thrown, as an ApiError. Anything that isn't one already is a bug, so it isn't retryable. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError({ code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), retryable: false });
}

/** The reason in the agent's words, with the code support asks for. */
export function explain(
  error: Pick<ApiError, 'code' | 'correlationId'> & { retryAfterSeconds?: number | undefined },
  strings: Strings,
): string {
  // nothing is wrong, so there is nothing to tell support
  if (error.code === 'rate_limited' && error.retryAfterSeconds !== undefined)
    return strings.errors.tooMuch(error.retryAfterSeconds);
  const why = strings.errors[error.code];
  return error.correlationId ? strings.errors.withCode(why, error.correlationId.slice(0, 8)) : why;
}

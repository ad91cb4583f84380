import type { ErrorCode, FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { ConfigError } from '../config/config-error';

/** The systems behind the Functions. */
export type Source = 'salesforce' | 'master' | 'firestore' | 'taskrouter' | 'iam';

/**
 * A failure with a code of the contract and a sentence for the person: what happened, what was kept, what to do.
 * The message goes to the browser, so it holds no upstream text, no stack and no personal data; `cause` goes to the log alone.
 */
export class AppError extends Error {
  readonly fields: Record<string, FieldProblem> | undefined;
  /** Of rate_limited. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: Record<string, FieldProblem>; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A source that did not do its part. A section's status, or the call's failure where nothing is possible without it. */
export class UpstreamError extends AppError {
  /** Why, as a code for the log and for health: the vendor's own (a SQLSTATE, an errno), or one of ours in capitals. */
  readonly reason: string | undefined;

  constructor(
    readonly source: Source,
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: Record<string, FieldProblem>; reason?: string } = {},
  ) {
    super(code, message, options);
    this.name = 'UpstreamError';
    this.reason = options.reason;
  }
}

/** Anything but an AppError is a bug or a configuration problem: the browser learns only the correlation id. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ConfigError) {
    for (const problem of thrown.problems) console.error(`configuration: ${problem}`);
    return new AppError('internal', 'The Functions are misconfigured: the log says what to fix', { cause: thrown });
  }
  return new AppError('internal', 'Something went wrong on our side: give support the correlation id', { cause: thrown });
}

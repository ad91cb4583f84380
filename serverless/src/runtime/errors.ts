import type { ErrorCode } from '@interaction-history/shared/src/contract/errors';

/** The systems behind the Functions. */
export type Source = 'salesforce' | 'master' | 'firestore' | 'taskrouter' | 'iam';

/**
 * A failure with a code of the contract and a sentence for the person: what happened, what was kept, what to do.
 * The message goes to the browser, so it holds no upstream text, no stack and no personal data; `cause` goes to the log alone.
 */
export class AppError extends Error {
  readonly fields: Record<string, string> | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: Record<string, string> } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.fields = options.fields;
  }
}

/** A source that did not do its part. A section's status, or the call's failure where nothing is possible without it. */
export class UpstreamError extends AppError {
  constructor(
    readonly source: Source,
    code: ErrorCode,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(code, message, options);
    this.name = 'UpstreamError';
  }
}

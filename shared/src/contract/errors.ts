/** The closed list of failure codes with their HTTP status, and whether the same request may succeed later. */
export const ERRORS = {
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  invalid_request: { status: 400, retryable: false },
  not_found: { status: 404, retryable: false },
  conflict: { status: 409, retryable: false },
  too_large: { status: 413, retryable: false },
  rate_limited: { status: 429, retryable: true },
  upstream_unavailable: { status: 503, retryable: true },
  deadline_exceeded: { status: 504, retryable: true },
  internal: { status: 500, retryable: true },
} as const;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** The body of every failure. `fields`: path → what is wrong with it, for invalid_request. */
export interface ErrorBody {
  error: {
    code: ErrorCode;
    message: string;
    fields?: Record<string, string>;
    retryable: boolean;
    correlationId: string;
  };
}

/** The closed list of failure codes with their HTTP status, and whether the same request may succeed later. */
export const ERRORS = {
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  invalid_request: { status: 400, retryable: false },
  not_found: { status: 404, retryable: false },
  conflict: { status: 409, retryable: false },
  too_large: { status: 413, retryable: false },
  /** The page and the Functions, or the Functions and the stored data, are of versions that don't fit. */
  version_mismatch: { status: 409, retryable: false },
  rate_limited: { status: 429, retryable: true },
  upstream_unavailable: { status: 503, retryable: true },
  deadline_exceeded: { status: 504, retryable: true },
  internal: { status: 500, retryable: true },
} as const;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** What can be wrong with a field: closed lists, so that the browser has words for each in every language. */
export const PLAIN_FIELD_CODES = [
  'required',
  /** One field of several must be filled in. */
  'one_required',
  'wrong_type',
  'wrong_format',
  'unknown_value',
  'unknown_field',
  'duplicate',
  'not_a_phone',
  'not_an_email',
  'not_a_whole_number',
  'not_a_region',
  'region_without_phones',
  'not_a_phone_field',
  'not_a_reason_id',
  'not_a_locale',
  'not_a_skill',
  'english_missing',
  'not_an_insights_attribute',
  'unknown_insights_value',
  /** A measure of Flex Insights takes a number, and nothing else does. */
  'measure_mismatch',
  /** Another system refuses the value, by a rule of its own. */
  'refused',
] as const;
/** Those that name their limit. Of letters, and of letters and digits, at least so many are needed. */
export const LIMITED_FIELD_CODES = [
  'too_long',
  'too_few_letters',
  'too_few_characters',
  'too_many',
  'too_small',
  'too_large',
] as const;
export type PlainFieldCode = (typeof PLAIN_FIELD_CODES)[number];
export type LimitedFieldCode = (typeof LIMITED_FIELD_CODES)[number];
export type FieldProblem = { code: PlainFieldCode } | { code: LimitedFieldCode; limit: number };

/** The body of every failure. `fields`: path → what is wrong with it, for invalid_request. */
export interface ErrorBody {
  error: {
    code: ErrorCode;
    message: string;
    fields?: Record<string, FieldProblem>;
    retryable: boolean;
    /** Of rate_limited, where it is known: when to ask again, as in the Retry-After header, which a page of another origin can't read. */
    retryAfterSeconds?: number;
    correlationId: string;
  };
}

import type { ErrorCode, FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { UpstreamError } from '../../runtime/errors';
import { TransportError } from './transport';

/** Salesforce answered and said no: its own error code is kept for those who can act on it, its text is not, for it may quote data. */
export class SalesforceRefusal extends UpstreamError {
  constructor(
    code: ErrorCode,
    /** Such as DUPLICATE_VALUE; "Status codes and error responses" in the REST API guide. */
    readonly errorCode: string,
    options: { cause?: unknown; fields?: readonly string[] } = {},
  ) {
    const { cause, fields: fieldNames = [] } = options;
    const fields = Object.fromEntries(fieldNames.map((name): [string, FieldProblem] => [name, { code: 'refused' }]));
    super('salesforce', code, `Salesforce refused the request (${errorCode})`, {
      cause,
      ...(fieldNames.length > 0 ? { fields } : {}),
    });
    this.name = 'SalesforceRefusal';
    this.fieldNames = fieldNames;
  }
  /** API names of the fields it complains of. */
  readonly fieldNames: readonly string[];
}

/** What a caller of ours can do about a refusal; anything not named is the org's or its administrator's to mend. */
const REFUSALS: Record<string, ErrorCode> = {
  // The rolling 24-hour allowance, or 25 long calls at once: waiting helps, so it is a matter of rate.
  REQUEST_LIMIT_EXCEEDED: 'rate_limited',
  TOO_MANY_REQUESTS: 'rate_limited',
  ERROR_HTTP_429: 'rate_limited',
  NOT_FOUND: 'not_found',
  ENTITY_IS_DELETED: 'not_found',
  DUPLICATE_VALUE: 'conflict',
  DUPLICATES_DETECTED: 'conflict',
  REQUIRED_FIELD_MISSING: 'invalid_request',
  STRING_TOO_LONG: 'invalid_request',
  INVALID_EMAIL_ADDRESS: 'invalid_request',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'invalid_request',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'invalid_request',
};

/** @param errorCode as Salesforce names it; a code that only looks like one is reported as UNKNOWN, since it could be any text */
export function refusal(errorCode: string, cause?: unknown, fields?: readonly string[]): SalesforceRefusal {
  const named = /^[A-Z0-9_]{3,80}$/.test(errorCode) ? errorCode : 'UNKNOWN';
  return new SalesforceRefusal(REFUSALS[named] ?? 'upstream_unavailable', named, { cause, ...(fields ? { fields } : {}) });
}

/** What made an all-or-none request fail; null when it did not. PROCESSING_HALTED only says that another part failed. */
export function refusalIn(results: readonly { httpStatusCode: number; body: unknown }[]): SalesforceRefusal | null {
  const errors = results.flatMap(({ httpStatusCode, body }) =>
    httpStatusCode < 400
      ? []
      : ((Array.isArray(body) ? body : [{}]) as { errorCode?: unknown; fields?: unknown; message?: unknown }[]),
  );
  const cause = errors.find(({ errorCode }) => errorCode !== 'PROCESSING_HALTED') ?? errors[0];
  return cause === undefined
    ? null
    : refusal(String(cause.errorCode), undefined, [...fieldsIn(cause), ...namesIn(cause.message)]);
}

/** Turns whatever jsforce or the transport threw into the one class the rest of the product knows. */
export function upstream(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (error instanceof TransportError) {
    return error.kind === 'timeout'
      ? new UpstreamError('salesforce', 'deadline_exceeded', 'Salesforce isn’t responding', { cause: error })
      : new UpstreamError('salesforce', 'upstream_unavailable', 'Salesforce cannot be reached', { cause: error });
  }
  const { errorCode, data, message } = (error ?? {}) as { errorCode?: unknown; data?: unknown; message?: unknown };
  if (typeof errorCode === 'string') return refusal(errorCode, undefined, [...fieldsIn(data), ...namesIn(message)]);
  return unreadable();
}

/** HTML from a proxy, JSON cut short, a shape nobody documents. */
export const unreadable = (): UpstreamError =>
  new UpstreamError('salesforce', 'upstream_unavailable', 'Salesforce gave an answer that cannot be read');

/** How Salesforce words a query's refusal; what stands in quotes is a name of our query, never a value. */
const REFUSED_NAMES = [
  /^(?:[^]*\n)?No such column '(\w+)' on (?:entity|sobject)/,
  /sObject type '(\w+)' is not supported/,
  /field '(\w+)' can not be (?:filtered|sorted) in (?:a )?query call/,
  /invalid operator on encrypted field '(\w+)'/,
];

/** The fields and objects that a query's refusal names. */
export const namesIn = (message: unknown): string[] =>
  REFUSED_NAMES.flatMap((pattern) => pattern.exec(typeof message === 'string' ? message : '')?.[1] ?? []);

function fieldsIn(data: unknown): string[] {
  const { fields } = (data ?? {}) as { fields?: unknown };
  return Array.isArray(fields) ? fields.filter((one): one is string => typeof one === 'string') : [];
}

import { API_VERSION } from './connection';
import { namesIn, refusal, unreadable, type SalesforceRefusal } from './upstream';

export interface CompositeSubrequest {
  method: 'GET' | 'POST' | 'PATCH';
  /** From the version on: `/sobjects/Account/…`, `/query?q=…`. */
  path: string;
  referenceId: string;
  body?: Record<string, unknown>;
  /** Of this part alone; a composite request does not hand its own headers down. */
  headers?: Record<string, string>;
}
export interface CompositeResult {
  referenceId: string;
  httpStatusCode: number;
  body: unknown;
}

/** The body of a composite request (REST API guide, "Composite"). */
export function compositeBody(parts: readonly CompositeSubrequest[], allOrNone: boolean): Record<string, unknown> {
  return {
    allOrNone,
    compositeRequest: parts.map(({ method, path, referenceId, body, headers }) => ({
      method,
      url: `/services/data/v${API_VERSION}${path}`,
      referenceId,
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { httpHeaders: headers }),
    })),
  };
}

/** @throws UpstreamError when the answer is none */
export function compositeResults(answer: unknown): CompositeResult[] {
  const { compositeResponse } = (answer ?? {}) as { compositeResponse?: CompositeResult[] };
  if (!Array.isArray(compositeResponse)) throw unreadable();
  return compositeResponse;
}

/** The first reason in a subrequest's body; PROCESSING_HALTED only says that another one failed. */
export function firstErrorCode(body: unknown): string {
  const errors = Array.isArray(body) ? (body as { errorCode?: string }[]) : [];
  return errors.find((one) => one.errorCode !== undefined)?.errorCode ?? 'UNKNOWN';
}

/** The refusal of a query or search that was part of a request, with the fields that its text names. */
export function refusedPart(body: unknown): SalesforceRefusal {
  const [first] = Array.isArray(body) ? (body as { message?: unknown }[]) : [];
  return refusal(firstErrorCode(body), undefined, namesIn(first?.message));
}

/** The body of a batch of reads; unlike a composite request it may search, and each part counts as an API call (REST API guide, "Composite Batch"). */
export function batchBody(paths: readonly string[]): Record<string, unknown> {
  return { haltOnError: true, batchRequests: paths.map((path) => ({ method: 'GET', url: `v${API_VERSION}${path}` })) };
}

/** The one result of a batch of one. @throws UpstreamError */
export function batchResult(answer: unknown): object {
  const { results } = (answer ?? {}) as { results?: { statusCode?: number; result?: unknown }[] };
  const first = Array.isArray(results) ? results[0] : undefined;
  if (first === undefined || typeof first.result !== 'object' || first.result === null) throw unreadable();
  if (first.statusCode !== 200) throw refusedPart(first.result);
  return first.result;
}

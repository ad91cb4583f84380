import { ApiError } from './api-error';
import type { RestAnswer, RestRequest } from './rest-call';

const MAX_SUBREQUESTS = 25;
/** "Up to 5 of these subrequests can be sObject Collections or query operations" (REST API guide, "Composite"). */
const MAX_COMPOSITE_QUERIES = 5;

/** What a composite request needs of the API around it. */
export interface CompositeHost {
  handle(request: RestRequest): RestAnswer;
  transaction(work: () => void): void;
  /** Told of each subrequest that failed: its answer is buried in a 200. */
  refused(method: string, path: string, error: ApiError): void;
}

/**
 * Up to 25 subrequests as one call, which may refer to earlier answers; with allOrNone as one transaction (REST API guide, "Composite").
 * @throws ApiError where the request as a whole is refused; a part's refusal is in its answer
 */
export function runComposite(body: unknown, host: CompositeHost): RestAnswer {
  const { allOrNone = false, compositeRequest } = (body ?? {}) as { allOrNone?: boolean; compositeRequest?: CompositePart[] };
  if (!Array.isArray(compositeRequest)) throw new ApiError(400, 'JSON_PARSER_ERROR', 'compositeRequest is required');
  if (compositeRequest.length > MAX_SUBREQUESTS)
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The composite request exceeds the limit of ${MAX_SUBREQUESTS} subrequests`);
  const queries = compositeRequest.filter((part) => /\/query\b/.test(part.url));
  if (queries.length > MAX_COMPOSITE_QUERIES)
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The composite request exceeds the limit of ${MAX_COMPOSITE_QUERIES} queries`);
  const answers: CompositeAnswer[] = [];
  try {
    host.transaction(() => {
      for (const part of compositeRequest) {
        const answer = subrequest(part, answers, host);
        answers.push(answer);
        if (allOrNone && answer.httpStatusCode >= 400) throw new Rollback();
      }
    });
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
    const failed = answers.length - 1;
    const halted = (referenceId: string): CompositeAnswer => ({
      body: [
        {
          errorCode: 'PROCESSING_HALTED',
          message: 'The transaction was rolled back since another operation in the same transaction failed.',
        },
      ],
      httpHeaders: {},
      httpStatusCode: 400,
      referenceId,
    });
    return answered({
      compositeResponse: compositeRequest.map((part, at) => (at === failed ? answers[at] : halted(part.referenceId))),
    });
  }
  return answered({ compositeResponse: answers });
}

/**
 * Up to 25 independent subrequests in one HTTP request (REST API guide, "Composite Batch"): searches are allowed, references are not.
 * @throws ApiError where the batch as a whole is refused
 */
export function runBatch(body: unknown, host: CompositeHost): RestAnswer {
  const { batchRequests, haltOnError = false } = (body ?? {}) as { batchRequests?: BatchPart[]; haltOnError?: boolean };
  if (!Array.isArray(batchRequests)) throw new ApiError(400, 'JSON_PARSER_ERROR', 'batchRequests is required');
  if (batchRequests.length > MAX_SUBREQUESTS)
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The batch exceeds the limit of ${MAX_SUBREQUESTS} subrequests`);
  let halted = false;
  const results = batchRequests.map(({ method, url, richInput }) => {
    if (halted)
      return {
        statusCode: 412,
        result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
      };
    const part = { method, url: `/services/data/${url}`, body: richInput };
    try {
      const { status, body: result = null } = host.handle(part);
      return { statusCode: status, result };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      host.refused(method, part.url.split('?')[0] ?? '', error);
      halted = haltOnError;
      return { statusCode: error.status, result: error.body() };
    }
  });
  return answered({ hasErrors: results.some((result) => result.statusCode >= 400), results });
}

/** API calls a request counts for: each part of a batch counts, a composite request counts once. */
export function callsIn(path: string, body: unknown): number {
  const { batchRequests } = (body ?? {}) as { batchRequests?: unknown };
  return path.endsWith('/composite/batch') && Array.isArray(batchRequests) ? Math.max(1, batchRequests.length) : 1;
}

function subrequest(part: CompositePart, before: CompositeAnswer[], host: CompositeHost): CompositeAnswer {
  const done = (status: number, body: unknown, headers: Record<string, string> = {}): CompositeAnswer => ({
    body: body ?? null,
    httpHeaders: headers,
    httpStatusCode: status,
    referenceId: part.referenceId,
  });
  try {
    if (/\/(search|composite|limits)\b/.test(part.url))
      throw new ApiError(
        400,
        'INVALID_REQUEST',
        `The resource ${part.url.split('?')[0] ?? ''} is not supported in a composite request`,
      );
    const { method, url, body, httpHeaders: headers = {} } = part;
    const resolved = resolve({ method, url, body, headers }, before) as RestRequest;
    const answer = host.handle(resolved);
    return done(answer.status, answer.body, answer.headers);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    host.refused(part.method, part.url.split('?')[0] ?? '', error);
    return done(error.status, error.body());
  }
}

interface CompositePart {
  method: string;
  url: string;
  referenceId: string;
  body?: unknown;
  httpHeaders?: Record<string, unknown>;
}
interface BatchPart {
  method: string;
  /** From the version on, without a leading slash. */
  url: string;
  richInput?: unknown;
}
interface CompositeAnswer {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}
class Rollback extends Error {}

/** Puts earlier answers in place of `@{reference.path}` in every string of the subrequest. */
function resolve(value: unknown, before: CompositeAnswer[]): unknown {
  if (typeof value === 'string') {
    return value.replace(/@\{(\w+)\.([^}]+)\}/g, (_, reference: string, path: string) => {
      const answer = before.find((one) => one.referenceId === reference);
      const found = path
        .split(/[.[\]]+/)
        .filter(Boolean)
        .reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], answer?.body);
      if (!answer || answer.httpStatusCode >= 400 || found === undefined || found === null) {
        throw new ApiError(
          400,
          'PROCESSING_HALTED',
          `Invalid reference specified. No value for ${reference}.${path} found in ${reference}`,
        );
      }
      return typeof found === 'string' ? found : JSON.stringify(found);
    });
  }
  if (Array.isArray(value)) return value.map((one) => resolve(one, before));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one, before)]));
  return value;
}

const answered = (body: unknown): RestAnswer => ({ status: 200, body });

import type { Endpoints, WorkerPath } from '@interaction-history/shared/src/contract/endpoints';
import type { ErrorBody } from '@interaction-history/shared/src/contract/errors';
import { CONTRACT } from '@interaction-history/shared/src/version';
import type { input, output } from 'zod';
import { isOnline } from '../state/online';
import { ApiError } from './api-error';
import { timings } from '../state/timings';

export type RequestOf<P extends WorkerPath> = input<Endpoints[P]['request']>;
export type ResponseOf<P extends WorkerPath> = output<Endpoints[P]['response']>;

export interface CallOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** A call of one endpoint. @throws ApiError, always and only */
export type ApiCall = <P extends WorkerPath>(path: P, request: RequestOf<P>, options?: CallOptions) => Promise<ResponseOf<P>>;

/**
 * @param session read again for every call: Flex renews the token under a running page
 */
export function createApi(session: { functionsUrl(): string | null; token(): string }): ApiCall {
  return async (path, request, options = {}) => {
    const base = session.functionsUrl();
    if (base === null) throw new ApiError({ code: 'not_configured', message: 'no functions URL', retryable: false });
    const body = new URLSearchParams({ ...formFields(request), Token: session.token(), Contract: String(CONTRACT) });
    const response = await post(`${base.replace(/\/+$/, '')}/${path}`, body, options);
    return response as never;
  };
}

/** Form-urlencoded with the token in the body: no header of ours, so the browser sends no preflight (one round trip less). */
async function post(url: string, body: URLSearchParams, { signal, timeoutMs = timings.answer }: CallOptions): Promise<unknown> {
  if (!isOnline()) throw new ApiError({ code: 'offline', message: 'the browser is offline', retryable: true });
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const stop = (): void => controller.abort();
  signal?.addEventListener('abort', stop);
  try {
    const response = await fetch(url, { method: 'POST', body, signal: controller.signal });
    return await read(response);
  } catch (thrown) {
    if (thrown instanceof ApiError) throw thrown;
    if (timedOut) throw new ApiError({ code: 'timeout', message: `no answer in ${timeoutMs} ms`, retryable: true });
    throw new ApiError({ code: isOnline() ? 'network' : 'offline', message: String(thrown), retryable: true });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Twilio's edge and proxies answer with HTML pages: whatever is not our JSON is unreadable, not a success. */
async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ApiError({ code: 'unreadable', message: `status ${response.status}, not JSON`, retryable: true });
  }
  if (response.ok && typeof parsed === 'object' && parsed !== null) return parsed;
  if (isErrorBody(parsed)) throw new ApiError(parsed.error);
  throw new ApiError({ code: 'unreadable', message: `status ${response.status} without an error body`, retryable: true });
}

function isErrorBody(value: unknown): value is ErrorBody {
  const error = (value as Partial<ErrorBody> | null)?.error;
  return typeof error === 'object' && error !== null && typeof error.code === 'string' && typeof error.retryable === 'boolean';
}

/** Text as it is, null as empty text, the rest as JSON: what the Functions' wrapper reads back by each field's schema. */
function formFields(request: object): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(request) as [string, unknown][]) {
    if (value === undefined) continue;
    fields[name] = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  }
  return fields;
}

import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { standInPath } from './twilio-address';

/** Thrown for any host that is neither Twilio's nor this computer. */
export class ForeignHostError extends Error {
  constructor(readonly host: string) {
    super(`Refused a request to ${host}: in the sandbox nothing leaves this computer`);
    this.name = 'ForeignHostError';
  }
}

/**
 * Sends this process's requests for Twilio to the stand-in, and refuses every other host but this computer: `fetch`,
 * `http` and `https`. Install it before the packages that keep their own reference to `https.request` are loaded.
 * @param origin the stand-in's
 * @param allow further host names that may be reached, for those who put a real service in a stand-in's place
 * @returns puts everything back
 */
export function rerouteTwilio(origin: string, allow: readonly string[] = []): () => void {
  const original = {
    fetch: globalThis.fetch,
    httpRequest: http.request,
    httpGet: http.get,
    httpsRequest: https.request,
    httpsGet: https.get,
  };
  const standIn = new URL(origin);
  const where = (url: URL): URL | undefined => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (host === 'twilio.com' || host.endsWith('.twilio.com')) return new URL(standInPath(url), standIn);
    if (isLoopback(host) || allow.includes(host)) return undefined;
    throw new ForeignHostError(host);
  };

  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const target = where(new URL(request.url));
    // duplex: a streamed body is passed on as it comes
    return target
      ? original.fetch(new Request(target, { ...(request.body && { duplex: 'half' }), ...initOf(request) }))
      : original.fetch(input, init);
  };

  const guard = (scheme: 'http:' | 'https:', direct: typeof http.request): typeof http.request => {
    const request = (...args: unknown[]): ClientRequest => {
      const { url, options, onResponse } = readArguments(scheme, args);
      const target = where(url);
      if (!target) return (direct as (...all: unknown[]) => ClientRequest)(...args);
      // the TLS agent and the Host header belong to the address that is not called
      const {
        agent: _agent,
        host: _host,
        hostname: _hostname,
        port: _port,
        protocol: _protocol,
        path: _path,
        headers,
        ...rest
      } = options;
      const local: RequestOptions = {
        ...rest,
        headers: withoutHost(headers),
        protocol: 'http:',
        hostname: target.hostname,
        port: target.port,
        path: target.pathname + target.search,
      };
      return original.httpRequest(local, onResponse);
    };
    return request;
  };
  const getOf =
    (request: typeof http.request): typeof http.get =>
    (...args: unknown[]) => {
      const sent = (request as (...all: unknown[]) => ClientRequest)(...args);
      sent.end();
      return sent;
    };

  http.request = guard('http:', original.httpRequest);
  http.get = getOf(http.request);
  https.request = guard('https:', original.httpsRequest);
  https.get = getOf(https.request);
  syncBuiltinESMExports();

  return () => {
    globalThis.fetch = original.fetch;
    Object.assign(http, { request: original.httpRequest, get: original.httpGet });
    Object.assign(https, { request: original.httpsRequest, get: original.httpsGet });
    syncBuiltinESMExports();
  };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function initOf({ method, headers, body, signal, redirect }: Request): RequestInit {
  return { method, headers, body, signal, redirect };
}

function withoutHost(headers: RequestOptions['headers']): RequestOptions['headers'] {
  if (headers === undefined || Array.isArray(headers)) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'));
}

/** `request(url, options?, callback?)` and `request(options, callback?)`, as Node takes them. */
function readArguments(
  scheme: string,
  args: readonly unknown[],
): { url: URL; options: RequestOptions; onResponse?: (response: IncomingMessage) => void } {
  const onResponse = args.find((arg) => typeof arg === 'function') as ((response: IncomingMessage) => void) | undefined;
  const [first, second] = args;
  const given = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined;
  const options = ((given ? (typeof second === 'function' ? undefined : second) : first) ?? {}) as RequestOptions;
  const host = options.hostname ?? options.host?.replace(/:\d+$/, '') ?? given?.hostname ?? 'localhost';
  const url = new URL(
    `${options.protocol ?? given?.protocol ?? scheme}//${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}`,
  );
  const [pathname = '/', query] = splitQuery(options.path ?? (given ? given.pathname + given.search : '/'));
  url.port = String(options.port ?? given?.port ?? '');
  url.pathname = pathname;
  url.search = query ?? '';
  // as Node does: credentials in a URL are sent as Basic ones
  const auth = given?.username ? { auth: `${decodeURIComponent(given.username)}:${decodeURIComponent(given.password)}` } : {};
  return { url, options: { method: 'GET', ...auth, ...options }, ...(onResponse && { onResponse }) };
}

const splitQuery = (path: string): string[] => {
  const at = path.indexOf('?');
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at)];
};

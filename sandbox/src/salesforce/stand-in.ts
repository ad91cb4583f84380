import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error';
import { callsIn } from './composite';
import type { DuplicateRules } from './duplicate-rules';
import { Faults, type FaultTarget } from './faults';
import { Login } from './login';
import { EventBus, type PublishedEvent } from './event-bus';
import { runFlows } from './flows';
import { salesRules } from './sales-rules';
import { MetadataApi } from './metadata/soap';
import { Org } from './org';
import type { Records } from './records';
import { RestApi, UnknownRequest } from './rest';
import { seed } from './seed';
import { TOKENISERS, type TokeniserName } from './tokenisers';

export interface SalesforceOptions {
  /** 0: any free port. */
  port: number;
  host: '127.0.0.1';
  clientId: string;
  username: string;
  /** The certificate that belongs to the Functions' private key, PEM. */
  certificate: string;
  /** `standard`: nothing is deployed, and an administrator's app lets the integration user in. */
  org?: 'deployed' | 'standard';
  /** False: Orders are switched off in this org. */
  ordersEnabled?: boolean;
  /** False: as in production, flows arrive as drafts until the org allows otherwise. */
  flowsAsActive?: boolean;
  /** Epoch milliseconds; the wall clock when left out. */
  now?: () => number;
  /** An org with person accounts has more fields on Account. */
  personAccounts?: boolean;
  /** How the search index cuts fields into tokens. */
  tokeniser?: TokeniserName;
  /** False: an org without a record. */
  seeded?: boolean;
}

export interface UnknownCall {
  method: string;
  /** Without its query string: that may hold personal data. */
  path: string;
  message: string;
}

export interface SalesforceStandIn {
  origin: string;
  faults: Faults;
  duplicateRules: DuplicateRules;
  /** Requests, objects and fields nobody taught the stand-in: a test that ends with any of these has found something. */
  unknown: UnknownCall[];
  records: Records;
  org: Org;
  /** A session that may deploy. */
  adminSession(): string;
  /** Platform events published by flows, oldest first. */
  events: PublishedEvent[];
  /** Those that are committed, as subscribers get them. */
  bus: EventBus;
  /** Whether a token is of a session that goes on. */
  isSession(token: string): boolean;
  /** Whether the integration user may subscribe to an event. */
  seesEvent(name: string): boolean;
  /** The last requests, as they were asked: for tests of what goes over the wire. */
  requests: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[];
  /** REST calls answered so far, faults included; the log-in is no API call. */
  apiCalls(): number;
  /** Others have used so many of the day's calls. */
  use(calls: number): void;
  /** Tokens handed out so far. */
  tokensIssued(): number;
  expireSessions(): void;
  stop(): Promise<void>;
}

const DAILY_CALLS = 15_000;
const KEPT_REQUESTS = 500;
const MAX_BODY = 39 * 1024 * 1024;
const UNKNOWN_CODES = new Set(['INVALID_FIELD', 'INVALID_TYPE', 'MALFORMED_QUERY', 'MALFORMED_SEARCH']);

/** Starts an org: log-in, REST API v62.0, record pages. Binds loopback only. */
export async function startSalesforce(options: SalesforceOptions): Promise<SalesforceStandIn> {
  const now = options.now ?? Date.now;
  const faults = new Faults();
  const duplicateRules: DuplicateRules = { mode: 'off' };
  const unknown: UnknownCall[] = [];
  const events: PublishedEvent[] = [];
  const requests: SalesforceStandIn['requests'] = [];
  const org = new Org({
    personAccounts: options.personAccounts ?? false,
    ordersEnabled: options.ordersEnabled ?? true,
    username: options.username,
    now,
  });
  if ((options.org ?? 'deployed') === 'deployed') org.bringUp(options.certificate);
  salesRules(org);
  if (options.seeded ?? true) seed(org);
  const bus = new EventBus(now);
  runFlows(org, events, now, bus);
  let origin = '';
  let [calls, used] = [0, 0];
  const login = new Login({ ...options, origin: () => origin, now });
  const metadata = new MetadataApi(
    {
      userOf: (sessionId) => login.userOf(sessionId),
      metadata: () => org.metadata,
      replace: (next) => org.replace(next),
      valuesOf: (set) => org.valuesOf(set),
      flowsAsActive: options.flowsAsActive ?? true,
    },
    now,
  );
  const api = new RestApi(
    org,
    TOKENISERS[options.tokeniser ?? 'punctuation'],
    () => ({ used: Math.min(DAILY_CALLS, calls + used), max: DAILY_CALLS }),
    (method, path, error) => note(method, path, error),
    duplicateRules,
  );

  const note = (method: string, path: string, error: unknown): void => {
    if (error instanceof ApiError && !(error instanceof UnknownRequest) && !UNKNOWN_CODES.has(error.errorCode)) return;
    const message = error instanceof ApiError ? `${error.errorCode}: ${error.message}` : String(error);
    unknown.push({ method, path, message });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const body = await read(request);
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    if (requests.length > KEPT_REQUESTS) requests.shift();
    const [, object, id] = /^\/lightning\/r\/(\w+)\/(\w+)\/view$/.exec(path) ?? [];
    if (request.method === 'POST' && path === '/services/oauth2/token') {
      if (await faults.strike('login', request, response)) return;
      const { status, body: granted } = login.token(new URLSearchParams(body));
      return send(response, status, granted);
    }
    if (request.method === 'GET' && object !== undefined && id !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html;charset=UTF-8' }).end(api.page(object, id));
      return;
    }
    if (request.method === 'POST' && /^\/services\/Soap\/m\/\d+\.0$/.test(path)) {
      const answered = metadata.call(body);
      if (answered === null)
        throw new UnknownRequest(500, 'UNKNOWN_EXCEPTION', 'a call of the Metadata API that nobody taught this stand-in');
      response.writeHead(answered.status, { 'content-type': 'text/xml;charset=UTF-8' }).end(answered.xml);
      return;
    }
    calls += callsIn(path, json(body));
    // the whole org’s calls, not only ours
    response.setHeader('sforce-limit-info', `api-usage=${Math.min(DAILY_CALLS, calls + used)}/${DAILY_CALLS}`);
    if (await faults.strike(targetOf(path), request, response)) return;
    const user = login.userBy(request.headers.authorization);
    if (path !== '/services/data' && user === null) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const asked = { method: request.method ?? 'GET', url: request.url ?? '/', body: json(body), headers: request.headers };
    const done = api.handle(asked, user ?? 'integration');
    if (faults.losesAnswer?.(body) === true) {
      request.socket.resetAndDestroy();
      return;
    }
    for (const [name, value] of Object.entries(done.headers ?? {})) response.setHeader(name, value);
    send(response, done.status, done.body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const failure = error instanceof ApiError ? error : new ApiError(500, 'UNKNOWN_EXCEPTION', String(error));
      note(request.method ?? '', (request.url ?? '').split('?')[0] ?? '', error);
      if (!response.headersSent && !response.destroyed) send(response, failure.status, failure.body());
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    faults,
    duplicateRules,
    unknown,
    records: org.records,
    org,
    adminSession: () => login.session('admin'),
    events,
    bus,
    isSession: (token) => login.userOf(token) !== null,
    seesEvent: (name) => org.view.objects.has(name),
    requests,
    apiCalls: () => calls,
    use: (others) => {
      used = others;
    },
    tokensIssued: () => login.issued,
    expireSessions: () => login.expireSessions(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function targetOf(path: string): FaultTarget {
  if (path.endsWith('/composite/batch')) return 'search';
  const resource = /^\/services\/data\/v[\d.]+\/(\w+)/.exec(path)?.[1];
  return resource === 'query' ||
    resource === 'search' ||
    resource === 'sobjects' ||
    resource === 'composite' ||
    resource === 'limits'
    ? resource
    : 'all';
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ApiError(413, 'REQUEST_TOO_LARGE', 'request entity too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function json(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'Unexpected character');
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json;charset=UTF-8', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

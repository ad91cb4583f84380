import type { Connection } from 'jsforce/lib/core';
import { Breaker } from '../../runtime/breaker';
import { withDeadline, type Deadline } from '../../runtime/deadline';
import type { SalesforceConfig } from '../../config/config';
import {
  batchBody,
  batchResult,
  compositeBody,
  compositeResults,
  refusedPart,
  type CompositeSubrequest,
  type CompositeResult,
} from './composite';
import { API_VERSION, openConnection, type Attempt } from './connection';
import { OrgFacts } from './org-facts';
import { SessionHolder, type Session } from './session';
import { TransportError } from './transport';
import { countCall, setAllowance, type UsageStore } from './usage';
import { unreadable, upstream } from './upstream';

/** Calls used and allowed in the rolling 24 hours, from the Sforce-Limit-Info header of the last answer. */
export interface Allowance {
  used: number;
  max: number;
}
export interface QueryResult<T> {
  totalSize: number;
  done: boolean;
  records: T[];
}
interface Request {
  method: 'GET' | 'POST' | 'PATCH';
  /** Below the version's own, with its leading slash. */
  path: string;
  body: Record<string, unknown> | undefined;
}
/**
 * The org's REST API: JWT log-in, time limits, one class of error. Every method takes a budget and never outlives it.
 * Reads are tried again once after a reset or a 503 while time remains; writes never.
 * @throws UpstreamError from every method, SalesforceRefusal where Salesforce gave a reason
 */
export class SalesforceClient {
  /** API calls sent since the start, log-ins apart; the benchmark counts with it. */
  apiCalls = 0;
  /** What this org can't do of what we ask. */
  readonly facts = new OrgFacts();
  private readonly session: SessionHolder;
  private readonly breaker: Breaker;
  private connection: Promise<Connection> | null = null;
  private limits: Allowance | null = null;

  /** @param usage where its calls are counted with those of other processes; none for a command */
  constructor(
    private readonly config: Omit<SalesforceConfig, 'phoneFields' | 'registrationSource' | 'services'>,
    private readonly usage: UsageStore | null = null,
  ) {
    this.session = new SessionHolder(config);
    this.breaker = new Breaker('salesforce', config.loginUrl);
  }

  get allowance(): Allowance | null {
    return this.limits;
  }

  /** One SOQL query. Sent in a body: a GET would put names and numbers into URLs, which every log on the way keeps (PR-3). */
  async query<T>(soql: string, deadline: Deadline): Promise<QueryResult<T>> {
    const [answer] = await this.queries([soql], deadline);
    if (answer === undefined) throw unreadable();
    return answer as QueryResult<T>;
  }

  /** A SOSL search, in a batch of one: the only way to keep its text, which can have 12 KB, out of the URL. Counts as one API call. */
  async search<T>(sosl: string, deadline: Deadline): Promise<T[]> {
    const answer = await this.read<unknown>(
      'POST',
      '/composite/batch',
      batchBody([`/search?q=${encodeURIComponent(sosl)}`]),
      deadline,
    );
    const { searchRecords } = batchResult(answer) as { searchRecords?: T[] };
    if (!Array.isArray(searchRecords)) throw unreadable();
    return searchRecords;
  }

  /** Up to five SOQL queries as one API call. All must succeed; answers in the order asked. */
  async queries(soqls: readonly string[], deadline: Deadline): Promise<QueryResult<Record<string, unknown>>[]> {
    const parts = soqls.map((soql, at): CompositeSubrequest => ({
      method: 'GET',
      path: `/query?q=${encodeURIComponent(soql)}`,
      referenceId: `q${at}`,
    }));
    const answer = await this.read<unknown>('POST', '/composite', compositeBody(parts, false), deadline);
    return compositeResults(answer).map(({ httpStatusCode, body }) => {
      if (httpStatusCode !== 200) throw refusedPart(body);
      return body as QueryResult<Record<string, unknown>>;
    });
  }

  /** Up to 25 writes as one API call and, with `allOrNone`, one transaction. A part that failed is in its result, not thrown. */
  async composite(parts: readonly CompositeSubrequest[], allOrNone: boolean, deadline: Deadline): Promise<CompositeResult[]> {
    return compositeResults(await this.write<unknown>('POST', '/composite', compositeBody(parts, allOrNone), deadline));
  }

  read<T>(method: 'GET' | 'POST', path: string, body: Record<string, unknown> | undefined, deadline: Deadline): Promise<T> {
    return this.call<T>({ method, path, body }, deadline, false);
  }

  write<T>(method: 'POST' | 'PATCH', path: string, body: Record<string, unknown>, deadline: Deadline): Promise<T> {
    return this.call<T>({ method, path, body }, deadline, true);
  }

  /** Where the org's record pages are. Costs a log-in when there is no session yet, never an API call. */
  async instanceUrl(deadline: Deadline): Promise<string> {
    return (await withDeadline(deadline, 'salesforce', this.session.get())).instanceUrl;
  }

  /**
   * The log-in, for what isn't asked by REST.
   * @param rejected a token that Salesforce has refused: another one is got
   */
  async sessionOf(deadline: Deadline, rejected?: string): Promise<Session> {
    return withDeadline(deadline, 'salesforce', this.session.get(rejected));
  }

  private async call<T>(request: Request, deadline: Deadline, write: boolean): Promise<T> {
    if (deadline.remainingMs() === 0) throw upstream(new TransportError('timeout'));
    return this.breaker.run(() => this.twice<T>(request, deadline, write));
  }

  private async twice<T>(request: Request, deadline: Deadline, write: boolean): Promise<T> {
    const attempt: Attempt = { deadline, fresh: write, status: null };
    try {
      return await withDeadline(deadline, 'salesforce', this.renewed<T>(request, attempt));
    } catch (error) {
      const again = !write && (attempt.status === 503 || (error instanceof TransportError && error.kind === 'network'));
      if (!again || deadline.remainingMs() === 0) throw upstream(error);
      // A connection of its own: the kept one may be what broke
      const second = this.renewed<T>(request, { deadline, fresh: true, status: null });
      return await withDeadline(deadline, 'salesforce', second).catch((failure: unknown) => {
        throw upstream(failure);
      });
    }
  }

  /** One request; once more with a new token after a 401, which was not carried out, so that a write may be repeated, too. */
  private async renewed<T>(request: Request, attempt: Attempt): Promise<T> {
    const first = await this.session.get();
    try {
      return await this.once<T>(first, request, attempt);
    } catch (error) {
      if (attempt.status !== 401) throw error;
      return await this.once<T>(await this.session.get(first.accessToken), request, attempt);
    }
  }

  private async once<T>({ accessToken, instanceUrl }: Session, request: Request, attempt: Attempt): Promise<T> {
    const { method, path, body } = request;
    const connection = await this.connect();
    // jsforce reads both in the same tick as the request starts, so parallel calls cannot mix them up
    connection.accessToken = accessToken;
    connection.instanceUrl = instanceUrl;
    if (this.usage !== null) countCall(this.usage);
    this.apiCalls++;
    const answer: unknown = await connection.request(
      {
        method,
        url: `${instanceUrl}/services/data/v${API_VERSION}${path}`,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      },
      { attempt },
    );
    const info = connection.limitInfo.apiUsage;
    if (info) {
      this.limits = { used: info.used, max: info.limit };
      setAllowance(info.limit);
    }
    // jsforce hands on a body it cannot parse as text: HTML, or JSON cut short
    if (typeof answer === 'string') throw unreadable();
    return answer as T;
  }

  private connect(): Promise<Connection> {
    this.connection ??= openConnection(this.config.loginUrl);
    return this.connection;
  }
}

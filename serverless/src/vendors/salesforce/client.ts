import type { Connection } from 'jsforce/lib/core';
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
import { SessionHolder } from './session';
import { TransportError } from './transport';
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
  private connection: Promise<Connection> | null = null;
  private limits: Allowance | null = null;

  constructor(private readonly config: Omit<SalesforceConfig, 'phoneFields' | 'registrationSource' | 'services'>) {
    this.session = new SessionHolder(config);
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
    return this.call<T>(method, path, body, deadline, false);
  }

  write<T>(method: 'POST' | 'PATCH', path: string, body: Record<string, unknown>, deadline: Deadline): Promise<T> {
    return this.call<T>(method, path, body, deadline, true);
  }

  /** Where the org's record pages are. Costs a log-in when there is no session yet, never an API call. */
  async instanceUrl(deadline: Deadline): Promise<string> {
    return (await withDeadline(deadline, 'salesforce', this.session.get())).instanceUrl;
  }

  private async call<T>(
    method: string,
    path: string,
    body: Record<string, unknown> | undefined,
    deadline: Deadline,
    write: boolean,
  ): Promise<T> {
    if (deadline.remainingMs() === 0) throw upstream(new TransportError('timeout'));
    const attempt: Attempt = { deadline, fresh: write, status: null };
    try {
      return await withDeadline(deadline, 'salesforce', this.renewed<T>(method, path, body, attempt));
    } catch (error) {
      const again = !write && (attempt.status === 503 || (error instanceof TransportError && error.kind === 'network'));
      if (!again || deadline.remainingMs() === 0) throw upstream(error);
      // A connection of its own: the kept one may be what broke
      return await withDeadline(
        deadline,
        'salesforce',
        this.renewed<T>(method, path, body, { deadline, fresh: true, status: null }),
      ).catch((second: unknown) => {
        throw upstream(second);
      });
    }
  }

  /** One request; once more with a new token after a 401, which was not carried out, so that a write may be repeated, too. */
  private async renewed<T>(
    method: string,
    path: string,
    body: Record<string, unknown> | undefined,
    attempt: Attempt,
  ): Promise<T> {
    const first = await this.session.get();
    try {
      return await this.once<T>(first.accessToken, first.instanceUrl, method, path, body, attempt);
    } catch (error) {
      if (attempt.status !== 401) throw error;
      const second = await this.session.get(first.accessToken);
      return await this.once<T>(second.accessToken, second.instanceUrl, method, path, body, attempt);
    }
  }

  private async once<T>(
    token: string,
    instanceUrl: string,
    method: string,
    path: string,
    body: Record<string, unknown> | undefined,
    attempt: Attempt,
  ): Promise<T> {
    const connection = await this.connect();
    // jsforce reads both in the same tick as the request starts, so parallel calls cannot mix them up
    connection.accessToken = token;
    connection.instanceUrl = instanceUrl;
    this.apiCalls++;
    const answer: unknown = await connection.request(
      {
        method: method as 'GET',
        url: `${instanceUrl}/services/data/v${API_VERSION}${path}`,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      },
      { attempt },
    );
    const info = connection.limitInfo.apiUsage;
    if (info) this.limits = { used: info.used, max: info.limit };
    // jsforce hands on a body it cannot parse as text: HTML, or JSON cut short
    if (typeof answer === 'string') throw unreadable();
    return answer as T;
  }

  private connect(): Promise<Connection> {
    this.connection ??= openConnection(this.config.loginUrl);
    return this.connection;
  }
}

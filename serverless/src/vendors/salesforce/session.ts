import { createSign } from 'node:crypto';
import { deadlineIn } from '../../runtime/deadline';
import type { SalesforceConfig } from '../../config/config';
import { UpstreamError } from '../../runtime/errors';
import { send } from './transport';
import { unreadable, upstream } from './upstream';
import { timings } from '../../runtime/timings';

export interface Session {
  accessToken: string;
  /** Origin of the org's REST API and pages. */
  instanceUrl: string;
  /** Of the org, 00D…; empty where the log-in didn't say. */
  orgId: string;
}

/** Salesforce accepts an assertion up to five minutes old; three leave room for a clock that is off. */
const ASSERTION_SECONDS = 180;

/** Salesforce knows the app or the user not, or not together. */
export class LoginRefusal extends UpstreamError {
  constructor(
    /** OAuth's: invalid_grant, invalid_client_id, … */
    readonly errorCode: string,
    /** Salesforce's words, which name no value of ours; for doctor alone. */
    readonly description: string,
  ) {
    super('salesforce', 'upstream_unavailable', `Salesforce refused the log-in (${errorCode})`);
    this.name = 'LoginRefusal';
  }
}

/** OAuth 2.0 JWT bearer log-in, kept until Salesforce rejects it. However many calls find it missing or rejected, one asks for a new one. */
export class SessionHolder {
  private current: Session | null = null;
  private flight: Promise<Session> | null = null;

  constructor(
    private readonly config: Pick<SalesforceConfig, 'loginUrl' | 'audience' | 'clientId' | 'username' | 'privateKeyPem'>,
  ) {}

  /**
   * @param rejected the token Salesforce answered 401 to: a session with another one is newer and is given out as it is
   * @throws UpstreamError
   */
  async get(rejected?: string): Promise<Session> {
    if (this.current !== null && this.current.accessToken !== rejected) return this.current;
    this.flight ??= this.login().finally(() => {
      this.flight = null;
    });
    return this.flight;
  }

  private async login(): Promise<Session> {
    this.current = null;
    const origin = new URL(this.config.loginUrl).origin;
    const form = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: this.assertion(),
    }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(form)),
      accept: 'application/json',
    };
    const answer = await send(
      { method: 'POST', url: `${origin}/services/oauth2/token`, headers, body: form },
      deadlineIn(timings.salesforceLogin),
      true,
    ).catch((error: unknown) => {
      throw upstream(error);
    });
    const granted = parsed(answer.body);
    if (answer.statusCode === 429)
      throw new UpstreamError('salesforce', 'rate_limited', 'Salesforce limits log-ins at the moment');
    if (typeof granted.error === 'string') {
      // invalid_grant, invalid_client_id, invalid_app_access: a matter of configuration, which `doctor` explains
      const named = /^[a-z_]{3,40}$/.test(granted.error) ? granted.error : 'unknown';
      throw new LoginRefusal(named, typeof granted.error_description === 'string' ? granted.error_description : '');
    }
    if (typeof granted.access_token !== 'string' || typeof granted.instance_url !== 'string') throw unreadable();
    // `id` is the user's identity URL: …/id/<org>/<user>
    const orgId = /\/id\/(00D\w+)\//.exec(typeof granted.id === 'string' ? granted.id : '')?.[1] ?? '';
    this.current = { accessToken: granted.access_token, instanceUrl: new URL(granted.instance_url).origin, orgId };
    return this.current;
  }

  private assertion(): string {
    const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = {
      iss: this.config.clientId,
      sub: this.config.username,
      aud: this.config.audience,
      exp: Math.floor(Date.now() / 1000) + ASSERTION_SECONDS,
    };
    const signed = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.config.privateKeyPem, 'base64url')}`;
  }
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

import { createVerify, randomBytes, X509Certificate } from 'node:crypto';

export interface LoginConfiguration {
  clientId: string;
  username: string;
  /** What was uploaded to the app: an X.509 certificate, PEM. */
  certificate: string;
  origin: () => string;
  now: () => number;
}

export type LoginAnswer =
  { status: 200; body: Record<string, string> } | { status: 400; body: { error: string; error_description: string } };

export type SessionUser = 'admin' | 'integration';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SESSION_MS = 2 * 60 * 60_000;

/** OAuth 2.0 JWT bearer flow, checked as Salesforce checks it (help page "OAuth 2.0 JWT Bearer Flow"): signature, iss, sub, aud, exp. */
export class Login {
  private readonly sessions = new Map<string, { until: number; user: SessionUser }>();
  /** Tokens given out so far. */
  issued = 0;

  constructor(private readonly configuration: LoginConfiguration) {}

  token(form: URLSearchParams): LoginAnswer {
    if (form.get('grant_type') !== GRANT) return failure('unsupported_grant_type', 'grant type not supported');
    const problem = this.problemOf(form.get('assertion') ?? '');
    if (problem !== null) return problem;
    const accessToken = this.session('integration');
    this.issued++;
    const origin = this.configuration.origin();
    return {
      status: 200,
      body: {
        access_token: accessToken,
        scope: 'api refresh_token offline_access',
        instance_url: origin,
        id: `${origin}/id/00D5e0000000001EAA/0055e000000000AAAA`,
        token_type: 'Bearer',
      },
    };
  }

  /** A token of a new session; an administrator's comes from the browser, not by the integration's log-in. */
  session(user: SessionUser): string {
    const accessToken = `00D5e0000000001!${randomBytes(24).toString('hex')}`;
    this.sessions.set(accessToken, { until: this.configuration.now() + SESSION_MS, user });
    return accessToken;
  }

  /** Whose session a token is; null: nobody's, or over. */
  userOf(token: string): SessionUser | null {
    const session = this.sessions.get(token);
    return session !== undefined && session.until > this.configuration.now() ? session.user : null;
  }

  /** The same by the Authorization header. */
  userBy(authorization: string | undefined): SessionUser | null {
    return this.userOf(/^(?:Bearer|OAuth) (.+)$/.exec(authorization ?? '')?.[1] ?? '');
  }

  /** Ends every session: the next call of each gets 401 INVALID_SESSION_ID, as after a revocation or a time-out. */
  expireSessions(): void {
    this.sessions.clear();
  }

  private problemOf(assertion: string): LoginAnswer | null {
    const [header = '', payload = '', signature = ''] = assertion.split('.');
    const [claimedHeader, claims] = [header, payload].map(json);
    if (!claimedHeader || !claims || claimedHeader.alg !== 'RS256') return failure('invalid_grant', 'invalid assertion');
    const { clientId, username, certificate, now } = this.configuration;
    if (claims.iss !== clientId) return failure('invalid_client_id', 'client identifier invalid');
    const verify = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    if (!verify.verify(certificate, signature, 'base64url')) return failure('invalid_grant', 'invalid assertion');
    if (Date.parse(new X509Certificate(certificate).validTo) < now()) return failure('invalid_grant', 'invalid assertion');
    // never the org's own domain, though the request is sent there
    const audiences = ['https://login.salesforce.com', 'https://test.salesforce.com'];
    if (!audiences.includes(String(claims.aud).replace(/\/$/, ''))) return failure('invalid_grant', 'audience is invalid');
    const seconds = now() / 1000;
    if (typeof claims.exp !== 'number' || claims.exp <= seconds) return failure('invalid_grant', 'expired authorization code');
    if (claims.sub !== username) return failure('invalid_grant', "user hasn't approved this consumer");
    return null;
  }
}

const failure = (error: string, description: string): LoginAnswer => ({
  status: 400,
  body: { error, error_description: description },
});

function json(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

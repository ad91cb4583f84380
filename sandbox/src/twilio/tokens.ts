import { randomBytes } from 'node:crypto';
import type { Worker } from './taskrouter-model';

/** Eight hours, one shift: what Flex tokens live by default. */
const DEFAULT_LIFETIME = 8 * 3600;

export interface IssuedToken {
  token: string;
  identity: string;
  roles: readonly string[];
  expiresAt: Date;
  /** Absent for a guest: a web chat visitor is no worker. */
  worker?: Worker;
}

/** The tokens this stand-in gave out: random, and gone when it stops. */
export class Tokens {
  private readonly issued = new Map<string, IssuedToken>();

  issueFor(worker: Worker, lifetime = DEFAULT_LIFETIME): IssuedToken {
    return this.keep({ identity: worker.identity, roles: worker.person.roles, worker }, lifetime);
  }

  issueGuest(identity: string, lifetime = DEFAULT_LIFETIME): IssuedToken {
    return this.keep({ identity, roles: ['guest'] }, lifetime);
  }

  /** The token while it is valid. */
  find(token: unknown): IssuedToken | undefined {
    const found = typeof token === 'string' ? this.issued.get(token) : undefined;
    return found && found.expiresAt > new Date() ? found : undefined;
  }

  /** The answer of iam.twilio.com to Tokens/validate: 200 either way, the verdict in `valid`. */
  validate(token: unknown): Record<string, unknown> {
    const known = typeof token === 'string' ? this.issued.get(token) : undefined;
    if (!known) return { valid: false, code: 20101, message: 'Invalid Access Token', expiration: null };
    if (known.expiresAt <= new Date())
      return {
        valid: false,
        code: 20104,
        message: 'Access Token expired or expiration date invalid',
        expiration: known.expiresAt.toISOString(),
      };
    return {
      valid: true,
      code: 0,
      message: null,
      expiration: known.expiresAt.toISOString(),
      realm_user_id: known.worker?.person.email ?? known.identity,
      identity: known.identity,
      roles: known.roles,
      ...(known.worker && { worker_sid: known.worker.sid }),
    };
  }

  private keep(whom: Pick<IssuedToken, 'identity' | 'roles' | 'worker'>, lifetime: number): IssuedToken {
    const token = {
      ...whom,
      token: 'sandbox.' + randomBytes(24).toString('base64url'),
      expiresAt: new Date(Date.now() + lifetime * 1000),
    };
    this.issued.set(token.token, token);
    return token;
  }
}

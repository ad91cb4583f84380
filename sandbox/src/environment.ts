import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { selfSigned } from '@interaction-history/serverless/tools/deploy/self-signed';

const DAY_MS = 86_400_000;

/** The sandbox's Twilio account. Not secrets: nothing outside this process knows them. */
export const ACCOUNT = {
  accountSid: 'AC' + '5a'.repeat(16),
  authToken: 'sandbox-auth-token',
  workspaceSid: 'WS' + '5b'.repeat(16),
} as const;
export const PROJECT_ID = 'demo-interaction-history';
export const SALESFORCE_USER = { clientId: 'sandbox-connected-app', username: 'integration@example.com' } as const;

/** A key and its certificate for the JWT log-in, new at every start. */
export function newKeyPair(): { privateKeyPem: string; certificatePem: string } {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const [from, to] = [Date.now() - DAY_MS, Date.now() + 365 * DAY_MS].map((at) => new Date(at)) as [Date, Date];
  return { privateKeyPem: privateKey, certificatePem: selfSigned(privateKey, { name: 'sandbox', from, to }) };
}

/** The Functions' environment: the same variables that point at the real services. */
export function functionsEnvironment(parts: {
  salesforceOrigin: string;
  privateKeyPem: string;
  masterUrl: string;
  /** Of the embedded store's server or of Google's emulator, for who does not share the store's process. */
  firestoreHost?: string;
  allowedOrigins: string[];
  /** READS_WITH_TASK, READS_WITHOUT_TASK, SF_API_SHARE, where the defaults won't do. */
  budgets?: Record<string, string>;
}): Record<string, string> {
  return {
    ACCOUNT_SID: ACCOUNT.accountSid,
    AUTH_TOKEN: ACCOUNT.authToken,
    TWILIO_FLEX_WORKSPACE_SID: ACCOUNT.workspaceSid,
    FIREBASE_PROJECT_ID: PROJECT_ID,
    ...(parts.firestoreHost === undefined ? {} : { FIRESTORE_EMULATOR_HOST: parts.firestoreHost }),
    SF_LOGIN_URL: parts.salesforceOrigin,
    SF_CLIENT_ID: SALESFORCE_USER.clientId,
    SF_USERNAME: SALESFORCE_USER.username,
    SF_PRIVATE_KEY_BASE64: Buffer.from(parts.privateKeyPem).toString('base64'),
    MASTER_DATABASE_URL: process.env.MASTER_DATABASE_URL ?? parts.masterUrl,
    ALLOWED_ORIGINS: parts.allowedOrigins.join(','),
    // gone with the sandbox's store, as the trail is
    AUDIT_KEY: randomBytes(32).toString('base64'),
    ...parts.budgets,
  };
}

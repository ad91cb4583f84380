import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { SalesforceConfig } from '../../config/config';
import type { Finding } from '../../runtime/diagnosis';
import { UpstreamError } from '../../runtime/errors';
import { LoginRefusal } from './session';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** What to look at, by Salesforce's own words (help "OAuth 2.0 JWT Bearer Flow" and threads on each). */
const MENDS: [words: RegExp, mend: string][] = [
  [
    /hasn't approved/,
    'Give the integration user the permission set of the app: Setup › Permission Sets › Interaction History Integration › Manage Assignments',
  ],
  [/audience/, 'SF_AUDIENCE must be https://login.salesforce.com, or https://test.salesforce.com for a sandbox'],
  [
    /assertion/,
    'The key in SF_PRIVATE_KEY_BASE64 must be that of the certificate in the app, which must not have expired: npm run salesforce:certificate',
  ],
  [/expired authorization code/, 'The clock of this machine is wrong'],
  [/client identifier/, 'SF_CLIENT_ID must be the consumer key of the external client app: Setup › External Client App Manager'],
  [/inactive user|user.*inactive/, 'Activate the integration user'],
  [/ip restricted|ip range/i, 'Relax the IP restrictions in the app’s policies'],
];

/** The log-in and what was sent for it: host and `aud`, never the user or the key. */
export async function loginFindings(config: SalesforceConfig, logIn: () => Promise<string>): Promise<Finding[]> {
  const id = 'salesforce.login';
  const sent = `at ${new URL(config.loginUrl).host}, meant for ${config.audience} (aud)`;
  try {
    const instance = await logIn();
    return [{ id, level: 'ok', text: `Logged in ${sent}: ${new URL(instance).host}` }];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (!(error instanceof LoginRefusal)) {
      const mend = 'Look at SF_LOGIN_URL and at status.salesforce.com';
      return [{ id, level: 'fail', text: `No answer to the log-in ${sent}: ${error.message}`, mend }];
    }
    const words = `${error.errorCode} ${error.description}`;
    const mend = MENDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'Setup › Login History says why';
    return [{ id, level: 'fail', text: `The log-in ${sent} is refused: ${error.errorCode}${known(error.description)}`, mend }];
  }
}

/** Only words that we know are shown: others could quote anything. */
const known = (description: string): string => (MENDS.some(([pattern]) => pattern.test(description)) ? `, ${description}` : '');

/** The certificate in the app, where this machine has it. @param pem null: it hasn't */
export function certificateFindings(
  config: Pick<SalesforceConfig, 'privateKeyPem'>,
  pem: string | null,
  now = Date.now(),
): Finding[] {
  const id = 'salesforce.certificate';
  if (pem === null) return [];
  const certificate = new X509Certificate(pem);
  const renew = 'npm run salesforce:certificate, then npm run deploy:salesforce and npm run rotate-secrets';
  if (!certificate.checkPrivateKey(createPrivateKey(config.privateKeyPem)))
    return [{ id, level: 'fail', text: 'The certificate of this machine is not that of SF_PRIVATE_KEY_BASE64', mend: renew }];
  const until = Date.parse(certificate.validTo);
  const day = new Date(until).toISOString().slice(0, 10);
  if (until < now) return [{ id, level: 'fail', text: `The certificate expired on ${day}`, mend: renew }];
  const left = Math.floor((until - now) / DAY_MS);
  if (left < SOON_DAYS) return [{ id, level: 'warn', text: `The certificate expires in ${left} days, on ${day}`, mend: renew }];
  return [{ id, level: 'ok', text: `The certificate is that of the key, and valid until ${day}` }];
}

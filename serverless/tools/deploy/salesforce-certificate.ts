import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { selfSigned } from './self-signed';

/** Not in the repository. */
const FOLDER = path.resolve(__dirname, '../../salesforce/certificates');
const VARIABLE = 'SF_PRIVATE_KEY_BASE64';
const YEARS = 2;
const BITS = 4096;

/** The certificate of an environment's app: what `deploy:salesforce` puts into it, and doctor holds the key against. */
export const certificateFile = (environment: string, folder = FOLDER): string =>
  path.join(folder, `${environment === '' ? 'production' : environment}.crt.pem`);

export interface NewCertificate {
  /** PEM; may be read by anybody. */
  certificate: string;
  /** The environment's file, which now holds the key. */
  envFile: string;
  until: Date;
}

/**
 * Makes a key and its self-signed certificate for the log-in by JWT bearer. The key goes straight into the environment's file,
 * where it is needed, and nowhere else.
 * @throws Error when there is one already: a key in use is never written over
 */
export function makeCertificate(
  envFile: string,
  env: Readonly<Record<string, string>>,
  folder = FOLDER,
  bits = BITS,
): NewCertificate {
  const certificate = certificateFile(env.TWILIO_ENVIRONMENT ?? '', folder);
  if (env[VARIABLE] !== undefined || env.SF_PRIVATE_KEY_PATH !== undefined)
    throw new Error(
      `${envFile} holds a key already. For a new one, empty ${VARIABLE} first: the old certificate stays valid until the app gets the new one`,
    );
  if (existsSync(certificate)) throw new Error(`${certificate} is there already: move it away first`);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const from = new Date();
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + YEARS);
  const pem = selfSigned(privateKey, { name: 'Interaction History', from, to: until });
  mkdirSync(folder, { recursive: true });
  writeFileSync(certificate, pem, { flag: 'wx' });
  writeFileSync(envFile, withVariable(readFileSync(envFile, 'utf8'), Buffer.from(privateKey).toString('base64')), {
    mode: 0o600,
  });
  return { certificate, envFile, until };
}

/** In the place of the empty line of .env.example, or at the end. */
function withVariable(text: string, value: string): string {
  const line = `${VARIABLE}=${value}`;
  const empty = new RegExp(`^${VARIABLE}=[ \\t]*$`, 'm');
  return empty.test(text) ? text.replace(empty, line) : `${text.replace(/\n*$/, '\n')}${line}\n`;
}

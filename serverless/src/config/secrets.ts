import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error';

/**
 * Twilio keeps a variable's value to 450 bytes and the whole context to 3 KB, so keys and passwords travel in a private asset:
 * `assets/secrets.private.json`, which only the Functions of the same service can read (OP-5, TR-5).
 */
export const SECRETS_ASSET = '/secrets.json';

/** Twilio's runtime defines it as a global in every Function; tests and commands have none. */
interface TwilioRuntime {
  getAssets(): Record<string, { path: string } | undefined>;
}

let last: { path: string; secrets: Record<string, string> } | undefined;

/**
 * The context with the private asset's values over it. Read once a process: another deployment is another process.
 * @throws ConfigError where there is an asset that can't be read
 */
export function withSecrets(context: Record<string, unknown>): Record<string, unknown> {
  const runtime = (globalThis as { Runtime?: TwilioRuntime }).Runtime;
  const path = runtime?.getAssets()[SECRETS_ASSET]?.path;
  if (path === undefined) return context;
  if (last?.path !== path) last = { path, secrets: read(path) };
  return { ...context, ...last.secrets };
}

function read(path: string): Record<string, string> {
  try {
    const secrets: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isTexts(secrets)) return secrets;
  } catch {
    // told below, without the text: it may hold half a key
  }
  throw new ConfigError(['The private asset secrets.json is not an object of texts: deploy again']);
}

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((each) => typeof each === 'string');

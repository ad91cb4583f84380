/** What of the environment says where something is reached. */
interface Addresses {
  SF_LOGIN_URL?: string | undefined;
  MASTER_DATABASE_URL?: string | undefined;
  FIRESTORE_EMULATOR_HOST?: string | undefined;
  ALLOWED_ORIGINS: readonly string[];
}

/** What pg encrypts for; `prefer` and `allow` fall back to plain text, and no mode at all asks for none. */
const ENCRYPTED = ['require', 'verify-ca', 'verify-full', 'no-verify'];

/** Everything that would cross a network unencrypted, one line each with what to do (TR-5). Loopback needs no encryption. */
export function transportProblems({
  SF_LOGIN_URL,
  MASTER_DATABASE_URL,
  FIRESTORE_EMULATOR_HOST,
  ALLOWED_ORIGINS,
}: Addresses): string[] {
  const problems: string[] = [];
  if (SF_LOGIN_URL !== undefined && isPlainHttp(SF_LOGIN_URL)) problems.push('SF_LOGIN_URL must begin with https://');
  if (MASTER_DATABASE_URL !== undefined && !isEncryptedDatabase(MASTER_DATABASE_URL))
    problems.push('MASTER_DATABASE_URL must encrypt: end it with ?sslmode=verify-full');
  if (FIRESTORE_EMULATOR_HOST !== undefined && !isLoopback(FIRESTORE_EMULATOR_HOST.replace(/:\d+$/, '')))
    problems.push('FIRESTORE_EMULATOR_HOST must be on this machine: the emulator speaks without encryption');
  if (ALLOWED_ORIGINS.some((origin) => origin.includes('*')))
    problems.push('ALLOWED_ORIGINS must name each origin: a * would let any site in');
  if (ALLOWED_ORIGINS.some((origin) => !origin.includes('*') && isPlainHttp(origin)))
    problems.push('ALLOWED_ORIGINS must begin with https://');
  return problems;
}

/** 127.0.0.0/8, ::1 and localhost. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

function isPlainHttp(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol !== 'https:' && !isLoopback(hostname);
}

function isEncryptedDatabase(address: string): boolean {
  const { hostname, searchParams } = new URL(address);
  if (isLoopback(hostname)) return true;
  return ENCRYPTED.includes(searchParams.get('sslmode') ?? '') || searchParams.get('ssl') === 'true';
}

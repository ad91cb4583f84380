/** What pg encrypts for; `prefer` and `allow` fall back to plain text, `no-verify` talks to anybody, and no mode at all asks for none. */
const ENCRYPTED = ['require', 'verify-ca', 'verify-full'];

/** Everything that would cross a network unencrypted, one line each with what to do (TR-5). Loopback needs no encryption. */
export function transportProblems(environment: Readonly<Record<string, unknown>>): string[] {
  const text = (name: string): string => (typeof environment[name] === 'string' ? environment[name] : '');
  const origins = text('ALLOWED_ORIGINS')
    .split(',')
    .map((origin) => origin.trim());
  const problems: string[] = [];
  for (const name of ['SF_LOGIN_URL', 'WHMCS_URL'])
    if (isPlainHttp(text(name))) problems.push(`${name} must begin with https://`);
  for (const name of ['MASTER_DATABASE_URL', 'MASTER_OWNER_URL'])
    if (isPlainDatabase(text(name))) problems.push(`${name} must encrypt: end it with ?sslmode=verify-full`);
  const emulator = text('FIRESTORE_EMULATOR_HOST');
  if (emulator !== '' && !isLoopback(emulator.replace(/:\d+$/, '')))
    problems.push('FIRESTORE_EMULATOR_HOST must be on this machine: the emulator speaks without encryption');
  if (origins.some((origin) => origin.includes('*')))
    problems.push('ALLOWED_ORIGINS must name each origin: a * would let any site in');
  else if (origins.some(isPlainHttp)) problems.push('ALLOWED_ORIGINS must begin with https://');
  return problems;
}

/** 127.0.0.0/8, ::1 and localhost. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/** Not for what is no address at all: that is told as such. */
function isPlainHttp(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isLoopback(hostname);
}

function isPlainDatabase(address: string): boolean {
  if (!/^postgres(ql)?:/.test(address) || !URL.canParse(address)) return false;
  const { hostname, searchParams } = new URL(address);
  const encrypts = ENCRYPTED.includes(searchParams.get('sslmode') ?? '') || searchParams.get('ssl') === 'true';
  return !isLoopback(hostname) && !encrypts;
}

/** What pg's connection string says of encryption; taken out of it, because there it would win over `ssl`. */
const TLS_PARAMETERS = ['ssl', 'sslmode', 'uselibpqcompat', 'sslrootcert', 'sslcert', 'sslkey'];

/** How far a server's certificate is checked: not at all, its authority alone, or its host name as well. */
type Check = 'none' | 'authority' | 'full';

export interface Transport {
  /** The URL without a word about encryption. */
  connectionString: string;
  /** As pg and Node's tls take it; false: unencrypted, which only loopback may be (config/transport.ts). */
  ssl: false | { ca?: string; rejectUnauthorized?: false; checkServerIdentity?: () => undefined };
}

/**
 * The encryption that a connection string asks for, by pg 8's rules (pg-connection-string 2): require, prefer and verify-ca all mean
 * verify-full, unless `uselibpqcompat=true` asks for libpq's. Written out here because pg 9 changes them, and because pg takes a CA
 * of one's own from a file alone.
 * @param ca certificates in PEM, trusted in place of the system's; null: the system's
 */
export function transportOf(url: string, ca: string | null): Transport {
  const address = new URL(url);
  const check = checkOf(address.searchParams, ca !== null);
  for (const name of TLS_PARAMETERS) address.searchParams.delete(name);
  const connectionString = address.href;
  if (check === null) return { connectionString, ssl: false };
  if (check === 'none') return { connectionString, ssl: { rejectUnauthorized: false } };
  return {
    connectionString,
    ssl: { ...(ca === null ? {} : { ca }), ...(check === 'full' ? {} : { checkServerIdentity: () => undefined }) },
  };
}

function checkOf(parameters: URLSearchParams, ownCa: boolean): Check | null {
  const mode = parameters.get('sslmode');
  const ssl = parameters.get('ssl');
  if (mode === null) {
    if (ssl === 'no-verify') return 'none';
    return ssl === 'true' || ssl === '1' ? 'full' : null;
  }
  if (mode === 'disable') return null;
  if (mode === 'no-verify') return 'none';
  if (parameters.get('uselibpqcompat') !== 'true' || mode === 'verify-full') return 'full';
  if (mode === 'prefer') return 'none';
  return ownCa ? 'authority' : mode === 'require' ? 'none' : 'full';
}

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** An authority of one's own and a server's certificate from it, for the host name `localhost` alone. */
export interface Certificates {
  /** The authority's certificate, PEM. */
  ca: string;
  key: string;
  certificate: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/**
 * @param folder where the files are made
 * @param days until the server's certificate ends; below 0: it has ended
 */
export function makeCertificates(folder: string, days = 90): Certificates {
  const file = (name: string): string => path.join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  writeFileSync(file('names'), 'subjectAltName=DNS:localhost');
  openssl('req', '-x509', ...KEY, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '90', '-subj', '/CN=Own authority');
  openssl('req', ...KEY, '-keyout', file('server.key'), '-out', file('request'), '-subj', '/CN=localhost');
  const signed = ['x509', '-req', '-in', file('request'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'];
  openssl(...signed, '-days', String(days), '-extfile', file('names'), '-out', file('server.pem'));
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  return { ca: read('ca.pem'), key: read('server.key'), certificate: read('server.pem') };
}

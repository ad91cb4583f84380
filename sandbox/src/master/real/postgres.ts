import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../firestore/google-emulator';
import type { Certificates } from './certificates';
import { give, ownFolder, postgresProgram, runToEnd, startProgram } from './programs';

export interface RealPostgres {
  port: number;
  /** The superuser's, unencrypted on loopback; `user` and `database` of others need no password. */
  url(parts?: { user?: string; database?: string; host?: string; query?: string }): string;
  /** Takes another certificate, or offers no TLS any more; for connections from now on. */
  setCertificates(certificates: Certificates | null): void;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL (Debian's package) with an empty cluster in a folder of its own, on loopback, with TLS where certificates are
 * given: the embedded one of the sandbox has one session at a time, no roles, no TLS, and no CONCURRENTLY.
 */
export async function startPostgres(certificates: Certificates | null): Promise<RealPostgres> {
  const folder = ownFolder('postgres-');
  const data = path.join(folder, 'data');
  runToEnd(postgresProgram('initdb'), [
    ...['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    '--no-sync',
  ]);
  const port = await freePort();
  const settings = (tls: boolean): string =>
    [
      `port = ${port}`,
      `listen_addresses = '127.0.0.1, ::1'`,
      `unix_socket_directories = ''`,
      // nothing of it outlives the test
      'fsync = off',
      `ssl = ${tls ? 'on' : 'off'}`,
      'shared_buffers = 16MB',
      '',
    ].join('\n');
  const setCertificates = (given: Certificates | null): void => {
    for (const [name, content] of [
      ['server.crt', given?.certificate],
      ['server.key', given?.key],
    ] as const) {
      if (content === undefined) continue;
      const file = path.join(data, name);
      writeFileSync(file, content);
      chmodSync(file, 0o600);
      give(file);
    }
    writeFileSync(path.join(data, 'postgresql.auto.conf'), settings(given !== null));
  };
  setCertificates(certificates);
  const running = await startProgram(postgresProgram('postgres'), ['-D', data], {
    ready: /ready to accept connections/,
    stopSignal: 'SIGINT',
  });
  return {
    port,
    url: ({ user = 'postgres', database = 'postgres', host = '127.0.0.1', query = '' } = {}) =>
      `postgres://${user}@${host}:${port}/${database}${query}`,
    setCertificates: (next) => {
      setCertificates(next);
      running.reload();
    },
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

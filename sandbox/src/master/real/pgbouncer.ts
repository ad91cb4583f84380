import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../firestore/google-emulator';
import { found, ownFolder, startProgram } from './programs';

export interface PgBouncer {
  port: number;
  url(parts?: { user?: string; database?: string }): string;
  stop(): Promise<void>;
}

/**
 * A real PgBouncer (Debian's package) in transaction mode with its own defaults, in front of one database: no session beyond a
 * transaction, and no start-up parameter that it doesn't track.
 * @param options.clients connections it takes before it refuses more
 */
export async function startPgBouncer(options: { postgres: number; database: string; clients?: number }): Promise<PgBouncer> {
  const folder = ownFolder('pgbouncer-');
  const port = await freePort();
  const file = path.join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    [
      '[databases]',
      `${options.database} = host=127.0.0.1 port=${options.postgres}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'pool_mode = transaction',
      'auth_type = trust',
      `auth_file = ${path.join(folder, 'users')}`,
      `max_client_conn = ${options.clients ?? 100}`,
      '',
    ].join('\n'),
  );
  writeFileSync(path.join(folder, 'users'), '"postgres" ""\n"reader" ""\n');
  const running = await startProgram(found('pgbouncer', 'pgbouncer'), [file], { ready: /process up/, stopSignal: 'SIGINT' });
  return {
    port,
    url: ({ user = 'reader', database = options.database } = {}) => `postgres://${user}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FaultyProxy, type MasterFault } from './proxy';
import { masterSeed } from './seed';

export interface MasterOptions {
  /** 0: any free port. */
  port: number;
  host: '127.0.0.1';
  /** 5,000 when left out. */
  customers?: number;
  /** Further customers made by SQL (`grow.sql`), for measuring; 0 when left out. */
  growTo?: number;
  /** Everybody who connects may read and not write, as the Functions' role should be; else everybody is the superuser. */
  asReader?: boolean;
  /** Where snapshots are kept; `.cache/master` of the repository when left out. */
  dataDir?: string;
}
export interface MasterStandIn {
  /** For MASTER_DATABASE_URL. */
  url: string;
  /** Whether it started from a snapshot. */
  cached: boolean;
  /** How long seeding and then building the product's indexes took; 0 from a snapshot. */
  seedMs: number;
  indexMs: number;
  faults: { set(fault: MasterFault | null): Promise<void> };
  /** Queries asked so far, as they came over the wire. */
  queries(): number;
  /** Connections that were open at the same time, at most, since this was asked last. */
  mostConnections(): number;
  stop(): Promise<void>;
}

type Started = Pick<MasterStandIn, 'cached' | 'seedMs' | 'indexMs'> & { port: number };

const REPOSITORY = join(__dirname, '..', '..', '..');
/** Two Functions processes with a pool of two each, `psql`, and the connections a fault has left half closed. */
const MAX_CONNECTIONS = 20;

/**
 * Starts the customer master: Postgres (PGlite) in a worker thread, its port behind a proxy that can fail. The tables and the
 * index are the product's own files. Data live in memory; the next start begins from the seed again.
 */
export async function startMaster(options: MasterOptions): Promise<MasterStandIn> {
  const sql = (name: string, folder = join(REPOSITORY, 'serverless', 'master')): string =>
    readFileSync(join(folder, name), 'utf8');
  const { growTo = 0 } = options;
  const statements = {
    schema: sql('schema.sql'),
    indexes: ['phone-index.sql', 'name-index.sql', 'lookup-index.sql'].map((name) => sql(name)).join('\n'),
  };
  const { accounts, contacts } = masterSeed(options.customers ?? 5_000);
  const tables = [
    { name: 'account', rows: JSON.stringify(accounts) },
    { name: 'contact', rows: JSON.stringify(contacts) },
  ];
  const key = createHash('sha256')
    .update(JSON.stringify([statements, tables]))
    .digest('hex')
    .slice(0, 16);
  const cacheFile = join(options.dataDir ?? join(REPOSITORY, '.cache', 'master'), `${key}.tar`);
  const worker = new Worker(join(__dirname, 'database.worker.mjs'), {
    workerData: {
      cacheFile,
      statements: { ...statements, grow: sql('grow.sql', __dirname) },
      tables,
      growTo,
      maxConnections: MAX_CONNECTIONS,
      asReader: options.asReader ?? false,
    },
  });
  const { port, ...about } = await new Promise<Started>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const proxy = new FaultyProxy(port, options.host);
  const listening = await proxy.listen(options.port);
  return {
    url: `postgres://postgres:postgres@${options.host}:${listening}/postgres`,
    ...about,
    faults: { set: (fault) => proxy.set(fault) },
    queries: () => proxy.queries,
    mostConnections: () => {
      const most = proxy.mostClients;
      proxy.mostClients = proxy.clients;
      return most;
    },
    stop: async () => {
      await proxy.stop();
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage('stop');
      await ended;
    },
  };
}

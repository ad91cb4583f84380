// The embedded Postgres, in a thread of its own: opening it takes seconds of computing, and every query runs to its end before
// anything else of the thread does. Plain JavaScript, because a worker thread starts without the TypeScript loader.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const { cacheFile, statements, tables, growTo, maxConnections, asReader } = workerData;
/** Rows of one statement: it keeps what it wrote in memory until it ends. */
const BATCH = 50_000;

/** Opens the snapshot of an earlier start, or creates and seeds the database and keeps a snapshot; of a grown one none is kept, it would have gigabytes. */
async function open() {
  if (growTo === 0 && existsSync(cacheFile)) {
    const database = await PGlite.create({ loadDataDir: new Blob([await readFile(cacheFile)]) });
    return { database, cached: true, seedMs: 0, indexMs: 0 };
  }
  const began = performance.now();
  const database = await PGlite.create();
  await database.exec(statements.schema);
  for (const { name, rows } of tables) {
    await database.query(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1)`, [rows]);
  }
  for (let from = 1; from <= growTo; from += BATCH)
    await database.query(statements.grow, [from, Math.min(growTo, from + BATCH - 1)]);
  const seeded = performance.now();
  await database.exec(statements.indexes);
  const times = { seedMs: seeded - began, indexMs: performance.now() - seeded };
  await database.exec('ANALYZE');
  if (growTo > 0) return { database, cached: false, ...times };
  const snapshot = await database.dumpDataDir('none');
  await mkdir(dirname(cacheFile), { recursive: true });
  // Renamed into place, so that a start beside this one never reads half a file
  const unfinished = `${cacheFile}.${process.pid}-${Date.now()}`;
  await writeFile(unfinished, Buffer.from(await snapshot.arrayBuffer()));
  await rename(unfinished, cacheFile);
  return { database, cached: false, ...times };
}

const { database, ...about } = await open();
// The embedded Postgres knows one session and its superuser alone, so the role is taken once for everybody
if (asReader) await database.exec('CREATE ROLE reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; SET ROLE reader');
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections });
await server.start();
parentPort.on('message', async (message) => {
  if (message !== 'stop') return;
  await server.stop();
  await database.close();
  parentPort.postMessage('stopped');
  parentPort.close();
});
parentPort.postMessage({ port: Number(server.getServerConn().split(':').pop()), ...about });

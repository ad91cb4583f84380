// The embedded Postgres, in a thread of its own: opening it takes seconds of computing, and every query runs to its end before
// anything else of the thread does. Plain JavaScript, because a worker thread starts without the TypeScript loader.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const { cacheFile, statements, tables, maxConnections } = workerData;

/** Opens the snapshot of an earlier start, or creates and seeds the database and keeps a snapshot. */
async function open() {
  if (existsSync(cacheFile)) {
    const database = await PGlite.create({ loadDataDir: new Blob([await readFile(cacheFile)]) });
    return { database, cached: true };
  }
  const database = await PGlite.create();
  await database.exec(statements.schema);
  for (const { name, rows } of tables) {
    await database.query(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1)`, [rows]);
  }
  await database.exec(statements.indexes);
  await database.exec('ANALYZE');
  const snapshot = await database.dumpDataDir('none');
  await mkdir(dirname(cacheFile), { recursive: true });
  // Renamed into place, so that a start beside this one never reads half a file
  const unfinished = `${cacheFile}.${process.pid}-${Date.now()}`;
  await writeFile(unfinished, Buffer.from(await snapshot.arrayBuffer()));
  await rename(unfinished, cacheFile);
  return { database, cached: false };
}

const { database, cached } = await open();
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections });
await server.start();
parentPort.on('message', async (message) => {
  if (message !== 'stop') return;
  await server.stop();
  await database.close();
  parentPort.postMessage('stopped');
  parentPort.close();
});
parentPort.postMessage({ port: Number(server.getServerConn().split(':').pop()), cached });

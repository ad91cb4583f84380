import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const CLOUD_CLI_JAR = '/usr/lib/google-cloud-sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
const FIREBASE_CACHE = path.join(homedir(), '.cache', 'firebase', 'emulators');
const START_MS = 30_000;

/** Google's Firestore emulator: $FIRESTORE_EMULATOR_JAR, the cloud CLI's copy, or firebase-tools' newest one; undefined when there is none. */
export function emulatorJar(): string | undefined {
  const cached = existsSync(FIREBASE_CACHE)
    ? readdirSync(FIREBASE_CACHE)
        .filter((file) => /^cloud-firestore-emulator.*\.jar$/.test(file))
        .sort()
        .map((file) => path.join(FIREBASE_CACHE, file))
    : [];
  return [process.env.FIRESTORE_EMULATOR_JAR, CLOUD_CLI_JAR, cached[cached.length - 1]].find(
    (file) => file !== undefined && existsSync(file),
  );
}

export interface GoogleEmulator {
  /** For FIRESTORE_EMULATOR_HOST. */
  host: string;
  stop(): void;
  /** Resolves when the emulator ends. */
  ended: Promise<number>;
}

/** Starts it on loopback and waits until it answers. The jar names no main class, so it is named here. */
export async function startGoogleEmulator(options: {
  jar: string;
  projectId: string;
  port?: number;
  quiet?: boolean;
}): Promise<GoogleEmulator> {
  const port = options.port ?? (await freePort());
  const args = [
    '-Xmx512m',
    '-Duser.language=en',
    '-cp',
    options.jar,
    'com.google.cloud.datastore.emulator.firestore.CloudFirestore',
  ];
  const child = spawn('java', [...args, '--host', '127.0.0.1', '--port', String(port), '--project_id', options.projectId], {
    stdio: options.quiet ? 'ignore' : 'inherit',
  });
  let failure: Error | undefined;
  child.on('error', (error) => (failure = error));
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  const host = `127.0.0.1:${port}`;
  const deadline = Date.now() + START_MS;
  while (!(await answers(host))) {
    if (failure !== undefined) throw new Error(`java could not be started: ${failure.message}`);
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error('Google’s emulator did not start');
    }
    await wait(100);
  }
  return { host, ended, stop: () => void child.kill('SIGKILL') };
}

async function answers(host: string): Promise<boolean> {
  return fetch(`http://${host}/`).then(
    (response) => response.ok,
    () => false,
  );
}

/** A port nobody has at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DEBIANS = '/usr/lib/postgresql';

/** Where Debian puts a program of PostgreSQL's, or the PATH's own. */
export function postgresProgram(name: string): string {
  const [newest] = existsSync(DEBIANS) ? readdirSync(DEBIANS).sort((a, b) => Number(b) - Number(a)) : [];
  const debians = path.join(DEBIANS, newest ?? '', 'bin', name);
  return existsSync(debians) ? debians : found(name, 'postgresql');
}

/** @throws Error that says what to install: a test that needs it fails aloud */
export function found(name: string, debianPackage: string): string {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];
  const file = folders.map((folder) => path.join(folder, name)).find((each) => existsSync(each));
  if (file === undefined) throw new Error(`${name} is missing: apt-get install ${debianPackage} openssl`);
  return file;
}

/** Neither PostgreSQL nor PgBouncer runs as root: they get Debian's own user for them. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A folder that the programs may write to. */
export function ownFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  give(folder);
  return folder;
}

/** Makes a file the programs' own: a private key must be. */
export function give(file: string): void {
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}

export function runToEnd(program: string, args: readonly string[]): void {
  execFileSync(program, args, { ...owner(), stdio: 'pipe', cwd: '/' });
}

export interface Running {
  reload(): void;
  stop(): Promise<void>;
}

/** Starts a program and waits until it says that it takes connections. */
export async function startProgram(
  program: string,
  args: readonly string[],
  options: { ready: RegExp; stopSignal: NodeJS.Signals },
): Promise<Running> {
  const child = spawn(program, args, { ...owner(), stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', env: { LC_ALL: 'C' } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const failed = (): void => reject(new Error(`${path.basename(program)} did not start:\n${output}`));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        output = (output + text.toString()).slice(-2_000);
        if (options.ready.test(output)) resolve();
      });
    child.once('exit', failed).once('error', failed);
  });
  return {
    reload: () => void child.kill('SIGHUP'),
    stop: async () => {
      child.kill(options.stopSignal);
      await ended;
    },
  };
}

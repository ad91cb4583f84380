import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { addAssets, buildFunctions, type BuiltFunction } from '@interaction-history/serverless/tools/build-functions';
import type { Timings } from '@interaction-history/serverless/src/runtime/timings';
import { build } from 'esbuild';
import type { Command, FunctionsFault, Reply, ServedAsset } from './protocol';

export interface FunctionsHost {
  origin: string;
  setFault(fault: FunctionsFault): Promise<void>;
  /** Requests that came in since the last time this was asked, by path, preflights apart: `POST /customers/lookup` → 2. */
  takeRequests(): Promise<Record<string, number>>;
  /** Resident, in bytes. */
  memory(): Promise<number>;
  /** Resolves with the reason when the process ends before `stop`. */
  died: Promise<string>;
  pid: number;
  /** `/customers/lookup`, … */
  routes: string[];
  stop(): Promise<void>;
}

const SANDBOX = path.resolve(__dirname, '../..');
/** Where the Functions' workspace is. */
export const SERVERLESS = path.resolve(SANDBOX, '../serverless');

/**
 * Builds the Functions as they are deployed and starts them in a plain Node process of their own, as Twilio does: what only a
 * loader of TypeScript forgives fails here, too.
 * @param options.env what Twilio's console would hold; the process gets nothing else but PATH
 * @param options.twilio the stand-in that answers for Twilio's hosts
 * @param options.timings what they wait less long for, in tests
 * @param options.quiet their log goes nowhere; what the process itself says still comes out
 * @param options.administration false: the administration's bundle is not served, so it need not be built
 */
export async function startFunctions(options: {
  port: number;
  env: Record<string, string>;
  twilio: string;
  administration?: boolean;
  timings?: Partial<Timings> | undefined;
  quiet?: boolean | undefined;
}): Promise<FunctionsHost> {
  // Under the sandbox's folder, so that npm packages are found; a folder of its own, so that sandboxes run side by side
  const outdir = await mkdtemp(path.join(await builds(), 'functions-'));
  const functions = await buildFunctions(SERVERLESS, outdir, options.timings === undefined ? {} : { timings: options.timings });
  const assets = options.administration === false ? [] : await addAssets(SERVERLESS, outdir);
  return hostFunctions({ ...options, outdir, functions, assets, baseDir: SERVERLESS });
}

/**
 * Serves what is built, from its own folder: npm packages are found there or above.
 * @param options.node the Node that runs it; this one by default
 * @param options.outdir removed when it stops
 */
export async function hostFunctions(options: {
  port: number;
  env: Record<string, string>;
  twilio: string;
  outdir: string;
  baseDir: string;
  functions: BuiltFunction[];
  assets: ServedAsset[];
  node?: string;
  quiet?: boolean | undefined;
}): Promise<FunctionsHost> {
  const { outdir, functions, assets } = options;
  await build({
    entryPoints: { host: path.join(__dirname, 'host.ts'), preload: path.join(__dirname, 'preload.ts') },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    outExtension: { '.js': '.cjs' },
  });
  const child = fork(path.join(outdir, 'host.cjs'), [], {
    execPath: options.node ?? process.execPath,
    execArgv: ['--require', path.join(outdir, 'preload.cjs')],
    env: { PATH: process.env.PATH ?? '', TWILIO_STAND_IN: options.twilio, METADATA_SERVER_DETECTION: 'none', ...options.env },
    stdio: ['ignore', options.quiet === true ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(`The Functions’ process ended with ${signal ?? `exit code ${code}`}`)),
  );
  const ask = asker(child, ended);
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    child.kill('SIGKILL');
    await ended;
    await rm(outdir, { recursive: true, force: true });
  };
  try {
    const port = await ask({ do: 'start', port: options.port, baseDir: options.baseDir, env: options.env, functions, assets });
    return {
      origin: `http://127.0.0.1:${port as number}`,
      pid: child.pid ?? 0,
      routes: functions.map(({ route }) => route),
      setFault: async (fault) => void (await ask({ do: 'fault', fault })),
      takeRequests: async () => (await ask({ do: 'takeRequests' })) as Record<string, number>,
      memory: async () => (await ask({ do: 'memory' })) as number,
      died: new Promise((resolve) => void ended.then((reason) => stopping || resolve(reason))),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function builds(): Promise<string> {
  const folder = path.join(SANDBOX, 'build');
  await mkdir(folder, { recursive: true });
  return folder;
}

type WithoutId<C> = C extends unknown ? Omit<C, 'id'> : never;

/** Sends a command to the process and resolves with its answer; rejects when the process ends first. */
function asker(child: ChildProcess, ended: Promise<string>): (command: WithoutId<Command>) => Promise<unknown> {
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  return (command) => {
    const id = ++last;
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
      void ended.then((reason) => reject(new Error(reason)));
      if (child.connected) child.send({ ...command, id });
    });
  };
}

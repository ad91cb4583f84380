import { spawn } from 'node:child_process';
import path from 'node:path';
import { servePubSub, type PubSub } from './salesforce/pubsub';
import type { SalesforceStandIn } from './salesforce/stand-in';
import { startWhmcs, type WhmcsStandIn } from './whmcs/stand-in';

/** What takes an approved order to the billing system. */
export interface Provisioning {
  whmcs: WhmcsStandIn;
  pubsub: PubSub;
  /** Of the worker, beside the Functions' own. */
  env: Record<string, string>;
  worker: WorkerProcess;
  stop(): Promise<void>;
}
export interface WorkerProcess {
  pid: number;
  /** Of its health page. */
  health: string;
  /** @returns the exit code, null where the signal killed it */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

const LOGIN = { identifier: 'sandbox-identifier', secret: 'sandbox-secret' };
const SERVERLESS = path.resolve(__dirname, '../../serverless');

/** @param options.port of WHMCS; 0: any free one */
export async function startProvisioning(options: {
  port: number;
  env: Record<string, string>;
  salesforce: SalesforceStandIn;
  quiet?: boolean | undefined;
}): Promise<Provisioning> {
  const [whmcs, pubsub] = await Promise.all([
    startWhmcs({ port: options.port, ...LOGIN }),
    servePubSub(options.salesforce, { port: 0 }),
  ]);
  const env = {
    WHMCS_URL: whmcs.origin,
    WHMCS_IDENTIFIER: LOGIN.identifier,
    WHMCS_SECRET: LOGIN.secret,
    WHMCS_PAYMENT_METHOD: 'mailin',
    EVENTS_PUBSUB: pubsub.host,
    EVENTS_HEALTH_PORT: '0',
  };
  const stopStandIns = (): Promise<unknown> => Promise.all([whmcs.stop(), pubsub.stop()]);
  try {
    const worker = await startWorkerProcess({ ...options.env, ...env }, options.quiet === true);
    const stop = async (): Promise<void> => {
      await worker.end('SIGKILL');
      await stopStandIns();
    };
    return { whmcs, pubsub, env, worker, stop };
  } catch (error) {
    await stopStandIns();
    throw error;
  }
}

/** The worker as an operator starts it, told everything by its environment. */
export async function startWorkerProcess(env: Record<string, string>, quiet: boolean): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(SERVERLESS, 'bin/events.ts')], {
    cwd: SERVERLESS,
    env: { PATH: process.env.PATH ?? '', METADATA_SERVER_DETECTION: 'none', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const health = await new Promise<string>((resolve, reject) => {
    void ended.then((code) => reject(new Error(`The worker ended with exit code ${code}: what it wrote is above`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      const [, address] = /health at (\S+)/.exec(text) ?? [];
      if (address !== undefined) resolve(address);
      if (!quiet) process.stdout.write(text);
    });
  });
  return {
    pid: child.pid ?? 0,
    health,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

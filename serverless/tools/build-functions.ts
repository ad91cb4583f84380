import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { VERSION } from '@interaction-history/shared/src/version';
import { build } from 'esbuild';
import type { Timings } from '../src/runtime/timings';
import { pinnedDependencies, type Lock } from './pinned-dependencies';

/** A built Function or asset: its route as Twilio serves it, its file, its own code's size. */
export interface BuiltFunction {
  route: string;
  file: string;
  bytes: number;
}

/**
 * Of one Function's own code. It was 100 until what an org lacks is learnt, a typed number is asked of both sources and a failure names its
 * cause: customers/create asks every source and writes to three, and health, which no call waits for, holds every source's checks. Names of
 * functions are 7 KB of it, and stay for the log's stacks. In each are the org's names of services, since each reads the whole configuration
 * (3 KB), and the pipeline's own part, since it keeps the audit trail and the budgets of reading (10 KB), and knows what expires (2 KB). Health, the largest, has every
 * check of the sources.
 */
export const MAX_FUNCTION_BYTES = 172 * 1024;

/**
 * Bundles each Function into one file of its own: our code and `shared` inside, npm packages outside and listed in the
 * package.json beside them, because Twilio installs only public packages. The folder is a project that twilio-run starts and deploys.
 * @param root the `serverless` workspace
 * @param options.handler the version of @twilio/runtime-handler to name: Twilio takes others than npm has; the local one by default
 * @param options.timings what a build for tests waits for less long; never given for one to deploy (docs/decisions/0017)
 */
export async function buildFunctions(
  root: string,
  outdir = path.join(root, 'build'),
  options: { handler?: string; timings?: Partial<Timings> } = {},
): Promise<BuiltFunction[]> {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const source = path.join(root, 'functions');
  const entries = (await readdir(source, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
  await rm(outdir, { recursive: true, force: true });
  await mkdir(path.join(outdir, 'assets'), { recursive: true });
  await build({
    entryPoints: entries.map((file) => path.join(source, file)),
    outbase: source,
    outdir: path.join(outdir, 'functions'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: Object.keys(deployable(dependencies)),
    define: { TEST_TIMINGS: options.timings === undefined ? 'undefined' : JSON.stringify(options.timings) },
    logLevel: 'warning',
    legalComments: 'none',
    minify: true,
    // Of functions and classes: a stack in the log must be readable
    keepNames: true,
  });
  const lock = JSON.parse(readFileSync(path.resolve(root, '../package-lock.json'), 'utf8')) as Lock;
  const installed = {
    ...pinnedDependencies(lock, deployable(dependencies)),
    ...(options.handler === undefined ? {} : { '@twilio/runtime-handler': options.handler }),
  };
  await writeFile(
    path.join(outdir, 'package.json'),
    JSON.stringify({ name: 'interaction-history', version: VERSION, private: true, dependencies: installed }, null, 2) + '\n',
  );
  return Promise.all(
    entries.map(async (entry) => {
      const file = path.join(outdir, 'functions', entry.replace(/\.ts$/, '.js'));
      return { route: '/' + entry.replace(/\.ts$/, '').split(path.sep).join('/'), file, bytes: (await stat(file)).size };
    }),
  );
}

/**
 * Takes along the bundles that the plugin loads on demand from the Functions' service (docs/decisions/0012): the administration, its late
 * pages, an agent's open Services section. And the version, which anybody may read: doctor asks a deployment for it without a token.
 * To be called after `buildFunctions`, which empties the folder.
 * @throws Error when the plugin's workspace has not built it
 */
export async function addAssets(root: string, outdir = path.join(root, 'build')): Promise<BuiltFunction[]> {
  const plugin = path.resolve(root, '../plugin-interaction-history/build');
  const bundles = existsSync(plugin)
    ? (await readdir(plugin)).filter((file) => /^(administration(-\w+)?|services)\.js$/.test(file)).sort()
    : [];
  const missing = ['administration.js', 'services.js'].find((file) => !bundles.includes(file));
  if (missing !== undefined)
    throw new Error(`${missing} is not built: run \`npm run build -w plugin-interaction-history\` first`);
  const files = bundles.map((file) => path.join(outdir, 'assets', file));
  await Promise.all(bundles.map((file, at) => copyFile(path.join(plugin, file), files[at] ?? '')));
  const version = path.join(outdir, 'assets', 'version.json');
  await writeFile(version, JSON.stringify({ version: VERSION }));
  return Promise.all(
    [...files, version].map(async (each) => ({ route: `/${path.basename(each)}`, file: each, bytes: (await stat(each)).size })),
  );
}

/** The workspace package is bundled; everything else is installed by Twilio. */
function deployable(dependencies: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => !name.startsWith('@interaction-history/')));
}

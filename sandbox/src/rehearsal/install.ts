import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BuiltFunction } from '@interaction-history/serverless/tools/build-functions';
import type { ServedAsset } from '../functions/protocol';
import type { Build } from '../twilio/serverless/store';

const run = promisify(execFile);
export const CACHE = path.resolve(__dirname, '../../../.cache');
/** The last of the line that Twilio runs by default, as npm's package `node` brings it. */
const TWILIOS_NODE = '22.23.3';

/** What was uploaded, in an empty folder far from this project's packages, with the packages that its build names. */
export interface Installed {
  folder: string;
  functions: BuiltFunction[];
  assets: ServedAsset[];
  /** The Node that Twilio runs. */
  node: string;
}

/** Does with a build what Twilio does: installs the dependencies that it names, and nothing else. */
export async function installBuild(build: Build): Promise<Installed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deployed-'));
  const dependencies = Object.fromEntries(build.dependencies.map(({ name, version }) => [name, version]));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const [functions, assets, node] = await Promise.all([
    Promise.all(build.functions.map(({ path: route, content }) => written(folder, `functions${route}.js`, route, content))),
    Promise.all(
      build.assets.map(async ({ path: route, content, visibility }) => ({
        ...(await written(folder, `assets${route}`, route, content)),
        isPrivate: visibility === 'private',
      })),
    ),
    twiliosNode(),
    npmInstall(folder),
  ]);
  return { folder, functions, assets, node };
}

async function written(folder: string, file: string, route: string, content: string): Promise<BuiltFunction> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
  return { route, file: target, bytes: Buffer.byteLength(content) };
}

/** Installed once a machine. */
export async function twiliosNode(): Promise<string> {
  const folder = path.join(CACHE, `node-${TWILIOS_NODE}`);
  const node = path.join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) {
    await mkdir(folder, { recursive: true });
    // with a manifest of its own: npm would take the folder for a part of this project
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { node: TWILIOS_NODE } }));
    await npmInstall(folder);
  }
  return node;
}

const npmInstall = (folder: string): Promise<void> => npm(['install', '--no-audit', '--no-fund', '--prefer-offline'], folder);

export async function npm(args: readonly string[], folder: string): Promise<void> {
  await run('npm', args, { cwd: folder });
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, version as esbuildVersion } from 'esbuild';

const ENTRY = path.join(__dirname, 'entry.ts');
const SHIMS = path.join(__dirname, 'shims.ts');

/**
 * Bundles the real Flex UI for the host page (18 MB, about 4 s). A second call does nothing while Flex UI, the entry and
 * the bundler are the same.
 * @returns whether the bundle had to be built
 */
export async function buildDesktop(outFile: string): Promise<boolean> {
  const flexPackage = require.resolve('@twilio/flex-ui/package.json');
  const key = await cacheKey(flexPackage);
  const keyFile = outFile + '.key';
  if (existsSync(outFile) && existsSync(keyFile) && (await readFile(keyFile, 'utf8')) === key) return false;
  await mkdir(path.dirname(outFile), { recursive: true });
  // built beside and renamed: a page that loads meanwhile never gets half a bundle
  const unfinished = outFile + '.building';
  await build({
    entryPoints: [ENTRY],
    outfile: unfinished,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    inject: [SHIMS],
    alias: { path: 'path-browserify' },
    loader: { '.js': 'jsx' },
  });
  await rename(unfinished, outFile);
  await writeFile(keyFile, key);
  return true;
}

async function cacheKey(flexPackage: string): Promise<string> {
  const { version } = JSON.parse(await readFile(flexPackage, 'utf8')) as { version: string };
  const hash = createHash('sha256').update(`${version} ${esbuildVersion}`);
  for (const file of [ENTRY, SHIMS, __filename]) hash.update(await readFile(file));
  return hash.digest('hex');
}

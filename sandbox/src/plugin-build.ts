import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const PLUGIN = path.join(ROOT, 'plugin-interaction-history');
const STAMP = path.join(ROOT, '.cache', 'plugin-build');
const BUNDLE = path.join(PLUGIN, 'build', 'plugin-interaction-history.js');
/** Made by the same command; the Functions serve it. */
const ON_DEMAND = ['administration.js', 'services.js'].map((file) => path.join(PLUGIN, 'build', file));

/**
 * The plugin's bundle, and those that are loaded on demand beside it, built by the official toolchain only when its sources, the shared rules or its dependencies have
 * changed: webpack takes longer than everything else at the start.
 */
export async function pluginBundle(): Promise<string> {
  const stamp = await hashOf(
    [path.join(PLUGIN, 'src'), path.join(PLUGIN, 'tools'), path.join(ROOT, 'shared', 'src')],
    [path.join(PLUGIN, 'package.json'), path.join(PLUGIN, 'webpack.config.js'), path.join(ROOT, 'package-lock.json')],
  );
  const known = existsSync(STAMP) ? await readFile(STAMP, 'utf8') : '';
  if (known === stamp && existsSync(BUNDLE) && ON_DEMAND.every((file) => existsSync(file))) return BUNDLE;
  await build();
  await mkdir(path.dirname(STAMP), { recursive: true });
  await writeFile(STAMP, stamp);
  return BUNDLE;
}

async function hashOf(folders: string[], files: string[]): Promise<string> {
  const hash = createHash('sha256');
  const all = [...files];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name) && path.basename(entry.parentPath) !== 'testing')
        all.push(path.join(entry.parentPath, entry.name));
    }
  }
  for (const file of all.sort()) hash.update(path.relative(ROOT, file)).update(await readFile(file));
  return hash.digest('hex');
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', 'build', '-w', 'plugin-interaction-history'], {
      cwd: ROOT,
      env: { ...process.env, CI: 'true' },
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The plugin could not be built:\n${output}`))));
  });
}

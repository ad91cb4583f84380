import { readFile, writeFile } from 'node:fs/promises';

/** Run by `npm version`: writes the new version into every workspace's package.json, the lock and `shared/src/version.ts`. */
const { version, workspaces } = JSON.parse(await readFile('package.json', 'utf8'));

for (const workspace of workspaces) await replace(`${workspace}/package.json`, /("version": ")[^"]+(")/);
await replace('shared/src/version.ts', /(VERSION = ')[^']+(')/);

const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
for (const workspace of workspaces) {
  lock.packages[workspace].version = version;
  const dependencies = lock.packages[workspace].dependencies ?? {};
  for (const name of Object.keys(dependencies)) if (name.startsWith('@interaction-history/')) dependencies[name] = version;
}
await writeFile('package-lock.json', JSON.stringify(lock, null, 2) + '\n');

async function replace(file, pattern) {
  const text = await readFile(file, 'utf8');
  if (!pattern.test(text)) throw new Error(`${file} names no version`);
  const others = /("@interaction-history\/[\w-]+": ")[^"]+(")/g;
  await writeFile(file, text.replace(pattern, `$1${version}$2`).replace(others, `$1${version}$2`));
}

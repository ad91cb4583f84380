import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { run } from './run.mjs';

/**
 * `npm test`: everything. Unit and component tests, the Functions and the stand-ins through the real clients, then the whole in
 * the real Flex UI in Chromium. Ends with one line: N passed, N failed.
 */
const chromium =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file)) ??
  (await installChromium());
await mkdir('.cache', { recursive: true });
const results = [];
results.push(await run('check', 'node tools/check.mjs'));
results.push(await jest('functions and stand-ins', '--selectProjects serverless sandbox', 'integration'));
if (chromium === undefined) {
  console.log(
    '\nChromium is missing: the end-to-end tests cannot run. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  );
  results.push({ name: 'end to end', code: 1 });
} else {
  results.push(await jest('end to end', '--selectProjects e2e --runInBand', 'e2e', { CHROMIUM: chromium }));
}
const counts = { passed: 0, failed: 0 };
for (const name of ['unit', 'integration', 'e2e']) await count(name);
const broken = results.filter(({ code }) => code !== 0);
for (const { name } of broken) console.log(`failed: ${name}`);
// A step that died before its tests could be counted is a failure too
const failed = Math.max(counts.failed, broken.length);
console.log(`\n${counts.passed} passed, ${failed} failed`);
process.exit(broken.length === 0 ? 0 : 1);

function jest(name, args, file, env) {
  return run(name, `npx jest ${args} --json --outputFile .cache/jest-${file}.json`, env);
}

async function count(name) {
  try {
    const report = JSON.parse(await readFile(`.cache/jest-${name}.json`, 'utf8'));
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
  } catch {
    console.log(`no report of ${name}`);
  }
}

/** As root on Debian, the command mends it itself; anyone else is told. */
async function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  await run('installing Chromium', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk');
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
}

import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { run } from './run.mjs';

/**
 * `npm test`: everything, one suite after the other (docs/decisions/0018). Unit and component tests; the Functions and the
 * stand-ins through the real clients; the whole in the real Flex UI in Chromium. With `--bench` the bench in short after them.
 * Ends with one line: N passed, N failed.
 */
const chromium =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file)) ??
  (await installChromium());
const SUITES = ['unit', 'integration', 'e2e'];
await mkdir('.cache', { recursive: true });
// Last time's reports are no word on this time's tests
for (const name of SUITES) await rm(reportOf(name), { force: true });

const results = [await run('check', 'node tools/check.mjs')];
results.push(await suite('integration'));
results.push(chromium === undefined ? missingChromium() : await suite('e2e', { CHROMIUM: chromium }));
if (process.argv.includes('--bench'))
  results.push(await run('bench', 'npm run bench --silent -- --quick', { CHROMIUM: chromium ?? '' }));

const counts = { passed: 0, failed: 0 };
for (const name of SUITES) await count(name);
const broken = results.filter(({ code }) => code !== 0);
for (const { name } of broken) console.log(`failed: ${name}`);
// A step that died before its tests could be counted is a failure too
const failed = Math.max(counts.failed, broken.length);
console.log(`\n${counts.passed} passed, ${failed} failed`);
process.exit(broken.length === 0 ? 0 : 1);

function suite(name, env) {
  return run(name, `npm run test:${name} --silent -- --json --outputFile ${reportOf(name)}`, env);
}

function reportOf(name) {
  return `.cache/jest-${name}.json`;
}

async function count(name) {
  try {
    const report = JSON.parse(await readFile(reportOf(name), 'utf8'));
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
  } catch {
    console.log(`no report of ${name}`);
  }
}

function missingChromium() {
  console.log('\nChromium is missing, and the end-to-end tests with it: apt-get install chromium, or set CHROMIUM to its path.');
  return { name: 'e2e', code: 1 };
}

/** As root on Debian, the command installs it; anyone else is told. */
async function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  await run('installing Chromium', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk');
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
}

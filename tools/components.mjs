import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/**
 * `npm run components`: whether the packages that are deployed with the Functions keep the times of docs/security.md, "Packages of
 * others" (ASVS 5.0 15.2.1). Asks the registry for newer versions within what each package's users allow, and for advisories. What is
 * named there with its reason is left out. Ends with 1 when a time is over, with 2 when the registry tells no advisories.
 */
const DAY = 86_400_000;
/** Days from a release until it must be taken. */
const UPDATE_WITHIN = 90;
/** Days from an advisory until it must be mended. */
const MEND_WITHIN = { critical: 7, high: 30, moderate: 90, low: 90, info: 90 };

const text = readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8');
const section = /### Packages of others\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
/** `- **name**: why it stays.` */
const excused = new Set([...section.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, name]) => name));

const run = promisify(execFile);
const which = ['--omit=dev', '-w', 'serverless'];

/** npm's answer as JSON; it ends with 1 when there is something to tell. */
async function npm(...args) {
  const { stdout } = await run('npm', [...args, '--json'], { maxBuffer: 64 * 1024 * 1024 }).catch((error) => error);
  return JSON.parse(stdout || '{}');
}

const daysSince = (instant) => Math.floor((Date.now() - Date.parse(instant)) / DAY);

/** What is installed and older than its range allows, by name. */
async function behind() {
  const outdated = await npm('outdated', '--all', ...which);
  const late = new Map();
  for (const [name, places] of Object.entries(outdated))
    for (const { current, wanted } of [places].flat())
      if (current !== undefined && current !== wanted && !name.startsWith('@types/') && !excused.has(name))
        late.set(name, { current, wanted });
  return Promise.all(
    [...late].map(async ([name, versions]) => {
      const released = (await npm('view', `${name}@${versions.wanted}`, 'time'))[versions.wanted];
      return { name, ...versions, days: daysSince(released) };
    }),
  );
}

/** Known weaknesses of what is deployed; null where the registry has no answer. */
async function advisories() {
  const { vulnerabilities } = await npm('audit', ...which);
  if (vulnerabilities === undefined) return null;
  return Object.values(vulnerabilities).flatMap(({ name, via }) =>
    via
      .filter((one) => typeof one === 'object' && !excused.has(name))
      .map(({ severity, title, url }) => ({ name, severity, title, url })),
  );
}

const [late, known] = await Promise.all([behind(), advisories()]);
const overdue = late.filter(({ days }) => days > UPDATE_WITHIN);
for (const { name, current, wanted, days } of late)
  console.log(`${days > UPDATE_WITHIN ? 'fail' : 'warn'}  ${name} ${current}: ${wanted} is out since ${days} days`);
console.log(`${late.length} package(s) behind what is allowed, ${overdue.length} for more than ${UPDATE_WITHIN} days`);
for (const { name, severity, title, url } of known ?? [])
  console.log(`look  ${name}: ${severity}, to be mended within ${MEND_WITHIN[severity]} days of ${url} (${title})`);
console.log(known === null ? 'The registry tells no advisories: run this where `npm audit` works' : `${known.length} advisories`);
process.exitCode = known === null ? 2 : overdue.length > 0 || known.length > 0 ? 1 : 0;

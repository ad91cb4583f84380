import { PERSONAS } from '../src/personas';
import { fiveFreePorts } from '../e2e/support';
import { startSandbox, type Sandbox } from '../src/sandbox';
import { caller } from './call';
import { crowd } from './crowd';
import { report, section } from './report';
import { slowestSource } from './lookups';
import { overhead } from './overhead';

/** One worker asks here as often as a hundred do; the org's day is not what is measured. */
const BUDGETS = { READS_WITH_TASK: '10000', READS_WITHOUT_TASK: '10000', SF_API_SHARE: '100' };

/** The whole sandbox, started once: start time, memory, what one pop costs upstream, what a look-up takes, fifty agents. */
export async function stack(): Promise<void> {
  section('The whole stack');
  const began = performance.now();
  const sandbox = await startSandbox({ port: await fiveFreePorts(), quiet: true, budgets: BUDGETS });
  const seconds = (performance.now() - began) / 1000;
  report({
    what: 'start of the sandbox, builds cached',
    value: `${seconds.toFixed(1)} s`,
    target: '≤ 20 s',
    ok: seconds <= 20,
    absolute: true,
  });
  try {
    await pop(sandbox);
    await overhead(sandbox);
    await slowestSource(sandbox);
    await crowd(sandbox);
    const rss = (process.memoryUsage().rss + (await sandbox.functions.memory())) / 1024 ** 3;
    report({
      what: 'memory of the whole sandbox, Functions included, all work done',
      value: `${rss.toFixed(2)} GB`,
      target: '≤ 1.5 GB',
      ok: rss <= 1.5,
    });
  } finally {
    await sandbox.stop();
  }
}

/** One call of each phone persona: what it costs in Salesforce calls and master queries, as the stand-ins count them. */
async function pop(sandbox: Sandbox): Promise<void> {
  const call = caller(sandbox, 'ada');
  const { salesforce, master } = sandbox;
  // logs in to Salesforce and opens the master's connections
  await call('customers/lookup', { address: '+14155550127' });
  for (const persona of PERSONAS.filter(({ channel }) => channel === 'voice')) {
    const [calls, queries] = [salesforce.apiCalls(), master.queries()];
    await call('customers/lookup', { address: persona.address, channel: persona.channel });
    const [usedCalls, usedQueries] = [salesforce.apiCalls() - calls, master.queries() - queries];
    report({
      what: `one pop, ${persona.title}: Salesforce API calls, master queries`,
      value: `${usedCalls}, ${usedQueries}`,
      target: '≤ 2, ≤ 1',
      ok: usedCalls <= 2 && usedQueries <= 1,
    });
  }
}

import { handler } from '@interaction-history/serverless/functions/customers/lookup';
import { clientsOf } from '@interaction-history/serverless/src/vendors/clients';
import { readConfig } from '@interaction-history/serverless/src/config/config';
import { invoke } from '../src/invoke';
import { PERSONAS } from '../src/personas';
import { startSandbox, type Sandbox } from '../src/sandbox';
import { report, section } from './report';
import { browserPath } from './browser';
import { slowestSource } from './lookups';
import { overhead } from './overhead';

/** The whole sandbox, started once: start time, memory, what one pop costs upstream, what the browser waits for. */
export async function stack(): Promise<void> {
  section('The whole stack');
  const began = performance.now();
  const sandbox = await startSandbox({ port: 4200 });
  const seconds = (performance.now() - began) / 1000;
  report({ what: 'start of the sandbox, builds cached', value: `${seconds.toFixed(1)} s`, target: '≤ 20 s', ok: seconds <= 20 });
  try {
    await pop(sandbox);
    await overhead(sandbox);
    await slowestSource(sandbox);
    await browserPath();
    const rss = process.memoryUsage().rss / 1024 ** 3;
    report({
      what: 'memory of the whole sandbox, all work done',
      value: `${rss.toFixed(2)} GB`,
      target: '≤ 1.5 GB',
      ok: rss <= 1.5,
    });
  } finally {
    await sandbox.stop();
  }
}

/** One call of each phone persona: what it costs in Salesforce calls and master queries. */
async function pop(sandbox: Sandbox): Promise<void> {
  const { token } = sandbox.twilio.issueToken('ada');
  const clients = clientsOf(readConfig(sandbox.env));
  const [salesforce, master] = [await clients.salesforce(), await clients.master()];
  if (salesforce === null || master === null) throw new Error('the sandbox has both sources');
  for (const persona of PERSONAS.filter(({ channel }) => channel === 'voice')) {
    const [calls, queries] = [salesforce.apiCalls, master.queries];
    const answer = await invoke(handler, sandbox.env, { Token: token, address: persona.address, channel: persona.channel });
    if (answer.status !== 200) throw new Error(`the look-up of ${persona.id} answered ${answer.status}`);
    const [usedCalls, usedQueries] = [salesforce.apiCalls - calls, master.queries - queries];
    report({
      what: `one pop, ${persona.title}: Salesforce API calls, master queries`,
      value: `${usedCalls}, ${usedQueries}`,
      target: '≤ 2, ≤ 1',
      ok: usedCalls <= 2 && usedQueries <= 1,
    });
  }
}

import { PERSONAS } from '../src/personas';
import { startSandbox, type Sandbox } from '../src/sandbox';
import { report, section } from './report';
import { browserPath } from './browser';
import { overhead } from './overhead';

/** The whole sandbox, started once: start time, memory, what one pop costs upstream, what the browser waits for. */
export async function stack(): Promise<void> {
  section('The whole stack');
  const began = performance.now();
  const sandbox = await startSandbox({ port: 4200, functionsOut: undefined });
  const seconds = (performance.now() - began) / 1000;
  report({ what: 'start of the sandbox, builds cached', value: `${seconds.toFixed(1)} s`, target: '≤ 20 s', ok: seconds <= 20 });
  try {
    await pop(sandbox);
    await overhead(sandbox);
    await browserPath(sandbox);
    const rss = process.memoryUsage().rss / 1024 ** 3;
    report({ what: 'memory of the whole sandbox, all work done', value: `${rss.toFixed(2)} GB`, target: '≤ 1.5 GB', ok: rss <= 1.5 });
  } finally {
    await sandbox.stop();
  }
}

/** One call of each phone persona: what it costs in Salesforce calls and master queries. */
async function pop(sandbox: Sandbox): Promise<void> {
  const token = sandbox.twilio.issueToken('ada').token;
  for (const persona of PERSONAS.filter(({ channel }) => channel === 'voice')) {
    const calls = sandbox.salesforce.apiCalls();
    const queries = sandbox.master.queries();
    const response = await fetch(`${sandbox.functions.origin}/customers/lookup`, {
      method: 'POST',
      body: new URLSearchParams({ Token: token, address: persona.address, channel: persona.channel }),
    });
    if (!response.ok) throw new Error(`the look-up of ${persona.id} answered ${response.status}`);
    const [usedCalls, usedQueries] = [sandbox.salesforce.apiCalls() - calls, sandbox.master.queries() - queries];
    report({ what: `one pop, ${persona.title}: Salesforce API calls`, value: String(usedCalls), target: '≤ 2', ok: usedCalls <= 2 });
    report({ what: `one pop, ${persona.title}: master queries`, value: String(usedQueries), target: '≤ 1', ok: usedQueries <= 1 });
  }
}

import { handler } from '@interaction-history/serverless/functions/customers/lookup';
import { deadlineIn } from '@interaction-history/serverless/src/runtime/deadline';
import { clientsOf } from '@interaction-history/serverless/src/vendors/clients';
import { readConfig } from '@interaction-history/serverless/src/config/config';
import { invoke } from '../src/invoke';
import type { SalesforceStandIn } from '../src/salesforce/stand-in';
import type { Sandbox } from '../src/sandbox';
import { ms, percentile, report, sample } from './report';

const RUNS = 200;

/**
 * What the wrapper, parsing, matching and our clients add to the bare upstream calls: the same requests sent by plain
 * fetch and a plain pg client, recorded from one real look-up, in turn with the look-up itself.
 */
export async function overhead(sandbox: Sandbox): Promise<void> {
  const { token } = sandbox.twilio.issueToken('ada');
  const config = readConfig(sandbox.env);
  const clients = clientsOf(config);
  const [salesforce, master] = [await clients.salesforce(), await clients.master()];
  if (salesforce === null || master === null) throw new Error('the sandbox has both sources');
  const lookUp = async (): Promise<void> => {
    const { status } = await invoke(handler, sandbox.env, { Token: token, address: '+14155550127' });
    if (status !== 200) throw new Error(`the look-up answered ${status}`);
  };
  const recorded = await record(lookUp, sandbox.salesforce);
  const sql = await recordSql(lookUp, master);
  const bare = async (): Promise<void> => {
    const one = (async () => {
      for (const ask of recorded) await ask();
    })();
    await Promise.all([one, master.query(sql.text, sql.values, deadlineIn(5_000))]);
  };
  const log = console.log;
  console.log = () => undefined;
  const ours: number[] = [];
  const theirs: number[] = [];
  // In turn, so that both meet the same machine
  for (let round = 0; round < 10; round++) {
    theirs.push(...(await sample(RUNS / 10, bare, round === 0 ? 10 : 0)));
    ours.push(...(await sample(RUNS / 10, lookUp, round === 0 ? 10 : 0)));
  }
  console.log = log;
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const [with_, without] = [percentile(ours, share), percentile(theirs, share)];
    const added = with_ - without;
    report({
      what: `look-up ${name}: ours, bare upstream calls, added`,
      value: `${with_.toFixed(1)}, ${without.toFixed(1)}, ${ms(added)}`,
      ...(name === 'p95' ? { target: '≤ 10 ms added', ok: added <= 10 } : {}),
    });
  }
}

/** A look-up's Salesforce requests as bare ones: the same bytes, from the stand-in's own record. */
async function record(lookUp: () => Promise<void>, salesforce: SalesforceStandIn): Promise<(() => Promise<unknown>)[]> {
  salesforce.requests.length = 0;
  await lookUp();
  const asked = salesforce.requests.filter(({ url }) => url.startsWith('/services/data'));
  if (asked.length === 0) throw new Error('no Salesforce request was seen');
  return asked.map(({ method, url, headers, body }) => {
    const { authorization = '', 'content-type': type = 'application/json' } = headers;
    return async () =>
      (
        await fetch(salesforce.origin + url, {
          method,
          headers: { authorization, 'content-type': type },
          ...(body === '' ? {} : { body }),
        })
      ).text();
  });
}

/** The one master query of a look-up. */
async function recordSql(
  lookUp: () => Promise<void>,
  master: { query: (text: string, values: readonly unknown[], deadline: never) => Promise<unknown[]> },
): Promise<{ text: string; values: readonly unknown[] }> {
  let seen: { text: string; values: readonly unknown[] } | undefined;
  const original = master.query.bind(master);
  master.query = (text, values, deadline) => {
    seen = { text, values };
    return original(text, values, deadline);
  };
  await lookUp();
  master.query = original;
  if (seen === undefined) throw new Error('no master query was seen');
  return seen;
}

import { deadlineIn } from '@interaction-history/serverless/src/runtime/deadline';
import { findByPhone } from '@interaction-history/serverless/src/vendors/master/find-by-phone';
import { MasterPool } from '@interaction-history/serverless/src/vendors/master/pool';
import type { SalesforceStandIn } from '../src/salesforce/stand-in';
import type { Sandbox } from '../src/sandbox';
import { caller } from './call';
import { ms, percentile, quick, report, sample } from './report';

const ADDRESS = '+14155550127';
const ROUNDS = 10;
const RUNS = quick ? 40 : 200;

/**
 * What the wrapper, parsing, matching and our clients add, in the built Function over HTTP: the same upstream requests sent by
 * plain fetch and a plain pg client, recorded from one real look-up, in turn with the look-up itself. Twilio's local runtime and
 * its HTTP are no part of what we add: its answer to a path that it does not know is measured beside, and taken off.
 */
export async function overhead(sandbox: Sandbox): Promise<void> {
  const call = caller(sandbox, 'ada');
  const lookUp = (): Promise<unknown> => call('customers/lookup', { address: ADDRESS });
  const recorded = await record(lookUp, sandbox.salesforce);
  const master = new MasterPool(sandbox.master.url);
  const sql = await recordSql(master);
  const bare = async (): Promise<void> => {
    const one = (async () => {
      for (const ask of recorded) await ask();
    })();
    await Promise.all([one, master.query(sql.text, sql.values, deadlineIn(5_000))]);
  };
  const runtime = async (): Promise<void> => {
    const body = new URLSearchParams({ address: ADDRESS });
    await (await fetch(`${sandbox.functions.origin}/none`, { method: 'POST', body })).text();
  };
  const taken = { ours: [] as number[], bare: [] as number[], runtime: [] as number[] };
  // In turn, so that all meet the same machine
  for (let round = 0; round < ROUNDS; round++) {
    const warm = round === 0 ? 10 : 0;
    taken.bare.push(...(await sample(RUNS / ROUNDS, bare, warm)));
    taken.runtime.push(...(await sample(RUNS / ROUNDS, runtime, warm)));
    taken.ours.push(...(await sample(RUNS / ROUNDS, lookUp, warm)));
  }
  await master.end();
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const at = (samples: readonly number[]): number => percentile(samples, share);
    const added = at(taken.ours) - at(taken.bare) - percentile(taken.runtime, 0.5);
    report({
      what: `look-up ${name}: ours; bare upstream calls, runtime's hop; added`,
      value: `${at(taken.ours).toFixed(1)}; ${at(taken.bare).toFixed(1)}, ${at(taken.runtime).toFixed(1)}; ${ms(added)}`,
      ...(name === 'p95' ? { target: '≤ 10 ms added', ok: added <= 10, absolute: true } : {}),
    });
  }
}

/** A look-up's Salesforce requests as bare ones: the same bytes, from the stand-in's own record. */
async function record(lookUp: () => Promise<unknown>, salesforce: SalesforceStandIn): Promise<(() => Promise<unknown>)[]> {
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
async function recordSql(master: MasterPool): Promise<{ text: string; values: readonly unknown[] }> {
  let seen: { text: string; values: readonly unknown[] } | undefined;
  const original = master.query.bind(master);
  master.query = (text, values, deadline) => {
    seen = { text, values };
    return original(text, values, deadline);
  };
  await findByPhone(master, ADDRESS, 'US', deadlineIn(5_000));
  master.query = original;
  if (seen === undefined) throw new Error('no master query was seen');
  return seen;
}

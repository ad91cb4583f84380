import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { handler as lookup } from '@interaction-history/serverless/functions/customers/lookup';
import { budgetOf } from '@interaction-history/serverless/src/budget';
import { findByPhone } from '@interaction-history/serverless/src/master/find-by-phone';
import { MasterPool } from '@interaction-history/serverless/src/master/pool';
import { searchCustomers } from '@interaction-history/serverless/src/master/search';
import { customerQuery } from '@interaction-history/serverless/src/customers/search-query';
import { invoke } from '../src/invoke';
import { startMaster } from '../src/master/stand-in';
import type { Sandbox } from '../src/sandbox';
import { ms, percentile, report, sample, section } from './report';

/** A look-up against the latency of its slowest source: no source's delay may add to another's. */
export async function slowestSource(sandbox: Sandbox): Promise<void> {
  const { token } = sandbox.twilio.issueToken('ada');
  const log = console.log;
  // The composite and the search are one after another by design: two API calls, so twice the delay is Salesforce's own
  const delay = 250;
  sandbox.salesforce.faults.latency(delay);
  console.log = () => undefined;
  const taken = await sample(10, () => invoke(lookup, sandbox.env, { Token: token, address: '+14155550127' }), 2);
  console.log = log;
  sandbox.salesforce.faults.latency(0);
  const ratio = percentile(taken, 0.5) / (2 * delay);
  report({
    what: `look-up p50 with Salesforce at ${delay} ms a call, against its two calls alone`,
    value: `${ratio.toFixed(2)} ×`,
    target: '≤ 1.2 ×',
    ok: ratio <= 1.2,
  });
}

/** The master's phone look-up and name search as the master grows. Bare loopback Postgres in this machine's memory. */
export async function masterSizes(): Promise<void> {
  section('The master as it grows');
  const folder = await mkdtemp(path.join(tmpdir(), 'master-bench-'));
  try {
    for (const customers of [1_000, 10_000, 100_000]) {
      const master = await startMaster({ port: 0, host: '127.0.0.1', customers, dataDir: folder });
      const pool = new MasterPool(master.url);
      const byPhone = await sample(30, () => findByPhone(pool, '+14155550163', 'US', budgetOf(5_000)));
      const query = customerQuery({ name: 'yamamoto' }, 'US');
      const byName = await sample(30, () => searchCustomers(pool, query, 'US', budgetOf(5_000)));
      report({
        what: `${customers.toLocaleString('en')} customers: by phone p50, by name p50`,
        value: `${ms(percentile(byPhone, 0.5))}, ${ms(percentile(byName, 0.5))}`,
      });
      await pool.end();
      await master.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { deadlineIn } from '@interaction-history/serverless/src/runtime/deadline';
import { findByPhone } from '@interaction-history/serverless/src/vendors/master/find-by-phone';
import { MasterPool } from '@interaction-history/serverless/src/vendors/master/pool';
import { searchCustomers } from '@interaction-history/serverless/src/vendors/master/search';
import { customerQuery } from '@interaction-history/serverless/src/customers/search/query';
import { startMaster } from '../src/master/stand-in';
import type { Sandbox } from '../src/sandbox';
import { caller } from './call';
import { ms, percentile, quick, report, sample, section } from './report';

/** A look-up against the latency of its slowest source: no source's delay may add to another's. */
export async function slowestSource(sandbox: Sandbox): Promise<void> {
  const call = caller(sandbox, 'ada');
  // The composite and the search are one after another by design: two API calls, so twice the delay is Salesforce's own
  // the longer the delay, the less a busy machine weighs
  const delay = quick ? 600 : 250;
  sandbox.salesforce.faults.latency(delay);
  const taken = await sample(quick ? 3 : 10, () => call('customers/lookup', { address: '+14155550127' }), 1);
  sandbox.salesforce.faults.latency(0);
  const ratio = percentile(taken, 0.5) / (2 * delay);
  report({
    what: `look-up p50 with Salesforce at ${delay} ms a call, against its two calls alone`,
    value: `${ratio.toFixed(2)} ×`,
    target: '≤ 1.2 ×',
    ok: ratio <= 1.2,
  });
}

/** Customers of the master, by turns. The million takes minutes to build its indexes: `BENCH_CUSTOMERS=1000,100000` leaves it out. */
const sizes = (): number[] => (process.env.BENCH_CUSTOMERS ?? (quick ? '1000' : '1000,100000,1000000')).split(',').map(Number);

/** The master's phone look-up and name search as the master grows. Postgres in this machine's memory, in WebAssembly. */
export async function masterSizes(): Promise<void> {
  section('The master as it grows');
  for (const customers of sizes()) {
    const master = await startMaster({ port: 0, host: '127.0.0.1', customers: 0, growTo: customers });
    const pool = new MasterPool(master.url);
    const named = (name: string) => () => searchCustomers(pool, customerQuery({ name }, 'US'), 'US', deadlineIn(5_000));
    const who = `${customers.toLocaleString('en')} customers`;
    report({
      what: `${who}: seeding, then building the indexes`,
      value: `${seconds(master.seedMs)}, ${seconds(master.indexMs)}`,
    });
    const found = await findByPhone(pool, '+14155550163', 'US', deadlineIn(5_000));
    if (found.total !== 1) throw new Error(`the caller of the bench was found ${found.total} times`);
    const measured = {
      'by phone': await sample(30, () => findByPhone(pool, '+14155550163', 'US', deadlineIn(5_000))),
      'by a rare name': await sample(30, named('yamamoto')),
      'by a name that one in 16 has': await sample(30, named('bennett')),
    };
    for (const [how, taken] of Object.entries(measured))
      report({ what: `${who}: ${how}, p50, p95`, value: `${ms(percentile(taken, 0.5))}, ${ms(percentile(taken, 0.95))}` });
    await pool.end();
    await master.stop();
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

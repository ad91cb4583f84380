import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import { BY_PHONE_KEY, findByPhone } from './find-by-phone';
import type { MasterPool } from './pool';
import { searchCustomers } from './search';

/** Cost by the planner's count of reading some 10,000 rows: below it, it reads a whole table even where there is an index, and rightly so. */
const SMALL = 2_500;
/** The agent has a caller on the line. */
const SLOW_MS = 1_000;
/** Numbers and names that nobody has: an index that is asked in vain is asked as long. */
const NOBODYS_NUMBER = '+12025550100';
const NOBODYS_NAME = ['zzqx', 'qqzx'];

/** How fast callers are found: whether the look-up reads the index, and how long look-up and search take. */
export async function speedOf(pool: MasterPool, deadline: Deadline): Promise<Finding[]> {
  const nothing = { name: null, company: null, email: null, accountNumber: null, postalCode: null, phone: null };
  return [
    await planOf(pool, deadline),
    await timed('master.phone', 'Look-up by phone', () => findByPhone(pool, NOBODYS_NUMBER, 'US', deadline)),
    await timed('master.name', 'Search by name', () => searchCustomers(pool, { ...nothing, name: NOBODYS_NAME }, 'US', deadline)),
  ];
}

/** Which table the planner would read whole for a phone's key: a scan that filters by it rather than looking it up. */
async function planOf(pool: MasterPool, deadline: Deadline): Promise<Finding> {
  const id = 'master.plan';
  const rows = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${BY_PHONE_KEY}`, [NOBODYS_NUMBER.slice(-7)], deadline);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  const scans = /Seq Scan on (\S+).*\.\.(\d+)\S* rows=.*\n\s+Filter: .*interaction_history_phone_keys/g;
  const read = [...plan.matchAll(scans)].flatMap(([, table = '', cost]) => (Number(cost) > SMALL ? [table] : []));
  if (read.length === 0) return { id, level: 'ok', text: 'The look-up by phone reads no large table whole' };
  return {
    id,
    level: 'warn',
    text: `Each look-up by phone reads the whole of ${read.join(' and ')}`,
    mend: 'npm run deploy:master, then ANALYZE account; ANALYZE contact',
  };
}

async function timed(id: string, what: string, work: () => Promise<unknown>): Promise<Finding> {
  const began = performance.now();
  await work();
  const ms = Math.round(performance.now() - began);
  if (ms < SLOW_MS) return { id, level: 'ok', text: `${what} takes ${ms} ms` };
  return {
    id,
    level: 'warn',
    text: `${what} takes ${ms} ms`,
    mend: 'See the lines on indexes and plan; else the database is busy or far',
  };
}

import { startMaster, type MasterStandIn } from '@interaction-history/sandbox/src/master/stand-in';
import { deadlineIn } from '../../runtime/deadline';
import { UpstreamError } from '../../runtime/errors';
import { findByPhone } from './find-by-phone';
import { MasterPool } from './pool';

let master: MasterStandIn;
beforeAll(async () => {
  master = await startMaster({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(() => master.stop());
afterEach(() => master.faults.set(null));

const failure = async (work: Promise<unknown>): Promise<UpstreamError> => {
  const error: unknown = await work.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
};
const lookup = (pool: MasterPool, ms: number) => findByPhone(pool, '+14155550163', 'US', deadlineIn(ms));

describe.each([
  ['a new connection', false],
  ['a kept connection', true],
])('ID-13 on %s', (_, warm) => {
  test.each([
    ['hang', 'deadline_exceeded'],
    ['reset', 'upstream_unavailable'],
    ['refuse', 'upstream_unavailable'],
  ] as const)('%s is %s within the budget, and the next look-up after it works', async (fault, code) => {
    const pool = new MasterPool(master.url);
    if (warm) await lookup(pool, 5_000);
    await master.faults.set(fault);
    const started = performance.now();
    const error = await failure(lookup(pool, 400));
    expect(performance.now() - started).toBeLessThan(600);
    expect(error).toMatchObject({ code, source: 'master' });
    expect(`${error.message}${JSON.stringify(error)}`).not.toMatch(/127\.0\.0\.1|555|postgres:/);
    await master.faults.set(null);
    expect((await lookup(pool, 5_000)).total).toBe(1);
    await pool.end();
  });
});

test('a connection that broke while idle costs no look-up', async () => {
  const pool = new MasterPool(master.url);
  await lookup(pool, 5_000);
  await master.faults.set('reset');
  await master.faults.set(null);
  expect((await lookup(pool, 5_000)).total).toBe(1);
  await pool.end();
});

test('twenty look-ups at once share two connections', async () => {
  const pool = new MasterPool(master.url);
  const answers = await Promise.all(Array.from({ length: 20 }, () => lookup(pool, 5_000)));
  expect(answers.map((answer) => answer.total)).toEqual(Array<number>(20).fill(1));
  await pool.end();
});

test('a master without the phone index says what to run', async () => {
  const pool = new MasterPool(master.url);
  const error = await failure(pool.query('SELECT no_such_function()', [], deadlineIn(2_000)));
  expect(error.message).toContain('master/phone-index.sql');
  await pool.end();
});

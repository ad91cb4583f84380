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

test('ID-13 a master that hangs costs three look-ups their time; the others are told at once, until it is back', async () => {
  const pool = new MasterPool(master.url);
  await lookup(pool, 5_000);
  await master.faults.set('hang');
  for (const _ of [1, 2, 3]) expect(await failure(lookup(pool, 300))).toMatchObject({ code: 'deadline_exceeded' });
  const started = performance.now();
  // another Function of the process knows it, too
  const refused = await Promise.all([failure(lookup(new MasterPool(master.url), 5_000)), failure(lookup(pool, 5_000))]);
  expect(performance.now() - started).toBeLessThan(200);
  expect(refused).toEqual(Array(2).fill(expect.objectContaining({ code: 'upstream_unavailable', reason: 'NOT_RESPONDING' })));
  await master.faults.set(null);
  const back = performance.now();
  while ((await lookup(pool, 2_000).catch(() => null)) === null) expect(performance.now() - back).toBeLessThan(5_000);
  await lookup(pool, 2_000);
  await pool.end();
});

test('twenty look-ups at once share the connections', async () => {
  const pool = new MasterPool(master.url);
  const answers = await Promise.all(Array.from({ length: 20 }, () => lookup(pool, 5_000)));
  expect(answers.map((answer) => answer.total)).toEqual(Array<number>(20).fill(1));
  await pool.end();
});

test('a master without the phone index says what to run', async () => {
  const pool = new MasterPool(master.url);
  const error = await failure(pool.query('SELECT no_such_function()', [], deadlineIn(2_000)));
  expect(error.message).toContain('npm run deploy:master');
  await pool.end();
});

import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as masterRecord } from '../../functions/customers/master-record';
import { handler as search } from '../../functions/customers/search';
import { handler as health } from '../../functions/health';
import { handler as list } from '../../functions/interactions/list';
import { processWide } from '../runtime/process-wide';
import { forgetUsage } from '../vendors/salesforce/usage';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { shortenWaits } from '../testing/timings';

const DAVID = '+14155550127';
const ADA = 'WK' + '1'.padStart(32, '0');

describe('TR-3 reading is bounded', () => {
  let centre: TestEnvironment;
  let ada: ReturnType<TestEnvironment['as']>;

  beforeAll(async () => {
    centre = await startTestEnvironment();
    Object.assign(centre.env, { READS_WITHOUT_TASK: '5', READS_WITH_TASK: '20' });
    ada = centre.as('ada');
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(async () => {
    captureLog();
    for (const name of ['reads', 'tasks-at-hand']) processWide(name, () => new Map()).clear();
    const rows = await centre.firestore.store.collection('audit').get();
    await Promise.all(rows.docs.map((row) => row.ref.delete()));
    forgetUsage();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    centre.firestore.setFault(null);
    centre.twilio.faults.taskrouter = null;
    delete centre.env.SF_API_SHARE;
  });

  const statuses = async (times: number, fields: Record<string, string> = {}): Promise<number[]> => {
    const all: number[] = [];
    for (let n = 0; n < times; n++) all.push((await ada(list, { customerId: 'seed-priya', ...fields })).status);
    return all;
  };
  const refusals = async () =>
    (await centre.firestore.store.collection('audit').where('code', '==', 'rate_limited').get()).docs.map((row) => row.data());
  /** As if other processes of the Functions had served this worker, and not this one. */
  const anotherProcess = (): void => processWide('reads', () => new Map()).clear();

  test('429 past the budget without a task, with the time, a row a minute, and no source asked', async () => {
    expect(await statuses(5)).toEqual([200, 200, 200, 200, 200]);
    const calls = centre.salesforce.apiCalls();
    const answers = [
      await ada(lookup, { address: DAVID }),
      await ada(search, { name: 'Okafor' }),
      await ada(masterRecord, { accountNumber: 'A-204417' }),
    ];
    for (const { status, headers, body } of answers) {
      expect(status).toBe(429);
      expect(body).toMatchObject({ error: { code: 'rate_limited', retryable: true } });
      const { retryAfterSeconds } = (body as { error: { retryAfterSeconds: number } }).error;
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(retryAfterSeconds).toBeLessThanOrEqual(60);
      expect(headers['retry-after']).toBe(String(retryAfterSeconds));
    }
    expect(centre.salesforce.apiCalls()).toBe(calls);
    expect(await refusals()).toEqual([
      expect.objectContaining({ action: 'refused', endpoint: 'customers/lookup', workerSid: ADA }),
    ]);
  });

  test('the task at hand has its own, larger budget', async () => {
    const { taskSid } = centre.twilio.phone.ring('one-match');
    expect(await statuses(5)).not.toContain(429);
    expect(await statuses(20, { taskSid })).not.toContain(429);
    expect(await statuses(1, { taskSid })).toEqual([429]);
  });

  test('other processes’ reads count, and those of a minute ago don’t', async () => {
    await statuses(5);
    anotherProcess();
    const [refused] = await Promise.all([ada(list, { customerId: 'seed-priya' })]);
    expect([refused.status, (refused.body as { error: { retryAfterSeconds: number } }).error.retryAfterSeconds > 50]).toEqual([
      429,
      true,
    ]);
    const rows = await centre.firestore.store.collection('audit').where('budget', '==', 'none').get();
    const earlier = new Date(Date.now() - 61_000);
    await Promise.all(rows.docs.map((row) => row.ref.update({ at: earlier })));
    anotherProcess();
    expect(await statuses(1)).toEqual([200]);
  });

  test('so many at once don’t pass while none of them is counted yet', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => ada(search, { name: 'Okafor' })));
    expect(answers.filter(({ status }) => status === 200).length).toBe(5);
  });

  test('asking for what isn’t there counts', async () => {
    for (let n = 0; n < 5; n++) expect((await ada(masterRecord, { accountNumber: `X-${n}` })).status).toBe(404);
    anotherProcess();
    expect((await ada(masterRecord, { accountNumber: 'X-6' })).status).toBe(429);
  });

  test('403 TR-1 a colleague’s task, or one that was turned down, is no task at hand; one that is gone is none', async () => {
    const kims = centre.twilio.phone.ring('one-match', 'kim');
    expect(await statuses(1, { taskSid: kims.taskSid })).toEqual([403]);
    const own = centre.twilio.phone.ring('one-match');
    centre.twilio.taskrouter.decline(own.reservationSid, 'rejected');
    expect(await statuses(1, { taskSid: own.taskSid })).toEqual([403]);
    expect(await statuses(6, { taskSid: 'WT' + 'd'.repeat(32) })).toEqual([200, 200, 200, 200, 200, 429]);
    const rows = await centre.firestore.store.collection('audit').where('action', '==', 'interaction.list').get();
    expect(rows.docs.map((row) => row.get('taskSid') as unknown)).toEqual(Array(5).fill(null));
  });

  test.each([
    ['TaskRouter', () => (centre.twilio.faults.taskrouter = 'hang')],
    ['the store', () => centre.firestore.setFault('hang')],
  ])('%s hanging holds no answer up for longer than its patience', async (_, fail) => {
    shortenWaits();
    const { taskSid } = centre.twilio.phone.ring('one-match');
    fail();
    const began = Date.now();
    expect((await ada(search, { name: 'Okafor', taskSid })).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(4_000);
  });

  test('the product uses its share of the org’s calls and no more; health says so when it is near', async () => {
    const admin = centre.as('root');
    const salesforce = async () => ((await admin(health, {})).body as HealthResponse).salesforce;
    const found = async () => ((await ada(lookup, { address: DAVID })).body as LookupResponse).salesforce;
    expect(await found()).toMatchObject({ status: 'ok' });
    const before = await salesforce();
    if (before.status !== 'ok' || before.own === undefined || before.allowance === undefined)
      throw new Error('health has no usage');
    expect(before.own).toEqual({ used: expect.any(Number) as number, share: Math.floor(before.allowance.max / 2) });
    // another process has used nearly all
    const usage = centre.firestore.store.collection('salesforceUsage').doc('current');
    const hour = Math.floor(Date.now() / 3_600_000);
    await usage.set({ hours: { [hour - 3]: Math.floor(0.9 * before.own.share), [hour - 30]: 1_000_000 } });
    forgetUsage();
    await salesforce();
    const near = await salesforce();
    expect('findings' in near && near.findings).toContainEqual(
      expect.objectContaining({ id: 'salesforce.share', level: 'warn' }),
    );
    await usage.set({ hours: { [hour - 3]: before.own.share + 1 } });
    forgetUsage();
    await found();
    for (let n = 0; n < 10; n++) await salesforce();
    const calls = centre.salesforce.apiCalls();
    expect(await found()).toMatchObject({ status: 'failed', error: { code: 'rate_limited' } });
    expect(centre.salesforce.apiCalls()).toBe(calls);
  });
});

import { MASTER_FAULTS } from '@interaction-history/sandbox/src/master/proxy';
import { FAULTS } from '@interaction-history/sandbox/src/salesforce/faults';
import type { ErrorCode } from '@interaction-history/shared/src/contract/errors';
import { clientsOf } from '../../vendors/clients';
import { readConfig } from '../../config/config';
import type { RequestContext } from '../../context';
import { UpstreamError, type Source } from '../../runtime/errors';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../../testing/environment';
import { testContext } from '../../testing/context';
import { importCustomer } from '../create/import';
import { lookup } from './lookup';
import { masterRecord } from './master-record';
import { search } from '../search/search';

/** ID-13, every source × every way to fail × every endpoint that asks both, on the real jsforce and pg clients. */
let centre: TestEnvironment;
let taskSid: string;
beforeAll(async () => {
  centre = await startTestEnvironment();
  captureLog();
  const rung = centre.twilio.phone.ring('unknown', 'ada');
  centre.twilio.phone.accept(rung.taskSid);
  taskSid = rung.taskSid;
  await lookUp(ctx(8_000));
}, 60_000);
afterEach(async () => {
  centre.salesforce.faults.clear();
  await centre.master.faults.set(null);
});
afterAll(() => centre.stop());

/** What a Function may take here: enough for a living source, little for one that hangs. */
const DEADLINE_MS = 900;
const ctx = (ms = DEADLINE_MS): RequestContext => {
  const config = readConfig(centre.env);
  const { ctx: bare } = testContext({ ms, roles: ['supervisor'], firestore: centre.firestore });
  return { ...bare, config, clients: clientsOf(config) };
};
const CODES: Partial<Record<string, ErrorCode>> = {
  hang: 'deadline_exceeded',
  stall: 'deadline_exceeded',
  quota403: 'rate_limited',
  429: 'rate_limited',
  full: 'rate_limited',
};
const TABLE: [Source, string][] = [
  ...FAULTS.map((fault): [Source, string] => ['salesforce', fault]),
  ...MASTER_FAULTS.map((fault): [Source, string] => ['master', fault]),
];
const breakIt = async (source: Source, fault: string): Promise<void> =>
  source === 'salesforce'
    ? centre.salesforce.faults.set(fault as (typeof FAULTS)[number])
    : centre.master.faults.set(fault as (typeof MASTER_FAULTS)[number]);
const mend = async (): Promise<void> => {
  centre.salesforce.faults.clear();
  await centre.master.faults.set(null);
};
const failed = (fault: string) => ({
  status: 'failed',
  error: { code: CODES[fault] ?? 'upstream_unavailable', retryable: true },
});
const other = (source: Source): 'salesforce' | 'master' => (source === 'salesforce' ? 'master' : 'salesforce');
const timed = async <T>(work: Promise<T>): Promise<T> => {
  const began = performance.now();
  const answer = await work;
  expect(performance.now() - began).toBeLessThan(DEADLINE_MS + 300);
  return answer;
};
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  );

const lookUp = (asked: RequestContext) => lookup({ address: '+14155550163', channel: 'voice' }, asked);
const find = (asked: RequestContext) => search({ name: 'yamamoto' }, asked);
const readRecord = (asked: RequestContext) => masterRecord({ accountNumber: 'A-204417' }, asked);
const bring = (asked: RequestContext) => importCustomer({ taskSid, accountNumber: 'A-204417', allowDuplicates: false }, asked);
const brought = () => {
  const accounts = centre.salesforce.records.all('Account').filter((one) => one.SF_Account_No__c === 'A-204417');
  const contacts = centre.salesforce.records
    .all('Contact')
    .filter(({ AccountId }) => accounts.some(({ Id }) => Id === AccountId));
  return [accounts.length, contacts.length];
};

test.each(TABLE)('ID-13 look-up, %s %s: its section says so in time, the others live, a retry finds', async (source, fault) => {
  await breakIt(source, fault);
  const answer = await timed(lookUp(ctx()));
  expect(answer).toMatchObject({ [source]: failed(fault), [other(source)]: { status: 'ok' }, stored: { status: 'ok' } });
  await mend();
  const again = await lookUp(ctx(5_000));
  expect(again).toMatchObject({ salesforce: { status: 'ok' }, master: { status: 'ok', total: 1 } });
});

test.each(TABLE)('ID-13 search, %s %s: what the other source has is there, a retry completes it', async (source, fault) => {
  const whole = await find(ctx(5_000));
  expect(whole.results.map(({ sources }) => sources.join()).sort()).toEqual([
    'master',
    'master',
    'salesforce',
    'salesforce,master',
  ]);
  await breakIt(source, fault);
  const answer = await timed(find(ctx()));
  expect(answer).toMatchObject({ [source]: failed(fault), [other(source)]: { status: 'ok' } });
  expect(answer.results.length).toBeGreaterThan(0);
  expect(new Set(answer.results.flatMap(({ sources }) => sources))).toEqual(new Set([other(source)]));
  await mend();
  expect(await find(ctx(5_000))).toEqual(whole);
});

test.each(TABLE)('ID-13 master record, %s %s: shown without Salesforce, typed without the master', async (source, fault) => {
  await breakIt(source, fault);
  if (source === 'salesforce') {
    const answer = await timed(readRecord(ctx()));
    expect(answer).toMatchObject({ record: { accountNumber: 'A-204417' }, inSalesforce: null, salesforce: 'failed' });
  } else {
    const error = await timed(thrownBy(readRecord(ctx())));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ source, code: failed(fault).error.code });
  }
  await mend();
  expect(await readRecord(ctx(5_000))).toMatchObject({ record: { accountNumber: 'A-204417' }, salesforce: 'ok' });
});

describe('import', () => {
  const before = (): void => expect(brought()).toEqual([0, 0]);

  test.each(TABLE)('ID-9 ID-13 import, %s %s: a typed error in time and nothing written', async (source, fault) => {
    before();
    await breakIt(source, fault);
    const error = await timed(thrownBy(bring(ctx())));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ source, code: failed(fault).error.code });
    await mend();
    before();
  });

  test.each(FAULTS)('ID-9 ID-13 import, Salesforce %s at the write alone: a typed error, nothing written', async (fault) => {
    before();
    // The read before it is a composite request, too
    centre.salesforce.faults.set(fault, 'composite', Infinity, 1);
    const error = await timed(thrownBy(bring(ctx())));
    expect(error).toMatchObject({ source: 'salesforce', code: failed(fault).error.code });
    await mend();
    before();
  });

  test('ID-9 after all of them one import brings one Account and one Contact', async () => {
    expect(await bring(ctx(8_000))).toMatchObject({ outcome: 'created' });
    expect(await bring(ctx(8_000))).toMatchObject({ outcome: 'updated' });
    expect(brought()).toEqual([1, 1]);
  });
});

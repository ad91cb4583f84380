import { generateKeyPairSync } from 'node:crypto';
import { FAULTS } from '@interaction-history/sandbox/src/salesforce/faults';
import { deadlineIn } from '../../runtime/deadline';
import { UpstreamError } from '../../runtime/errors';
import { findByPhone } from './find-by-phone';
import { ping } from './health';
import { directoryIn, startOrg, type TestOrg } from './testing/org';
import type { SalesforceRefusal } from './upstream';

let org: TestOrg;
beforeAll(async () => {
  org = await startOrg();
});
afterAll(() => org.org.stop());
afterEach(() => org.org.faults.clear());

const failure = async (work: Promise<unknown>): Promise<UpstreamError> => {
  const error: unknown = await work.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
};
const accounts = (client = org.client, ms = 3_000) =>
  client.query<{ Id: string }>('SELECT Id FROM Account LIMIT 1', deadlineIn(ms));

const CODES: Record<(typeof FAULTS)[number], string> = {
  hang: 'deadline_exceeded',
  stall: 'deadline_exceeded',
  reset: 'upstream_unavailable',
  '401': 'upstream_unavailable',
  quota403: 'rate_limited',
  '429': 'rate_limited',
  '500': 'upstream_unavailable',
  html: 'upstream_unavailable',
  truncated: 'upstream_unavailable',
};

test.each(FAULTS)('ID-13 %s while reading is a typed error within the budget, and the next call works', async (fault) => {
  await accounts();
  org.org.faults.set(fault);
  const started = performance.now();
  const error = await failure(findByPhone(directoryIn(org, { ms: 400 }), '+14155550100'));
  expect(performance.now() - started).toBeLessThan(600);
  expect(error).toMatchObject({ source: 'salesforce', code: CODES[fault] });
  expect(error.message).not.toMatch(/127\.0\.0\.1|555|<html|Session|Limit exceeded/);
  org.org.faults.clear();
  expect((await accounts()).totalSize).toBe(1);
});

test.each(FAULTS)('ID-13 %s at the log-in is a typed error within the budget', async (fault) => {
  const client = org.newClient();
  org.org.faults.set(fault, 'login');
  const started = performance.now();
  const error = await failure(accounts(client, 400));
  expect(performance.now() - started).toBeLessThan(600);
  expect(error).toMatchObject({ source: 'salesforce' });
  expect(['deadline_exceeded', 'upstream_unavailable', 'rate_limited']).toContain(error.code);
});

test.each(FAULTS)('%s while writing: one request is sent, never a second', async (fault) => {
  await accounts();
  const before = org.org.apiCalls();
  org.org.faults.set(fault, 'sobjects');
  await failure(org.client.write('POST', '/sobjects/Account', { Name: 'Once' }, deadlineIn(400)));
  // A 401 was not carried out: it is asked once more with a new token
  expect(org.org.apiCalls() - before).toBe(fault === '401' ? 2 : 1);
});

test('a read that meets one reset is sent once more', async () => {
  await accounts();
  org.org.faults.set('reset', 'composite', 1);
  expect((await accounts()).totalSize).toBe(1);
});

test('20 parallel 401s renew the token once', async () => {
  await accounts();
  const before = org.org.tokensIssued();
  org.org.expireSessions();
  const answers = await Promise.all(Array.from({ length: 20 }, () => accounts()));
  expect(answers.every((answer) => answer.totalSize === 1)).toBe(true);
  expect(org.org.tokensIssued() - before).toBe(1);
});

test('20 first calls at once log in once', async () => {
  const before = org.org.tokensIssued();
  const client = org.newClient();
  await Promise.all(Array.from({ length: 20 }, () => accounts(client)));
  expect(org.org.tokensIssued() - before).toBe(1);
});

test('a session that stays rejected ends in an error, not in a loop of log-ins', async () => {
  await accounts();
  const before = org.org.tokensIssued();
  org.org.faults.set('401', 'composite');
  await failure(accounts());
  expect(org.org.tokensIssued() - before).toBe(1);
});

test.each([
  [
    'another key',
    {
      privateKeyPem: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
        type: 'pkcs8',
        format: 'pem',
      }) as string,
    },
  ],
  ['another consumer', { clientId: 'nobody' }],
  ['another user', { username: 'somebody@else.example' }],
])('a log-in with %s is refused, and the error names no person', async (_, overrides) => {
  const error = await failure(accounts(org.newClient(overrides)));
  expect(error.code).toBe('upstream_unavailable');
  expect(error.message).toMatch(/^Salesforce refused the log-in \(invalid_(grant|client_id)\)$/);
});

test('OP-4 health gives latency and the API allowance', async () => {
  const { latencyMs, allowance } = await ping(org.client, deadlineIn(2_000));
  expect(latencyMs).toBeGreaterThan(0);
  expect(allowance).toEqual({ used: org.org.apiCalls(), max: 15_000 });
});

test('a budget that is spent sends nothing', async () => {
  await accounts();
  const before = org.org.apiCalls();
  expect((await failure(accounts(org.client, 0))).code).toBe('deadline_exceeded');
  expect(org.org.apiCalls()).toBe(before);
});

test('ID-9 an upsert is created, then updated; a refusal keeps Salesforce’s reason', async () => {
  const upsert = (Name: string) =>
    org.client.write<{ id: string; created: boolean }>(
      'PATCH',
      '/sobjects/Account/SF_Account_No__c/T-900',
      { Name },
      deadlineIn(2_000),
    );
  const [first, second] = [await upsert('First'), await upsert('Second')];
  expect([first.created, second.created, second.id]).toEqual([true, false, first.id]);
  const error = await failure(
    org.client.write('POST', '/sobjects/Account', { Name: 'Third', SF_Account_No__c: 'T-900' }, deadlineIn(2_000)),
  );
  expect(error).toMatchObject({
    code: 'conflict',
    errorCode: 'DUPLICATE_VALUE',
    fieldNames: ['SF_Account_No__c'],
  } satisfies Partial<SalesforceRefusal>);
});

test('ID-9 a composite request refers to earlier answers, and all or none of it is kept', async () => {
  const parts = (LastName: string | null) => [
    {
      method: 'PATCH' as const,
      path: '/sobjects/Account/SF_Account_No__c/T-901',
      referenceId: 'account',
      body: { Name: 'Composite' },
    },
    {
      method: 'POST' as const,
      path: '/sobjects/Contact',
      referenceId: 'contact',
      body: { AccountId: '@{account.id}', ...(LastName === null ? {} : { LastName }) },
    },
  ];
  const failed = await org.client.composite(parts(null), true, deadlineIn(2_000));
  expect(failed.map((part) => part.httpStatusCode)).toEqual([400, 400]);
  expect(org.org.records.findBy('Account', 'SF_Account_No__c', 'T-901')).toBeUndefined();
  const done = await org.client.composite(parts('Composite'), true, deadlineIn(2_000));
  expect(done.map((part) => part.httpStatusCode)).toEqual([201, 201]);
  const account = org.org.records.findBy('Account', 'SF_Account_No__c', 'T-901');
  expect(org.org.records.findBy('Contact', 'LastName', 'Composite')?.AccountId).toBe(account?.Id);
});

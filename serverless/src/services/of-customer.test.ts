import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { handler } from '../../functions/services/of-customer';
import { callFrom } from './testing/centre';

let centre: TestEnvironment;
beforeAll(async () => {
  captureLog();
  centre = await startTestEnvironment();
}, 60_000);
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  centre.salesforce.faults.clear();
});
afterAll(async () => {
  await centre.stop();
  expect([...centre.salesforce.unknown, ...centre.twilio.unknown]).toEqual([]);
});

const offered = ({ possible }: { possible: { action: string }[] }): string[] => possible.map(({ action }) => action).sort();

test.each([
  [
    'services-new',
    'none',
    'none',
    [],
    null,
    ['general-inquiry', 'place-order', 'register', 'request-eligibility', 'request-verification'],
  ],
  ['services-pending', 'pending', 'pending', ['inquiry'], null, ['general-inquiry', 'place-order']],
  ['services-eligible', 'eligible', 'verified', ['ready'], null, ['general-inquiry', 'place-order', 'place-order']],
  [
    'services-not-eligible',
    'not-eligible',
    'verified',
    ['void'],
    null,
    ['general-inquiry', 'place-order', 'request-eligibility'],
  ],
  [
    'services-rejected',
    'none',
    'rejected',
    [],
    null,
    ['general-inquiry', 'place-order', 'request-eligibility', 'request-verification'],
  ],
  ['services-review', 'eligible', 'verified', ['ordered'], 'review', ['general-inquiry', 'place-order']],
  ['services-running', 'eligible', 'verified', ['ordered'], 'activating', ['general-inquiry', 'place-order']],
  ['services-failed', 'eligible', 'verified', ['ordered'], 'failed', ['general-inquiry', 'place-order']],
  [
    'services-active',
    'eligible',
    'verified',
    ['active', 'active'],
    null,
    ['general-inquiry', 'place-order', 'request-cancellation', 'request-cancellation'],
  ],
  [
    'services-cancelling',
    'none',
    'verified',
    ['cancelled', 'cancelling'],
    null,
    ['general-inquiry', 'place-order', 'request-eligibility'],
  ],
])(
  'SV-1 SV-2 %s: in plain words, with what an agent can do now',
  async (persona, eligibility, verification, stages, order, can) => {
    const caller = await callFrom(centre, persona);
    const services = await caller.services();
    expect(services).toMatchObject({ status: 'ok', eligibility: { state: eligibility }, verification: { state: verification } });
    expect(services.services.map(({ stage }) => stage)).toEqual(stages);
    expect(services.orders?.map(({ state }) => state) ?? []).toEqual(order === null ? [] : [order]);
    expect(offered(services)).toEqual(can);
    expect(services.timeZone).toBe('America/Los_Angeles');
  },
);

test('SV-2 what staff decide is offered to supervisors alone', async () => {
  const pending = await callFrom(centre, 'services-pending');
  expect(offered(await pending.services('sam'))).toEqual(expect.arrayContaining(['decide-verification', 'record-eligibility']));
  const failed = await callFrom(centre, 'services-failed');
  const services = await failed.services('sam');
  expect(offered(services)).toContain('retry-activation');
  expect(services.orders?.[0]).toMatchObject({
    error: { text: 'No free port at the exchange', at: '2026-11-19T17:12:00.000Z' },
    lines: [
      { name: 'SonixNet Home Internet 1 Gbps', quantity: 1, unitPrice: 58, cycle: 'Monthly' },
      { name: 'Internet activation', quantity: 1, unitPrice: 40, cycle: 'One-time' },
    ],
  });
});

test('SV-1 one Salesforce call reads everything', async () => {
  const caller = await callFrom(centre, 'services-review');
  await caller.services();
  const before = centre.salesforce.apiCalls();
  await caller.services();
  expect(centre.salesforce.apiCalls() - before).toBe(1);
});

test('SV-6 a stage that the org has added is shown as it is, and offers nothing', async () => {
  const caller = await callFrom(centre, 'services-eligible');
  const [opportunity] = centre.salesforce.records.all('Opportunity').filter(({ AccountId }) => AccountId === caller.accountId);
  const id = String(opportunity?.Id);
  centre.salesforce.records.settle('Opportunity', id, { StageName: 'On Hold' });
  const services = await caller.services();
  centre.salesforce.records.settle('Opportunity', id, { StageName: 'Ready' });
  expect(services.services).toMatchObject([{ stage: 'other', stageText: 'On Hold' }]);
  expect(services.possible.filter(({ on }) => on !== null)).toEqual([]);
});

test('PR-2 a look is one row of the audit, however often the open tab asks', async () => {
  const caller = await callFrom(centre, 'services-new');
  for (let n = 0; n < 3; n++) await caller.services();
  const rows = await centre.firestore.store.collection('audit').where('taskSid', '==', caller.taskSid).get();
  const looks = rows.docs.map((row) => row.data()).filter(({ action }) => action === 'services.read');
  expect(looks).toMatchObject([{ customerId: caller.customer.customerId }]);
});

test('400, 404; Salesforce down is this section’s failure', async () => {
  const caller = await callFrom(centre, 'services-new');
  const ada = centre.as('ada');
  expect(await ada(handler, { taskSid: caller.taskSid })).toMatchObject({ status: 400 });
  expect(await ada(handler, { taskSid: caller.taskSid, customerId: 'nobody' })).toMatchObject({ status: 404 });
  centre.salesforce.faults.set('500');
  const answer = await ada(handler, { taskSid: caller.taskSid, customerId: caller.customer.customerId });
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'upstream_unavailable' } } });
});

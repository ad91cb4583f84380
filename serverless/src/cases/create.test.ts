import type { CreateCaseResponse } from '@interaction-history/shared/src/contract/cases';
import type { Customer, LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { handler as createCase } from '../../functions/cases/create';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { restoreTimings, shortenTimings } from '../testing/timings';

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
let david: Customer;
let log: string[];
beforeAll(async () => {
  centre = await startTestEnvironment();
  ada = centre.as('ada');
  captureLog();
  const { salesforce } = (await ada(lookup, { address: '+14155550127' })).body as LookupResponse;
  const contactId = salesforce.status === 'ok' ? salesforce.matches[0]?.salesforce?.contactId : '';
  const chosen = JSON.stringify({ source: 'salesforce', contactId, accountId: null });
  const linked = (await ada(linkCustomer, { taskSid: ring().taskSid, record: chosen })).body as LinkCustomerResponse;
  david = linked.customer as Customer;
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect([...centre.salesforce.unknown, ...centre.twilio.unknown]).toEqual([]);
});
beforeEach(() => {
  log = captureLog();
});
afterEach(() => {
  jest.restoreAllMocks();
  centre.salesforce.faults.clear();
  centre.twilio.faults.taskrouter = null;
});

function ring(persona = 'one-match') {
  const rung = centre.twilio.phone.ring(persona);
  centre.twilio.phone.accept(rung.taskSid);
  return rung;
}
let keys = 0;
const request = (more: Record<string, string> = {}) => ({
  taskSid: ring().taskSid,
  customerId: david.customerId,
  subject: 'No signal',
  description: 'Since Monday.',
  requestKey: `form-${String(keys++).padStart(6, '0')}`,
  ...more,
});
const opened = (answer: { body: unknown }) => answer.body as CreateCaseResponse;
const cases = () => centre.salesforce.records.all('Case');

test('ID-12 a case for the customer, filled from the call; its number is on the task and on the interaction', async () => {
  const rung = ring();
  const answer = await ada(createCase, request({ taskSid: rung.taskSid }));
  expect(answer).toMatchObject({
    status: 200,
    body: { created: true, url: expect.stringContaining('/lightning/r/Case/500') as string },
  });
  const { caseId, caseNumber, attributes } = opened(answer);
  expect(centre.salesforce.records.get('Case', caseId)).toMatchObject({
    CaseNumber: caseNumber,
    Subject: 'No signal',
    Type: 'General Inquiry',
    Origin: 'Phone',
    AccountId: david.salesforce?.accountId,
    ContactId: david.salesforce?.contactId,
    Description: expect.stringMatching(
      /^Since Monday\.\n\nCaller: \+1 415 555 0127 \(voice, inbound\)\nQueue: .+\nTask: WT/,
    ) as string,
  });
  expect(attributes).toMatchObject({ conversations: { case: caseNumber } });
  expect(centre.twilio.taskrouter.task(rung.taskSid).attributes).toMatchObject({ conversations: { case: caseNumber } });
  const recorded = await ada(record, { ...rung, customerId: david.customerId, reasonId: 'billing_refund_status', comment: '' });
  expect((recorded.body as RecordResponse).interaction.caseNumber).toBe(caseNumber);
});

test('ID-12 a double click, or the same request again, is one case; a new form is another', async () => {
  const wanted = request();
  const before = cases().length;
  const answers = await Promise.all([ada(createCase, wanted), ada(createCase, wanted)]);
  const again = opened(await ada(createCase, { ...wanted, subject: 'Changed' }));
  expect(new Set([...answers.map((answer) => opened(answer).caseNumber), again.caseNumber]).size).toBe(1);
  expect([again.created, cases().length]).toEqual([false, before + 1]);
  expect(centre.salesforce.records.get('Case', again.caseId).Subject).toBe('No signal');
  await ada(createCase, { ...wanted, requestKey: 'another-form' });
  expect(cases()).toHaveLength(before + 2);
});

test.each([
  ['whatsapp', 'Phone'],
  ['web-chat', 'Web'],
])('ID-12 the origin of a case of %s is %s', async (persona, origin) => {
  const { caseId } = opened(await ada(createCase, request({ taskSid: ring(persona).taskSid })));
  expect(centre.salesforce.records.get('Case', caseId).Origin).toBe(origin);
});

test.each(['UNABLE_TO_LOCK_ROW', 'DUPLICATE_VALUE'] as const)(
  'ID-12 a case that meets %s once is opened all the same',
  async (errorCode) => {
    const before = cases().length;
    centre.salesforce.records.refuseWrites(errorCode, 1);
    expect(await ada(createCase, request())).toMatchObject({ status: 200, body: { created: true } });
    expect(cases()).toHaveLength(before + 1);
  },
);

test('a task that could not be written to: the case stands, and the same request finishes it', async () => {
  const wanted = request();
  centre.twilio.faults.taskrouter = 412;
  expect(await ada(createCase, wanted)).toMatchObject({ status: 409 });
  centre.twilio.faults.taskrouter = null;
  const { created, caseNumber } = opened(await ada(createCase, wanted));
  expect(created).toBe(false);
  expect(centre.twilio.taskrouter.task(wanted.taskSid).attributes).toMatchObject({ conversations: { case: caseNumber } });
});

test('400, 403, 404, 409', async () => {
  expect(await ada(createCase, request({ subject: ' ' }))).toMatchObject({
    status: 400,
    body: { error: { fields: { subject: { code: 'required' } } } },
  });
  expect(await ada(createCase, request({ requestKey: 'x' }))).toMatchObject({ status: 400 });
  expect(await centre.as('kim')(createCase, request())).toMatchObject({ status: 403 });
  expect(await ada(createCase, request({ customerId: 'nobody' }))).toMatchObject({ status: 404 });
  const rung = ring('unknown');
  await ada(record, { ...rung, customerId: '', reasonId: 'billing_refund_status', comment: '' });
  const nameless = (await ada(lookup, { address: '+14155550187' })).body as LookupResponse;
  const customerId = nameless.stored.status === 'ok' ? (nameless.stored.customer?.customerId ?? '') : '';
  expect(await ada(createCase, request({ customerId }))).toMatchObject({
    status: 409,
    body: { error: { message: expect.stringContaining('not in Salesforce') as string } },
  });
});

test.each(['hang', 'reset', '401', 'quota403', '429', '500', 'html', 'truncated'] as const)(
  'Salesforce faulted (%s): a typed error, and the same request opens one case',
  async (fault) => {
    const wanted = request();
    const before = cases().length;
    if (fault === 'hang') shortenTimings();
    centre.salesforce.faults.set(fault);
    const { body } = await ada(createCase, wanted);
    expect((body as { error: { code: string } }).error.code).toMatch(/upstream_unavailable|deadline_exceeded|rate_limited/);
    centre.salesforce.faults.clear();
    restoreTimings();
    expect(opened(await ada(createCase, wanted)).created).toBe(true);
    expect(cases()).toHaveLength(before + 1);
  },
  15_000,
);

test('PR-2 PR-3 a row before Salesforce is asked and one of what came of it, without personal data; nothing typed in the log', async () => {
  const wanted = request({ subject: 'Secret subject', description: 'Secret words' });
  await ada(createCase, wanted);
  const rows = (await centre.firestore.store.collection('audit').where('taskSid', '==', wanted.taskSid).get()).docs.map((row) =>
    row.data(),
  );
  const about = { action: 'case.create', customerId: david.customerId };
  const byOutcome = rows.sort((a, b) => String(b.outcome).localeCompare(String(a.outcome)));
  expect(byOutcome).toMatchObject([
    { ...about, outcome: 'intended' },
    { ...about, outcome: 'created' },
  ]);
  expect(JSON.stringify(rows) + log.join()).not.toMatch(/secret|Okafor/i);
});

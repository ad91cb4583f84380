import type { CreateCaseResponse } from '@interaction-history/shared/src/contract/cases';
import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import type { ListResponse } from '@interaction-history/shared/src/contract/interactions';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { invoke, type Invoked } from '@interaction-history/sandbox/src/invoke';
import { handler as createCase } from '../../functions/cases/create';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as health } from '../../functions/health';
import { handler as amend } from '../../functions/interactions/amend';
import { handler as list } from '../../functions/interactions/list';
import { handler as logPending } from '../../functions/interactions/log-pending';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import type { TwilioHandler } from '../runtime/twilio';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

let centre: TestEnvironment;
beforeAll(async () => {
  centre = await startTestEnvironment({ org: 'standard' });
}, 60_000);
afterAll(() => centre.stop());
beforeEach(() => void captureLog());
afterEach(() => jest.restoreAllMocks());

test('OP-6 one call in a standard org: look-up, choice, case, wrap-up, history and the logged call, all of it once', async () => {
  const ada = (handler: TwilioHandler, fields: Record<string, unknown> = {}): Promise<Invoked> =>
    invoke(
      handler,
      { ...centre.env, LOG_CALL_TO_SALESFORCE: 'true' },
      { Token: centre.twilio.issueToken('ada').token, ...fields },
    );
  const rung = centre.twilio.phone.ring('one-match');
  centre.twilio.phone.accept(rung.taskSid);
  const { salesforce, master } = (await ada(lookup, { address: '+14155550127' })).body as LookupResponse;
  expect([salesforce, master.status]).toMatchObject([{ status: 'ok', matches: [{ name: 'David Okafor', statuses: [] }] }, 'ok']);
  const contactId = salesforce.status === 'ok' ? (salesforce.matches[0]?.salesforce?.contactId ?? '') : '';
  const chosen = JSON.stringify({ source: 'salesforce', contactId, accountId: null });
  const { customer } = (await ada(linkCustomer, { taskSid: rung.taskSid, record: chosen })).body as LinkCustomerResponse;
  const customerId = customer?.customerId ?? '';
  const opened = await ada(createCase, {
    taskSid: rung.taskSid,
    customerId,
    subject: 'No signal',
    description: 'Since Monday.',
    requestKey: 'form-000001',
  });
  const { caseNumber } = opened.body as CreateCaseResponse;
  expect(opened).toMatchObject({ status: 200 });
  const wrapUp = { ...rung, customerId, reasonId: 'billing_refund_status', comment: 'Refund agreed.' };
  expect(await ada(record, wrapUp)).toMatchObject({ status: 200 });
  expect(await ada(logPending)).toMatchObject({ status: 200, body: { logged: 1, failed: 0 } });
  const interactionId = `${rung.taskSid}_${rung.reservationSid}`;
  expect(await ada(amend, { ...rung, comment: 'Refund sent.', baseRevision: 0, amendmentKey: 'key-000001' })).toMatchObject({
    status: 200,
  });
  expect(await ada(logPending)).toMatchObject({ status: 200, body: { logged: 1, failed: 0 } });
  const { interactions } = (await ada(list, { address: '+14155550127', customerId })).body as ListResponse;
  expect(interactions).toMatchObject([{ comment: 'Refund sent.', caseNumber }]);
  expect(centre.salesforce.records.all('Task')).toMatchObject([
    { WhoId: contactId, Status: 'Completed', CallType: 'Inbound', Description: `Refund sent.\n[${interactionId}]` },
  ]);
  expect(centre.salesforce.records.all('CaseComment')).toHaveLength(1);
});

test('OP-4 OP-6 health of a standard org: it answers and can be used, and what it lacks is named with what to do', async () => {
  const { body } = await centre.as('root')(health, {});
  const { salesforce } = body as HealthResponse;
  expect(salesforce.status).toBe('ok');
  const findings = salesforce.status === 'ok' ? (salesforce.findings ?? []) : [];
  expect(findings).toContainEqual(expect.objectContaining({ id: 'salesforce.login', level: 'ok' }));
  expect(findings).toContainEqual(
    expect.objectContaining({
      level: 'fail',
      text: expect.stringContaining('Account.SF_Account_No__c') as string,
      mend: 'npm run deploy:salesforce',
    }),
  );
});

import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { Timestamp } from 'firebase-admin/firestore';
import { invoke, type Invoked } from '@interaction-history/sandbox/src/invoke';
import { handler as health } from '../../functions/health';
import { handler as amend } from '../../functions/interactions/amend';
import { handler as logPending } from '../../functions/interactions/log-pending';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import type { TwilioHandler } from '../runtime/twilio';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { waitAfter } from './log-pending';
import type { SalesforceLogDocument } from '../vendors/firestore/documents';

describe('finished interactions are logged in Salesforce', () => {
  let centre: TestEnvironment;
  let log: string[];
  let contactId: string;

  beforeAll(async () => {
    centre = await startTestEnvironment();
    contactId = String(centre.salesforce.records.findBy('Contact', 'Email', 'd.okafor@okaforreid.example')?.Id);
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => {
    log = captureLog();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    centre.salesforce.faults.clear();
    centre.firestore.setFault(null);
    for (const doc of (await queue().get()).docs) await doc.ref.delete();
  });
  afterAll(() => expect(centre.salesforce.unknown).toEqual([]));

  const queue = () => centre.firestore.store.collection('salesforceLog');
  const as = (person: string, handler: TwilioHandler, fields: Record<string, unknown> = {}, on = 'true'): Promise<Invoked> =>
    invoke(handler, { ...centre.env, LOG_CALL_TO_SALESFORCE: on }, { Token: centre.twilio.issueToken(person).token, ...fields });
  const ada = (handler: TwilioHandler, fields: Record<string, unknown> = {}) => as('ada', handler, fields);
  const tasksOf = (id: string) => centre.salesforce.records.all('Task').filter((task) => task.Interaction_Id__c === id);
  const comments = () => centre.salesforce.records.all('CaseComment');
  const makeDue = async (): Promise<void> => {
    for (const doc of (await queue().get()).docs) await doc.ref.update({ dueAt: Timestamp.fromMillis(0) });
  };

  /** A linked and recorded call; with `caseNumber`, a case is on the task. */
  const recorded = async (options: { caseNumber?: string; comment?: string; persona?: string } = {}) => {
    const { phone, taskrouter } = centre.twilio;
    const rung = phone.ring(options.persona ?? 'one-match');
    phone.accept(rung.taskSid);
    const linked = await ada(linkCustomer, {
      taskSid: rung.taskSid,
      record: JSON.stringify({ source: 'salesforce', contactId, accountId: null }),
    });
    const { customer } = linked.body as LinkCustomerResponse;
    if (options.caseNumber !== undefined) {
      const { attributes } = taskrouter.task(rung.taskSid);
      taskrouter.update(rung.taskSid, { attributes: { ...attributes, conversations: { case: options.caseNumber } } });
    }
    const answer = await ada(record, {
      ...rung,
      customerId: customer?.customerId ?? '',
      reasonId: 'billing_refund_status',
      comment: options.comment ?? 'Refund agreed.',
    });
    expect(answer.status).toBe(200);
    return { ...rung, id: `${rung.taskSid}_${rung.reservationSid}` };
  };
  const newCase = (): { id: string; number: string } => {
    const made = centre.salesforce.records.create('Case', { Subject: 'Refund', ContactId: contactId });
    return { id: String(made.Id), number: String(made.CaseNumber) };
  };

  test('a completed call on contact and account, once, and the queue is empty', async () => {
    const { id } = await recorded();
    expect((await queue().get()).size).toBe(1);
    expect(tasksOf(id)).toEqual([]);
    expect(await ada(logPending)).toMatchObject({ status: 200, body: { logged: 1, failed: 0, more: false } });
    const accountId = centre.salesforce.records.get('Contact', contactId).AccountId;
    expect(tasksOf(id)).toMatchObject([
      {
        WhoId: contactId,
        WhatId: accountId,
        Subject: 'Call: Billing › Refund › Refund status',
        Description: 'Refund agreed.',
        Status: 'Completed',
        TaskSubtype: 'Call',
        CallType: 'Inbound',
        CallDisposition: 'billing_refund_status',
        CallDurationInSeconds: expect.any(Number) as number,
      },
    ]);
    expect((await queue().get()).size).toBe(0);
    expect((await ada(logPending)).body).toEqual({ logged: 0, failed: 0, more: false });
  });

  test('a comment on the case that is on the task; an amendment changes both in place', async () => {
    const { id: caseId, number } = newCase();
    const rung = await recorded({ caseNumber: number });
    await ada(logPending);
    const own = () => comments().filter(({ ParentId }) => ParentId === caseId);
    expect(own()).toMatchObject([
      { CommentBody: `Ada Agent: Billing › Refund › Refund status\nRefund agreed.\n[${rung.reservationSid}]` },
    ]);
    const change = {
      taskSid: rung.taskSid,
      reservationSid: rung.reservationSid,
      reasonId: 'service_howto',
      comment: 'Router.',
      baseRevision: '0',
      amendmentKey: 'form-of-ada',
    };
    expect((await ada(amend, change)).body).toMatchObject({ result: 'amended', interaction: { caseNumber: number } });
    expect((await ada(logPending)).body).toMatchObject({ logged: 1 });
    expect(tasksOf(rung.id)).toMatchObject([{ Description: 'Router.', CallDisposition: 'service_howto', TaskSubtype: 'Call' }]);
    expect(own()).toMatchObject([
      { CommentBody: `Ada Agent: Internet service › How to use it\nRouter.\n[${rung.reservationSid}]` },
    ]);
  });

  test('a comment of 4,000 characters in any script fits the case’s 4,000 bytes, whole in the Task', async () => {
    const { id: caseId, number } = newCase();
    const comment = '返金について'.repeat(600);
    const { id, reservationSid } = await recorded({ caseNumber: number, comment });
    await ada(logPending);
    const [own] = comments().filter(({ ParentId }) => ParentId === caseId);
    expect(Buffer.byteLength(String(own?.CommentBody))).toBeLessThanOrEqual(4_000);
    expect(String(own?.CommentBody)).toMatch(new RegExp(`[返金につい]\n\\[${reservationSid}\\]$`));
    expect(tasksOf(id)[0]?.Description).toBe(comment);
  });

  test('ten desktops at once, and a repeat after the queue was put back: one Task, one comment', async () => {
    const { id: caseId, number } = newCase();
    const { id } = await recorded({ caseNumber: number });
    const existing = (await queue().doc(id).get()).data() as SalesforceLogDocument;
    const answers = await Promise.all(Array.from({ length: 10 }, () => ada(logPending)));
    expect(answers.map(({ body }) => (body as { logged: number }).logged).reduce((a, b) => a + b, 0)).toBe(1);
    // As after an answer of Salesforce's that was lost on the way
    await queue()
      .doc(id)
      .set({ ...existing });
    expect((await ada(logPending)).body).toMatchObject({ logged: 1 });
    expect(tasksOf(id)).toHaveLength(1);
    expect(comments().filter(({ ParentId }) => ParentId === caseId)).toHaveLength(1);
  });

  test.each(['reset', '500', 'quota403', 'html'] as const)(
    'Salesforce faulted (%s): kept, tried later, visible in health, and then logged',
    async (fault) => {
      const { id } = await recorded();
      centre.salesforce.faults.set(fault);
      expect(await ada(logPending)).toMatchObject({ status: 200, body: { logged: 0, failed: 1 } });
      const kept = (await queue().doc(id).get()).data() as SalesforceLogDocument;
      expect(kept.attempts).toBe(1);
      expect(kept.dueAt.toMillis()).toBeGreaterThan(Date.now() + 15_000);
      expect((await ada(logPending)).body).toEqual({ logged: 0, failed: 0, more: false });
      centre.salesforce.faults.clear();
      expect((await as('root', health)).body).toMatchObject({
        salesforceLog: { waiting: 1, failing: 1, lastError: kept.lastError },
      });
      await makeDue();
      expect((await ada(logPending)).body).toMatchObject({ logged: 1 });
      expect(tasksOf(id)).toHaveLength(1);
    },
  );

  test('a refusal of one part takes the other back, and names itself', async () => {
    const { id: caseId, number } = newCase();
    const { id } = await recorded({ caseNumber: number });
    const create = centre.salesforce.records.create.bind(centre.salesforce.records);
    const { ApiError } = await import('@interaction-history/sandbox/src/salesforce/api-error');
    jest.spyOn(centre.salesforce.records, 'create').mockImplementation((object, fields) => {
      if (object === 'CaseComment') throw new ApiError(400, 'UNABLE_TO_LOCK_ROW', 'locked');
      return create(object, fields);
    });
    expect((await ada(logPending)).body).toMatchObject({ failed: 1 });
    expect([tasksOf(id), (await queue().doc(id).get()).get('lastError')]).toEqual([[], 'UNABLE_TO_LOCK_ROW']);
    jest.restoreAllMocks();
    captureLog();
    await makeDue();
    expect((await ada(logPending)).body).toMatchObject({ logged: 1 });
    expect([tasksOf(id).length, comments().filter(({ ParentId }) => ParentId === caseId).length]).toEqual([1, 1]);
  });

  test('ID-14 an entry whose customer was merged, and that has not followed yet, is logged on the record of the customer kept', async () => {
    const { id } = await recorded();
    const { store } = centre.firestore;
    const customerId = String((await store.doc(`interactions/${id}`).get()).get('customerId'));
    const existing = { ...(await store.doc(`customers/${customerId}`).get()).data() };
    await store.doc('customers/kept').set(existing);
    await store.doc(`customers/${customerId}`).update({ mergedInto: 'kept', salesforce: null });
    expect((await ada(logPending)).body).toMatchObject({ logged: 1 });
    expect(tasksOf(id)).toMatchObject([{ WhoId: contactId }]);
    await store.doc(`customers/${customerId}`).set(existing);
  });

  test('more than one request’s worth: told, and the next takes the rest', async () => {
    for (let n = 0; n < 7; n++) await recorded();
    expect((await ada(logPending)).body).toEqual({ logged: 5, failed: 0, more: true });
    expect((await ada(logPending)).body).toEqual({ logged: 2, failed: 0, more: false });
  });

  test('a message is logged as a Task that is no call; a customer without a record in Salesforce leaves nothing behind', async () => {
    const { id } = await recorded({ persona: 'whatsapp' });
    await ada(logPending);
    expect(tasksOf(id)).toMatchObject([{ TaskSubtype: 'Task', Subject: expect.stringMatching(/^WhatsApp: /) as string }]);
    expect(tasksOf(id)[0]?.CallType ?? null).toBeNull();
    const rung = centre.twilio.phone.ring('stored');
    centre.twilio.phone.accept(rung.taskSid);
    await ada(record, { ...rung, customerId: 'seed-priya', reasonId: 'billing_refund_status', comment: '' });
    expect((await ada(logPending)).body).toMatchObject({ failed: 0 });
    expect([tasksOf(`${rung.taskSid}_${rung.reservationSid}`), (await queue().get()).size]).toEqual([[], 0]);
  });

  test('recording never waits for Salesforce, and is queued in its own commit', async () => {
    centre.salesforce.faults.set('hang');
    const rung = centre.twilio.phone.ring('stored');
    centre.twilio.phone.accept(rung.taskSid);
    const before = { commits: centre.firestore.counts().commits, calls: centre.salesforce.apiCalls() };
    const answer = await ada(record, { ...rung, customerId: 'seed-priya', reasonId: 'billing_refund_status', comment: '' });
    expect(answer.status).toBe(200);
    expect([centre.firestore.counts().commits - before.commits, centre.salesforce.apiCalls() - before.calls]).toEqual([1, 0]);
  });

  test('switched off: nothing is queued, nothing sent, nothing in health', async () => {
    const rung = centre.twilio.phone.ring('stored');
    centre.twilio.phone.accept(rung.taskSid);
    await as('ada', record, { ...rung, customerId: 'seed-priya', reasonId: 'billing_refund_status', comment: '' }, 'false');
    expect((await queue().get()).size).toBe(0);
    expect((await as('ada', logPending, {}, 'false')).body).toEqual({ logged: 0, failed: 0, more: false });
    expect((await as('root', health, {}, 'false')).body).not.toHaveProperty('salesforceLog');
  });

  test('401 without a token; 503 when Firestore is down; PR-3 the log holds no comment and no name', async () => {
    await recorded({ comment: 'Mother’s maiden name' });
    expect((await ada(logPending, { Token: '' })).status).toBe(401);
    centre.firestore.setFault('unavailable');
    expect((await ada(logPending)).status).toBe(503);
    centre.firestore.setFault(null);
    centre.salesforce.faults.set('500');
    await ada(logPending);
    expect(log.join()).not.toMatch(/maiden|Okafor/);
  });
});

test('the wait doubles from half a minute to six hours, give or take a quarter', () => {
  expect([0, 1, 2, 3].map((attempts) => waitAfter(attempts, 0.5))).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(waitAfter(1_000, 0.5)).toBe(6 * 3_600_000);
  expect([waitAfter(0, 0), waitAfter(0, 1)]).toEqual([22_500, 37_500]);
});

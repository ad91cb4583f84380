import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Interaction, ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { Timestamp } from 'firebase-admin/firestore';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { recountMonth } from '../outcomes/recount-month';
import { TEST_CONFIG } from '../testing/context';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { eventFields, post } from '../testing/events';
import { defaultReason } from './default-reason';
import { endedBy } from './ended-by';

describe('RC-6 TaskRouter’s event callback', () => {
  let centre: TestEnvironment;
  let log: string[];
  let ada: ReturnType<TestEnvironment['as']>;

  beforeAll(async () => {
    centre = await startTestEnvironment();
    ada = centre.as('ada');
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => {
    log = captureLog();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    centre.firestore.setFault(null);
    centre.twilio.faults.taskrouter = null;
  });

  interface Rung {
    taskSid: string;
    reservationSid: string;
  }
  const rungAndAccepted = (persona = 'unknown'): Rung => {
    const rung = centre.twilio.phone.ring(persona);
    centre.twilio.phone.accept(rung.taskSid);
    return rung;
  };
  const recording = (rung: Rung) => ({ ...rung, customerId: '', reasonId: 'billing_refund_status', comment: 'Typed in time.' });
  const happened = (
    type: string,
    { taskSid }: Rung,
    more: Record<string, string> = {},
    options: Parameters<typeof post>[2] = {},
  ) => post(centre, eventFields(centre, type, taskSid, more), options);
  const stored = async ({ taskSid, reservationSid }: Rung): Promise<Interaction | undefined> =>
    (await centre.firestore.store.collection('interactions').doc(`${taskSid}_${reservationSid}`).get()).data() as
      Interaction | undefined;
  const attributesOf = ({ taskSid }: Rung) => centre.twilio.taskrouter.task(taskSid).attributes;
  const timedOut = (rung: Rung): Rung => {
    centre.twilio.phone.hangUp(rung.taskSid);
    centre.twilio.phone.wrapUpTimeout(rung.taskSid);
    return rung;
  };

  test('a wrap-up that timed out: the default reason, marked, counted, and on the task', async () => {
    const rung = timedOut(rungAndAccepted());
    const answer = await happened('task.completed', rung, { TaskCompletedReason: 'wrapup timeout' });
    expect([answer.status, answer.body]).toEqual([204, null]);
    expect(await stored(rung)).toMatchObject({
      endedBy: 'timeout',
      reason: { id: 'unattended', reportingValue: 'unattended' },
      comment: '',
      worker: { name: 'Ada Agent' },
    });
    expect(attributesOf(rung)).toMatchObject({ from: '+14155550187', conversations: { outcome: 'unattended' } });
    const { interactions } = (await ada(list, { address: '+14155550187', limit: '1' })).body as ListResponse;
    expect(interactions[0]).toMatchObject({ taskSid: rung.taskSid, endedBy: 'timeout', revision: 0 });
  });

  test('an event whose task carries 200 KB of attributes is taken: others’ attributes are no reason to lose an end', async () => {
    const rung = timedOut(rungAndAccepted());
    const TaskAttributes = JSON.stringify({ ...attributesOf(rung), transcript: 'x'.repeat(200_000) });
    const answer = await happened('task.completed', rung, { TaskCompletedReason: 'wrapup timeout', TaskAttributes });
    expect(answer.status).toBe(204);
    expect(await stored(rung)).toMatchObject({ endedBy: 'timeout' });
  });

  test('the duration of a part that timed out ends where its wrap-up began; without that note nobody knows', async () => {
    const rung = rungAndAccepted();
    centre.twilio.phone.hangUp(rung.taskSid);
    const began = Math.floor(Date.now() / 1000);
    await happened('reservation.wrapup', rung, { ReservationSid: rung.reservationSid, Timestamp: String(began) });
    // the wrap-up is left for two hours
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 7_200_000);
    centre.twilio.phone.wrapUpTimeout(rung.taskSid);
    jest.restoreAllMocks();
    captureLog();
    await happened('task.completed', rung);
    expect((await stored(rung))?.durationSeconds).toBeLessThan(60);
    const unnoted = timedOut(rungAndAccepted());
    await happened('task.completed', unnoted);
    expect((await stored(unnoted))?.durationSeconds).toBeNull();
  });

  test('OR-2 a mapping that gives External ID to something else keeps the customer whom the agent chose', async () => {
    const rung = rungAndAccepted();
    const attributes = attributesOf(rung);
    centre.twilio.taskrouter.update(rung.taskSid, {
      attributes: { ...attributes, customers: { external_id: 'C-1' }, interactionHistory: { customerId: 'seed-priya' } },
    });
    await happened('task.completed', timedOut(rung));
    expect(await stored(rung)).toMatchObject({ customerId: 'seed-priya' });
  });

  test('DEFAULT_REASON_ID names the reason; one that is not in the tree is said in the log, and the built-in one stands', async () => {
    const known = timedOut(rungAndAccepted());
    await happened('task.completed', known, {}, { env: { DEFAULT_REASON_ID: 'no_action_silent' } });
    expect(await stored(known)).toMatchObject({
      endedBy: 'system',
      reason: { id: 'no_action_silent', pathIds: ['no_action', 'no_action_silent'] },
    });
    const unknown = timedOut(rungAndAccepted());
    await happened('task.completed', unknown, {}, { env: { DEFAULT_REASON_ID: 'gone' } });
    expect(await stored(unknown)).toMatchObject({ reason: { id: 'unattended' } });
    expect(log.join()).toContain('DEFAULT_REASON_ID is not in the published tree');
  });

  test('AD-5 without a setting the tree’s `other` is the default while it can be given, then the built-in one; a set code that was retired stays', () => {
    const other = { ...(STARTER_TREE.codes.find(({ id }) => id === 'other') as ReasonCode) };
    const noted: string[] = [];
    const reasonOf = (code: ReasonCode, defaultReasonId: string | null) =>
      defaultReason(
        { version: 1, publishedAt: null, codes: [code] },
        {
          config: { ...TEST_CONFIG, defaultReasonId },
          note: (event) => void noted.push(event),
        },
      ).id;
    expect(reasonOf(other, null)).toBe('other');
    expect(reasonOf({ ...other, active: false }, null)).toBe('unattended');
    expect(reasonOf({ ...other, active: false }, 'other')).toBe('other');
    expect(noted).toEqual([]);
    expect(reasonOf(other, 'gone')).toBe('other');
    expect(noted).toEqual(['DEFAULT_REASON_ID is not in the published tree']);
  });

  test('replays and parallel deliveries are one entry, counted once', async () => {
    const rung = timedOut(rungAndAccepted());
    const answers = await Promise.all(Array.from({ length: 10 }, () => happened('task.completed', rung)));
    answers.push(await happened('task.completed', rung));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 11 }, () => 204));
    const audit = await centre.firestore.store.collection('audit').where('taskSid', '==', rung.taskSid).get();
    expect(audit.docs.map((doc) => doc.get('workerSid') as string)).toEqual(['system']);
  });

  test('a task that the agent recorded is left alone, outcome and all', async () => {
    const rung = rungAndAccepted();
    await ada(record, recording(rung));
    centre.twilio.phone.complete(rung.taskSid);
    const { version } = centre.twilio.taskrouter.task(rung.taskSid);
    await happened('task.completed', rung);
    expect(await stored(rung)).toMatchObject({ endedBy: 'agent', comment: 'Typed in time.' });
    expect(centre.twilio.taskrouter.task(rung.taskSid).version).toBe(version);
  });

  test('the agent’s recording that comes after the task’s end takes the default’s place: nothing typed is lost', async () => {
    const rung = timedOut(rungAndAccepted());
    await happened('task.completed', rung);
    expect(await ada(record, recording(rung))).toMatchObject({
      status: 200,
      body: {
        created: true,
        outcome: 'merged',
        interaction: {
          endedBy: 'agent',
          comment: 'Typed in time.',
          amendments: [{ as: 'system', before: { reason: { id: 'unattended' } } }],
        },
      },
    });
    expect(await ada(record, recording(rung))).toMatchObject({ body: { created: false, interaction: { revision: 1 } } });
    await happened('task.completed', rung);
    expect(await stored(rung)).toMatchObject({ endedBy: 'agent', comment: 'Typed in time.' });
    expect(attributesOf(rung)).toMatchObject({ conversations: { outcome: 'billing_refund_status' } });
  });

  test('also when TaskRouter has dropped the task by then, but never over a colleague’s part', async () => {
    const rung = timedOut(rungAndAccepted());
    await happened('task.completed', rung);
    const ref = centre.firestore.store.collection('interactions').doc(`${rung.taskSid}_${rung.reservationSid}`);
    await ref.update({ recordedAt: Timestamp.fromMillis(Date.now() - 3 * 24 * 3_600_000) });
    centre.twilio.taskrouter.tasks.delete(rung.taskSid);
    const asSeen = JSON.stringify({
      channel: 'voice',
      direction: 'inbound',
      address: '+14155550187',
      queueSid: null,
      queueName: 'Orders EN',
      occurredAt: new Date().toISOString(),
      durationSeconds: 60,
    });
    expect((await centre.as('kim')(record, { ...recording(rung), asSeen })).status).toBe(403);
    const answer = await ada(record, { ...recording(rung), asSeen });
    expect(answer.body).toMatchObject({
      created: true,
      outcome: 'task_gone',
      interaction: { endedBy: 'agent', comment: 'Typed in time.', verified: true },
    });
    // The time to amend it begins with the agent's own recording
    expect(Date.parse((answer.body as RecordResponse).interaction.canAmendUntil)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  });

  test('the agent records while the event arrives: one entry, and it is the agent’s', async () => {
    const rung = timedOut(rungAndAccepted());
    await Promise.all([
      happened('task.completed', rung),
      ada(record, recording(rung)),
      happened('task.completed', rung),
      ada(record, recording(rung)),
    ]);
    expect(await stored(rung)).toMatchObject({ endedBy: 'agent', comment: 'Typed in time.' });
    const month = new Date().toISOString().slice(0, 7);
    expect(
      (await recountMonth(centre.firestore.store, month)).differences.filter(({ documentId }) => documentId.endsWith('1')),
    ).toEqual([]);
  });

  test('a call that only rang leaves no entry: rejected, timed out, rescinded, canceled', async () => {
    const { phone, taskrouter } = centre.twilio;
    for (const end of ['rejected', 'timeout', 'rescinded'] as const) {
      const rung = phone.ring('unknown');
      taskrouter.decline(rung.reservationSid, end);
      phone.cancel(rung.taskSid);
      await happened(`reservation.${end}`, rung, { ReservationSid: rung.reservationSid });
      await happened('task.canceled', rung, { TaskCanceledReason: 'hangup' });
      expect(await stored(rung)).toBeUndefined();
    }
    const canceled = phone.ring('unknown');
    phone.hangUp(canceled.taskSid);
    await happened('task.canceled', canceled);
    expect(await stored(canceled)).toBeUndefined();
    expect(attributesOf(canceled)).not.toHaveProperty('conversations');
  });

  test('a transfer: each part without an entry gets one, the part that was recorded stands, the last part’s mark is the event’s', async () => {
    const { phone, taskrouter } = centre.twilio;
    const first = rungAndAccepted('sms');
    const second = phone.transfer('kim', first.taskSid);
    taskrouter.reservation(second.reservationSid).createdAt = new Date(Date.now() + 30_000);
    phone.accept(first.taskSid);
    const third = phone.transfer('sam', first.taskSid);
    taskrouter.reservation(third.reservationSid).createdAt = new Date(Date.now() + 60_000);
    phone.accept(first.taskSid);
    const kims = { ...recording(second), comment: 'Kim’s part' };
    await centre.as('kim')(record, kims);
    phone.complete(first.taskSid);
    await happened('task.completed', first, { Reason: 'completed by supervisor' });
    expect(await stored(first)).toMatchObject({ endedBy: 'system', transferredFrom: null, worker: { name: 'Ada Agent' } });
    expect(await stored(second)).toMatchObject({ endedBy: 'agent', comment: 'Kim’s part' });
    expect(await stored(third)).toMatchObject({
      endedBy: 'supervisor',
      transferredFrom: { reservationSid: second.reservationSid, worker: { name: 'Kim Lee' } },
    });
    // Kim's outcome stood on the task already: a default never replaces what a person chose
    expect(attributesOf(first)).toMatchObject({
      conversations: { outcome: 'billing_refund_status', conversation_id: expect.any(String) as string },
    });
  });

  test('as wrap-up begins the task gets the default outcome, if it has none: a time-out leaves no moment to write', async () => {
    const rung = rungAndAccepted('sms');
    centre.twilio.phone.hangUp(rung.taskSid);
    const before = attributesOf(rung).conversations as object;
    await happened('reservation.wrapup', rung, { ReservationSid: rung.reservationSid });
    expect(attributesOf(rung)).toMatchObject({ conversations: { ...before, outcome: 'unattended' } });
    await ada(record, recording(rung));
    await happened('reservation.wrapup', rung);
    expect(attributesOf(rung)).toMatchObject({ conversations: { ...before, outcome: 'billing_refund_status' } });
    expect(await stored(rung)).toMatchObject({ endedBy: 'agent' });
  });

  test('IH-1 when wrap-up began is noted also where an earlier part’s outcome stands on the task', async () => {
    const rung = rungAndAccepted();
    const attributes = { ...attributesOf(rung), conversations: { outcome: 'billing_refund_status' } };
    centre.twilio.taskrouter.update(rung.taskSid, { attributes });
    centre.twilio.phone.hangUp(rung.taskSid);
    const Timestamp = String(Math.floor(Date.now() / 1000));
    await happened('reservation.wrapup', rung, { ReservationSid: rung.reservationSid, Timestamp });
    expect(attributesOf(rung)).toMatchObject({
      conversations: { outcome: 'billing_refund_status' },
      interactionHistory: { wrapUpBegan: { [rung.reservationSid]: new Date(Number(Timestamp) * 1000).toISOString() } },
    });
    // a replay writes nothing
    const { version } = centre.twilio.taskrouter.task(rung.taskSid);
    await happened('reservation.wrapup', rung, { ReservationSid: rung.reservationSid, Timestamp });
    expect(centre.twilio.taskrouter.task(rung.taskSid).version).toBe(version);
  });

  test('the customer chosen before the task ended keeps the entry', async () => {
    const rung = rungAndAccepted('friends-phone');
    const task = centre.twilio.taskrouter.task(rung.taskSid);
    centre.twilio.taskrouter.update(rung.taskSid, {
      attributes: { ...task.attributes, interactionHistory: { customerId: 'seed-priya' } },
    });
    await happened('task.completed', timedOut(rung));
    expect(await stored(rung)).toMatchObject({ customerId: 'seed-priya', identityKey: 'phone:+14155550199' });
  });

  test.each([
    ['none', ''],
    ['another', 'A'.repeat(27) + '='],
  ])('403 a signature that is %s: nothing is read or written', async (_, signature) => {
    const rung = timedOut(rungAndAccepted());
    centre.twilio.faults.taskrouter = 'hang';
    expect((await happened('task.completed', rung, {}, { signature })).status).toBe(403);
    expect(await stored(rung)).toBeUndefined();
  });

  test('400 a signed body that is no event; another workspace’s and uninteresting events are 204 and cost nothing', async () => {
    expect((await post(centre, { AccountSid: 'x' })).status).toBe(400);
    const rung = timedOut(rungAndAccepted());
    expect((await happened('task.completed', rung, { TaskSid: '../x' })).status).toBe(400);
    centre.twilio.faults.taskrouter = 500;
    expect((await happened('task.completed', rung, { WorkspaceSid: 'WS' + '0'.repeat(32) })).status).toBe(204);
    expect((await happened('worker.activity.update', rung)).status).toBe(204);
    expect((await happened('reservation.accepted', rung)).status).toBe(204);
  });

  test('a task that TaskRouter has dropped is 204 and said in the log', async () => {
    const rung = timedOut(rungAndAccepted());
    const fields = eventFields(centre, 'task.completed', rung.taskSid);
    centre.twilio.taskrouter.tasks.delete(rung.taskSid);
    expect((await post(centre, fields)).status).toBe(204);
    expect(log.join()).toContain('the task is gone');
  });

  test.each([
    ['TaskRouter', 503],
    ['Firestore', 503],
  ])('%s down: a typed failure, and a replay records', async (source, status) => {
    const rung = timedOut(rungAndAccepted());
    if (source === 'Firestore') centre.firestore.setFault('unavailable');
    else centre.twilio.faults.taskrouter = 500;
    expect((await happened('task.completed', rung)).status).toBe(status);
    centre.firestore.setFault(null);
    centre.twilio.faults.taskrouter = null;
    expect((await happened('task.completed', rung)).status).toBe(204);
    expect(await stored(rung)).toMatchObject({ endedBy: 'system' });
  });

  test('PR-3 neither the log nor the audit holds what the event tells of the caller', async () => {
    await happened('task.completed', timedOut(rungAndAccepted('one-match')));
    expect(log.length).toBeGreaterThan(0);
    expect(log.join()).not.toMatch(/4155550127|Okafor/);
  });
});

test.each([
  ['wrapup timeout', 'timeout'],
  ['Wrap-up timed out', 'timeout'],
  ['Task TTL Exceeded', 'timeout'],
  ['canceled by the supervisor', 'supervisor'],
  ['All reservations were completed', 'system'],
  ['', 'system'],
] as const)('who ended the task, by TaskRouter’s word “%s”: %s', (reason, who) => {
  const event = { EventType: 'task.completed', AccountSid: '', WorkspaceSid: '' };
  expect(endedBy({ ...event, TaskCompletedReason: reason })).toBe(who);
  expect(endedBy({ ...event, Reason: reason })).toBe(who);
});

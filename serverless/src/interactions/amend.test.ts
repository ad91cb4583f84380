import type { AmendResponse, ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { invoke } from '@interaction-history/sandbox/src/invoke';
import { handler as amend } from '../../functions/interactions/amend';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';

/** Amendments, filters and transfers through the Functions, on the real clients. */
describe('after the recording, through the Functions', () => {
  let centre: TestEnvironment;
  let log: string[];
  let ada: ReturnType<TestEnvironment['as']>;
  let kim: ReturnType<TestEnvironment['as']>;

  beforeAll(async () => {
    centre = await startTestEnvironment();
    ada = centre.as('ada');
    kim = centre.as('kim');
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
  const recorded = async (persona = 'unknown'): Promise<Rung> => {
    const rung = centre.twilio.phone.ring(persona);
    centre.twilio.phone.accept(rung.taskSid);
    expect((await ada(record, recording(rung))).status).toBe(200);
    return rung;
  };
  const recording = (rung: Rung, more: Record<string, string> = {}) => ({
    ...rung,
    customerId: '',
    reasonId: 'billing_refund_status',
    comment: 'Refund agreed.',
    ...more,
  });
  const amending = (rung: Rung, more: Record<string, string> = {}) => ({
    ...rung,
    reasonId: 'service_howto',
    comment: 'About the router.',
    baseRevision: '0',
    amendmentKey: 'form-of-ada',
    ...more,
  });
  const attributesOf = ({ taskSid }: Rung) => centre.twilio.taskrouter.task(taskSid).attributes;
  const codeOf = (answer: { body: unknown }): string | undefined => (answer.body as { error?: { code: string } }).error?.code;

  test('200 IH-4 the entry changes, the task’s attributes follow, the history shows the earlier text', async () => {
    const rung = await recorded('stored');
    const answer = await ada(amend, amending(rung));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        result: 'amended',
        outcome: 'merged',
        interaction: { revision: 1, endedBy: 'agent', reason: { id: 'service_howto' } },
      },
    });
    expect(attributesOf(rung)).toMatchObject({
      conversations: { outcome: 'service_howto', initiative: 'service', content: 'About the router.' },
    });
    const { interactions } = (await ada(list, { address: '+14155550119', limit: '1' })).body as ListResponse;
    expect(interactions[0]?.amendments).toMatchObject([
      {
        as: 'author',
        worker: { name: 'Ada Agent' },
        before: { comment: 'Refund agreed.', reason: { id: 'billing_refund_status' } },
      },
    ]);
    expect(Date.parse(interactions[0]?.canAmendUntil ?? '') - Date.parse(interactions[0]?.recordedAt ?? '')).toBe(24 * 3_600_000);
  });

  test('200 IH-4 a comment taken back leaves the task as well', async () => {
    const rung = await recorded();
    expect(attributesOf(rung)).toMatchObject({ conversations: { content: 'Refund agreed.' } });
    const { reasonId: _reason, ...emptied } = amending(rung, { comment: '' });
    expect((await ada(amend, emptied)).body).toMatchObject({ result: 'amended', outcome: 'merged' });
    expect(attributesOf(rung)).toMatchObject({ conversations: { content: '', outcome: 'billing_refund_status' } });
  });

  test('200 IH-4 a repeat answers the same and writes nothing', async () => {
    const rung = await recorded();
    const first = (await ada(amend, amending(rung))).body;
    const { version } = centre.twilio.taskrouter.task(rung.taskSid);
    expect((await ada(amend, amending(rung))).body).toEqual(first);
    expect(centre.twilio.taskrouter.task(rung.taskSid).version).toBe(version);
  });

  test('200 IH-4 an entry that somebody changed meanwhile is a conflict, told with the entry as it stands', async () => {
    const rung = await recorded();
    await centre.as('sam')(amend, amending(rung, { comment: 'Sam was here', amendmentKey: 'form-of-sam' }));
    const answer = (await ada(amend, amending(rung))).body as AmendResponse;
    expect(answer).toMatchObject({ result: 'conflict', interaction: { revision: 1, comment: 'Sam was here' } });
    expect(attributesOf(rung)).toMatchObject({ conversations: { content: 'Sam was here' } });
  });

  test('400 nothing to change, no key, a reason that only groups', async () => {
    const rung = await recorded();
    const { reasonId: _reason, comment: _comment, ...nothing } = amending(rung);
    for (const [fields, field] of [
      [nothing, 'comment'],
      [amending(rung, { amendmentKey: 'x' }), 'amendmentKey'],
      [amending(rung, { reasonId: 'billing' }), 'reasonId'],
      [amending(rung, { baseRevision: '-1' }), 'baseRevision'],
    ] as const) {
      const answer = await ada(amend, fields);
      expect([answer.status, Object.keys((answer.body as { error: { fields: object } }).error.fields)]).toEqual([400, [field]]);
    }
  });

  test('401, 403 a colleague, 404 no such entry', async () => {
    const rung = await recorded();
    expect(codeOf(await kim(amend, amending(rung)))).toBe('forbidden');
    expect((await ada(amend, { ...amending(rung), Token: '' })).status).toBe(401);
    expect((await ada(amend, amending({ ...rung, reservationSid: 'WR' + 'e'.repeat(32) }))).status).toBe(404);
  });

  test.each([500, 'reset', 429] as const)(
    'TaskRouter faulted (%s): the history is amended all the same, and a repeat finishes the task',
    async (fault) => {
      const rung = await recorded();
      centre.twilio.faults.taskrouter = fault;
      expect((await ada(amend, amending(rung))).body).toMatchObject({ result: 'amended', outcome: 'failed' });
      centre.twilio.faults.taskrouter = null;
      expect((await ada(amend, amending(rung))).body).toMatchObject({
        result: 'amended',
        outcome: 'merged',
        interaction: { revision: 1 },
      });
      expect(attributesOf(rung)).toMatchObject({ conversations: { outcome: 'service_howto' } });
    },
  );

  test('a task that TaskRouter has dropped: amended, and the answer says that there is nothing left to write to', async () => {
    const rung = await recorded();
    centre.twilio.taskrouter.tasks.delete(rung.taskSid);
    expect((await ada(amend, amending(rung))).body).toMatchObject({ result: 'amended', outcome: 'task_gone' });
  });

  test('503 Firestore down: nothing is changed, and the form’s repeat changes it', async () => {
    const rung = await recorded();
    centre.firestore.setFault('unavailable');
    expect(codeOf(await ada(amend, amending(rung)))).toBe('upstream_unavailable');
    centre.firestore.setFault(null);
    expect((await ada(amend, amending(rung))).body).toMatchObject({ result: 'amended', interaction: { revision: 1 } });
  });

  test('OR-1 30 writers of other attributes while an entry is amended lose nothing, nor do we', async () => {
    const rung = await recorded();
    const { taskrouter } = centre.twilio;
    const others = Array.from({ length: 30 }, async (_, i) => {
      for (;;) {
        const { version, attributes } = taskrouter.task(rung.taskSid);
        await new Promise((resolve) => setImmediate(resolve));
        try {
          return taskrouter.update(rung.taskSid, { attributes: { ...attributes, [`neighbour_${i}`]: i } }, String(version));
        } catch {
          // somebody was faster
        }
      }
    });
    const [answer] = await Promise.all([ada(amend, amending(rung)), ...others]);
    expect(answer.body).toMatchObject({ result: 'amended', outcome: 'merged' });
    expect(Object.keys(attributesOf(rung)).filter((name) => name.startsWith('neighbour_'))).toHaveLength(30);
    expect(attributesOf(rung)).toMatchObject({ conversations: { outcome: 'service_howto' }, from: '+14155550187' });
  });

  test('IH-3 a transfer is an entry for each part; the last part decides the outcome, whoever records first; conversation_id stands', async () => {
    const { taskrouter, phone } = centre.twilio;
    const first = phone.ring('sms');
    phone.accept(first.taskSid);
    const conversation = (attributesOf(first).conversations as { conversation_id: string }).conversation_id;
    const second = phone.transfer('kim', first.taskSid);
    taskrouter.reservation(second.reservationSid).createdAt = new Date(Date.now() + 30_000);
    phone.accept(first.taskSid);
    const kims = (await kim(record, recording(second, { reasonId: 'orders_status', comment: 'Sent.' }))).body as RecordResponse;
    expect(kims.interaction).toMatchObject({
      worker: { name: 'Kim Lee' },
      transferredFrom: { reservationSid: first.reservationSid, worker: { name: 'Ada Agent' } },
    });
    const adas = (await ada(record, recording(first))).body as RecordResponse;
    expect(adas).toMatchObject({ created: true, outcome: 'merged', interaction: { transferredFrom: null } });
    expect(attributesOf(first)).toMatchObject({
      conversations: { outcome: 'orders_status', content: 'Sent.', conversation_id: conversation },
    });
    await ada(amend, amending(first));
    expect(attributesOf(first)).toMatchObject({ conversations: { outcome: 'orders_status' } });
    await kim(amend, amending(second));
    expect(attributesOf(first)).toMatchObject({ conversations: { outcome: 'service_howto' } });
  });

  test('IH-2 the history is filtered through the Function; 400 a filter that is none', async () => {
    const filtered = (filter: object) => ada(list, { customerId: 'seed-priya', filter: JSON.stringify(filter) });
    const { interactions, total } = (await filtered({ text: 'modem engineer' })).body as ListResponse;
    expect([interactions.length, total]).toEqual([1, expect.any(Number)]);
    expect(
      ((await filtered({ channel: 'web' })).body as ListResponse).interactions.every(({ channel }) => channel === 'web'),
    ).toBe(true);
    expect(((await filtered({ reasonId: 'orders_status' })).body as ListResponse).interactions).toHaveLength(3);
    expect((await filtered({ channel: 'pigeon' })).status).toBe(400);
    expect((await filtered({ text: 'x'.repeat(201) })).status).toBe(400);
  });

  test('OR-2 INSIGHTS_MAPPING decides what link, record and amend write, and a value is cut at 128', async () => {
    const mapping = {
      'conversations.content': null,
      'conversations.conversation_label_3': 'comment',
      'conversations.conversation_measure_1': 'interaction.durationSeconds',
      'customers.category': 'customer.accountNumber',
    };
    const env = { ...centre.env, INSIGHTS_MAPPING: JSON.stringify(mapping) };
    const { token } = centre.twilio.issueToken('ada');
    const rung = centre.twilio.phone.ring('stored');
    centre.twilio.phone.accept(rung.taskSid);
    const chosen = JSON.stringify({ source: 'stored', customerId: 'seed-priya' });
    await invoke(linkCustomer, env, { Token: token, taskSid: rung.taskSid, record: chosen });
    await invoke(record, env, { Token: token, ...recording(rung, { comment: 'ö'.repeat(200) }) });
    expect(attributesOf(rung)).toMatchObject({
      customers: { category: 'C-14380', name: 'Priya Natarajan' },
      conversations: { conversation_label_3: 'ö'.repeat(128), conversation_measure_1: expect.any(Number) as number },
    });
    await invoke(amend, env, { Token: token, ...amending(rung) });
    expect(attributesOf(rung)).toMatchObject({
      conversations: { conversation_label_3: 'About the router.', outcome: 'service_howto' },
    });
    expect(attributesOf(rung).conversations).not.toHaveProperty('content');
  });

  test('PR-2 an amendment leaves an audit row; PR-3 neither it nor the log holds what was written', async () => {
    const rung = await recorded();
    await ada(amend, amending(rung, { comment: 'Mother’s maiden name' }));
    const rows = (await centre.firestore.store.collection('audit').where('taskSid', '==', rung.taskSid).get()).docs.map((doc) =>
      doc.data(),
    );
    expect(rows.map(({ action }) => String(action)).sort()).toEqual(['interaction.amend', 'interaction.record']);
    expect(JSON.stringify(rows) + log.join()).not.toMatch(/maiden|Refund agreed|4155550187/);
  });
});

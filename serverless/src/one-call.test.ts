import type { Interaction, ListResponse, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { Customer, LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { LinkCustomerResponse } from '@interaction-history/shared/src/contract/tasks';
import { handler as health } from '../functions/health';
import { handler as lookup } from '../functions/customers/lookup';
import { handler as list } from '../functions/interactions/list';
import { handler as record } from '../functions/interactions/record';
import { handler as currentCodes } from '../functions/reason-codes/current';
import { handler as linkCustomer } from '../functions/tasks/link-customer';
import { captureLog, startTestEnvironment, type TestEnvironment } from './testing/environment';
import { restoreTimings, shortenTimings, shortenWaits } from './testing/timings';

/** One call from ring to report, through the Functions alone: every status they can answer, on the real clients. */
describe('one call through the Functions', () => {
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
  afterEach(async () => {
    jest.restoreAllMocks();
    centre.salesforce.faults.clear();
    await centre.master.faults.set(null);
    centre.firestore.setFault(null);
    centre.twilio.faults.taskrouter = null;
  });
  afterAll(() => {
    expect(centre.salesforce.unknown).toEqual([]);
    expect(centre.twilio.unknown).toEqual([]);
  });

  const ring = (persona: string) => {
    const rung = centre.twilio.phone.ring(persona);
    centre.twilio.phone.accept(rung.taskSid);
    return rung;
  };
  const recording = (rung: { taskSid: string; reservationSid: string }, more: Record<string, string> = {}) => ({
    ...rung,
    customerId: '',
    reasonId: 'billing_refund_status',
    comment: 'Refund agreed.',
    ...more,
  });
  const link = async (taskSid: string, contactId: string): Promise<LinkCustomerResponse & { customer: Customer }> => {
    const answer = await ada(linkCustomer, {
      taskSid,
      record: JSON.stringify({ source: 'salesforce', contactId, accountId: null }),
    });
    expect(answer.status).toBe(200);
    return answer.body as LinkCustomerResponse & { customer: Customer };
  };
  const find = async (address: string): Promise<LookupResponse> => {
    const answer = await ada(lookup, { address });
    expect(answer.status).toBe(200);
    return answer.body as LookupResponse;
  };
  const matchesOf = (section: LookupResponse['salesforce']) => (section.status === 'ok' ? section.matches : []);
  const codeOf = (answer: { body: unknown }): string | undefined => (answer.body as { error?: { code: string } }).error?.code;

  test('ID-4 ID-5 a known caller is found with what confirms identity', async () => {
    const { identity, salesforce, stored } = await find('+14155550127');
    expect(identity.display).toBe('+1 415 555 0127');
    expect(stored).toEqual({ status: 'ok', customer: null });
    const [david, ...others] = matchesOf(salesforce);
    expect(others).toEqual([]);
    expect(david).toMatchObject({
      name: 'David Okafor',
      company: 'Okafor & Reid LLP',
      accountNumber: 'C-20714',
      email: 'd.okafor@okaforreid.example',
      openCases: 1,
      orders: 2,
    });
    expect(david?.phones.filter(({ matched }) => matched)).toHaveLength(1);
  });

  test('ID-6 a shared number finds all three, ID-7 the master is asked at once, ID-2 a withheld number nobody', async () => {
    expect(
      matchesOf((await find('+14155550100')).salesforce)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Ana Torres', 'Anna Torres', 'Miguel Torres']);
    const aya = await find('+14155550163');
    expect([matchesOf(aya.salesforce).length, matchesOf(aya.master)[0]?.accountNumber]).toEqual([0, 'A-204417']);
    const unknown = await find('+14155550187');
    expect([matchesOf(unknown.salesforce), matchesOf(unknown.master)]).toEqual([[], []]);
    expect(await find('anonymous')).toMatchObject({
      identity: { kind: 'withheld' },
      stored: { status: 'skipped' },
      salesforce: { status: 'skipped' },
      master: { status: 'skipped' },
    });
  });

  test('ring, link, record, and the next call of the same customer shows the entry', async () => {
    const rung = ring('one-match');
    const contactId = matchesOf((await find('+14155550127')).salesforce)[0]?.salesforce?.contactId ?? '';
    const { customer, attributes } = await link(rung.taskSid, contactId);
    expect(attributes).toMatchObject({
      from: '+14155550127',
      customers: { name: 'David Okafor', external_id: customer.customerId, phone: '+14155550127' },
    });
    centre.twilio.phone.hangUp(rung.taskSid);
    const answer = await ada(record, recording(rung, { customerId: customer.customerId }));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        created: true,
        outcome: 'merged',
        interaction: { worker: { name: 'Ada Agent' }, queue: { name: 'Billing EN' }, verified: true },
      },
    });
    const task = centre.twilio.taskrouter.task(rung.taskSid);
    expect(task.attributes).toMatchObject({
      customers: { name: 'David Okafor' },
      conversations: { outcome: 'billing_refund_status', initiative: 'billing', content: 'Refund agreed.' },
    });
    const history = (await ada(list, { address: '+14155550127' })).body as ListResponse;
    expect(history).toMatchObject({
      total: 1,
      customer: { name: 'David Okafor' },
      interactions: [{ comment: 'Refund agreed.', reason: { path: { en: ['Billing', 'Refund', 'Refund status'] } } }],
    });
  });

  test('IH-3 a repeat answers the same and changes nothing, whatever it says', async () => {
    const rung = ring('unknown');
    const first = (await ada(record, recording(rung))).body as RecordResponse;
    const version = centre.twilio.taskrouter.task(rung.taskSid).version;
    const second = (await ada(record, recording(rung, { comment: 'other', reasonId: 'service_howto' }))).body as RecordResponse;
    expect(second).toEqual({ ...first, created: false });
    expect(centre.twilio.taskrouter.task(rung.taskSid).version).toBe(version);
  });

  test('OR-1 the merge that failed is finished by a repeat, and the interaction is not doubled', async () => {
    const rung = ring('unknown');
    centre.twilio.faults.taskrouter = 412;
    const first = (await ada(record, recording(rung))).body as RecordResponse;
    expect(first).toMatchObject({ created: true, outcome: 'failed' });
    centre.twilio.faults.taskrouter = null;
    const second = (await ada(record, recording(rung))).body as RecordResponse;
    expect(second).toMatchObject({ created: false, outcome: 'merged' });
    expect(centre.twilio.taskrouter.task(rung.taskSid).attributes).toMatchObject({
      conversations: { outcome: 'billing_refund_status' },
    });
  });

  test('OR-1 30 writers of other attributes at the same moment lose nothing, nor do we', async () => {
    const rung = ring('unknown');
    const { taskrouter } = centre.twilio;
    const others = Array.from({ length: 30 }, async (_, i) => {
      // As a well-behaved neighbour does: read, add its own, write under the version
      for (;;) {
        const { version, attributes } = taskrouter.task(rung.taskSid);
        await new Promise((resolve) => setImmediate(resolve));
        try {
          taskrouter.update(rung.taskSid, { attributes: { ...attributes, [`neighbour_${i}`]: i } }, String(version));
          return;
        } catch {
          // somebody was faster
        }
      }
    });
    const [answer] = await Promise.all([ada(record, recording(rung)), ...others]);
    expect(answer.body).toMatchObject({ outcome: 'merged' });
    const { attributes } = taskrouter.task(rung.taskSid);
    expect(Object.keys(attributes).filter((name) => name.startsWith('neighbour_'))).toHaveLength(30);
    expect(attributes).toMatchObject({ conversations: { outcome: 'billing_refund_status' }, from: '+14155550187' });
  });

  test('403 TR-1 a colleague’s task can be neither linked nor recorded, by a supervisor neither', async () => {
    const rung = ring('unknown');
    expect(codeOf(await kim(record, recording(rung)))).toBe('forbidden');
    expect(
      codeOf(
        await kim(linkCustomer, {
          taskSid: rung.taskSid,
          record: JSON.stringify({ source: 'stored', customerId: 'seed-priya' }),
        }),
      ),
    ).toBe('forbidden');
    expect(codeOf(await centre.as('sam')(record, recording(rung)))).toBe('forbidden');
  });

  test.each([
    [{ reasonId: 'nonsense' }, 'reasonId'],
    [{ reasonId: 'billing' }, 'reasonId'],
    [{ reasonId: 'billing_refund_goodwill', comment: ' ' }, 'comment'],
    [{ comment: 'x'.repeat(4_001) }, 'comment'],
    [{ taskSid: 'WT1' }, 'taskSid'],
  ])('400 RC-1 RC-2 the Function refuses what the form refuses: %j', async (change, field) => {
    const answer = await ada(record, recording(ring('unknown'), change));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_request']);
    expect(Object.keys((answer.body as { error: { fields: object } }).error.fields)).toEqual([field]);
  });

  test('404 a task TaskRouter has dropped: refused without the browser’s word, kept with it and marked', async () => {
    const gone = { taskSid: 'WT' + 'f'.repeat(32), reservationSid: 'WR' + 'f'.repeat(32) };
    expect(codeOf(await ada(record, recording(gone)))).toBe('not_found');
    const asSeen = JSON.stringify({
      channel: 'sms',
      direction: 'inbound',
      address: '+14155550187',
      queueSid: null,
      queueName: 'Orders EN',
      occurredAt: new Date().toISOString(),
      durationSeconds: 60,
    });
    expect(await ada(record, recording(gone, { asSeen }))).toMatchObject({
      status: 200,
      body: { outcome: 'task_gone', interaction: { verified: false, channel: 'sms', worker: { name: 'Ada Agent' } } },
    });
  });

  test('404 of a task that TaskRouter has, the browser’s word for another part counts nothing', async () => {
    const { taskSid } = ring('unknown');
    const asSeen = JSON.stringify({
      channel: 'voice',
      direction: 'inbound',
      address: '+14155550127',
      queueSid: null,
      queueName: '',
      occurredAt: new Date().toISOString(),
      durationSeconds: 60,
    });
    const invented = { taskSid, reservationSid: 'WR' + 'e'.repeat(32) };
    expect(codeOf(await ada(record, recording(invented, { asSeen })))).toBe('not_found');
  });

  test('404 a record that is gone is not linked', async () => {
    const rung = ring('one-match');
    const answer = await ada(linkCustomer, {
      taskSid: rung.taskSid,
      record: JSON.stringify({ source: 'salesforce', contactId: '003000000000000AAA', accountId: null }),
    });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
  });

  test('ID-11 linking from a friend’s phone keeps the phone off the customer', async () => {
    const rung = ring('friends-phone');
    const contactId = matchesOf((await find('+14155550127')).salesforce)[0]?.salesforce?.contactId ?? '';
    const { customer } = await link(rung.taskSid, contactId);
    expect(customer.name).toBe('David Okafor');
    expect((await find('+14155550199')).stored).toEqual({ status: 'ok', customer: null });
  });

  test.each(['hang', 'reset', '401', 'quota403', '429', '500', 'html', 'truncated'] as const)(
    'ID-13 Salesforce faulted (%s): its section says so, the others are alive',
    async (fault) => {
      if (fault === 'hang') shortenWaits();
      centre.salesforce.faults.set(fault);
      const { salesforce, master, stored } = await find('+14155550163');
      expect(salesforce).toMatchObject({
        status: 'failed',
        error: { code: expect.stringMatching(/upstream_unavailable|deadline_exceeded|rate_limited/) as string, retryable: true },
      });
      expect([master.status, stored.status]).toEqual(['ok', 'ok']);
    },
    10_000,
  );

  test.each(['hang', 'reset', 'refuse'] as const)(
    'ID-13 the master faulted (%s): its section says so, the others are alive',
    async (fault) => {
      if (fault === 'hang') shortenWaits();
      await centre.master.faults.set(fault);
      const { salesforce, master, stored } = await find('+14155550127');
      expect(master).toMatchObject({ status: 'failed', error: { retryable: true } });
      expect([salesforce.status, stored.status]).toEqual(['ok', 'ok']);
    },
    10_000,
  );

  test.each(['unavailable', 'hang'] as const)(
    'ID-13 Firestore faulted (%s): look-up alive, history and recording say so, nothing is lost',
    async (fault) => {
      const rung = ring('unknown');
      if (fault === 'hang') shortenTimings();
      centre.firestore.setFault(fault);
      const [found, history, recorded] = await Promise.all([
        find('+14155550127'),
        ada(list, { address: '+14155550127' }),
        ada(record, recording(rung)),
      ]);
      expect([found.salesforce.status, found.stored.status]).toEqual(['ok', 'failed']);
      const expected = fault === 'hang' ? [504, 'deadline_exceeded'] : [503, 'upstream_unavailable'];
      expect([history.status, codeOf(history)]).toEqual(expected);
      expect([recorded.status, codeOf(recorded)]).toEqual(expected);
      centre.firestore.setFault(null);
      restoreTimings();
      expect(await ada(record, recording(rung))).toMatchObject({ status: 200, body: { created: true, outcome: 'merged' } });
    },
    20_000,
  );

  test.each(['hang', 'reset', 401, 429, 500] as const)(
    'TaskRouter faulted (%s) while recording: a typed error, then a repeat records',
    async (fault) => {
      const rung = ring('unknown');
      if (fault === 'hang') shortenTimings();
      centre.twilio.faults.taskrouter = fault;
      const answer = await ada(record, recording(rung));
      expect(codeOf(answer)).toMatch(/upstream_unavailable|deadline_exceeded|rate_limited/);
      centre.twilio.faults.taskrouter = null;
      restoreTimings();
      expect(await ada(record, recording(rung))).toMatchObject({ status: 200, body: { created: true } });
    },
    20_000,
  );

  test('RC-2 the published codes come once: a known version is not sent again', async () => {
    const first = await ada(currentCodes, {});
    expect(first.body).toMatchObject({ version: 1, tree: { version: 1 } });
    expect((await ada(currentCodes, { knownVersion: '1' })).body).toEqual({ version: 1, tree: null, mostUsed: null });
  });

  test('OP-4 health tells an admin about each source and the allowance left', async () => {
    centre.salesforce.faults.set(null);
    const answer = await centre.as('root')(health, {});
    expect(answer.body).toMatchObject({
      firestore: { status: 'ok' },
      salesforce: { status: 'ok', allowance: { max: 15_000 } },
      master: { status: 'ok' },
      taskrouter: { status: 'ok' },
    });
    centre.firestore.setFault('unavailable');
    await centre.master.faults.set('refuse');
    expect((await centre.as('root')(health, {})).body).toMatchObject({
      firestore: { status: 'failed' },
      salesforce: { status: 'ok' },
      master: { status: 'failed' },
    });
    expect((await ada(health, {})).status).toBe(403);
  });

  test('PR-2 look-ups, links and recordings leave audit rows; PR-3 neither they nor the log hold personal data', async () => {
    const rung = ring('one-match');
    await ada(lookup, { address: '+14155550127', taskSid: rung.taskSid });
    await ada(record, recording(rung, { comment: 'Mother’s maiden name' }));
    const rows = (await centre.firestore.store.collection('audit').where('taskSid', '==', rung.taskSid).get()).docs.map((doc) =>
      doc.data(),
    );
    expect(rows.map(({ action }) => String(action)).sort()).toEqual(['customer.lookup', 'interaction.record']);
    expect(JSON.stringify(rows) + log.join()).not.toMatch(/Okafor|4155550127|maiden|ada@/);
  });

  test('IH-2 an entry holds what a history shows', async () => {
    const { interactions } = (await ada(list, { customerId: 'seed-priya' })).body as ListResponse;
    const [latest] = interactions as [Interaction];
    expect(latest).toMatchObject({
      channel: 'voice',
      direction: 'inbound',
      queue: { name: 'Tech EN' },
      worker: { name: 'Kim Lee' },
      durationSeconds: 660,
    });
  });
});

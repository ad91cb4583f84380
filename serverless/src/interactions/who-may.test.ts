import type {
  ConfirmResponse,
  ListResponse,
  RecordResponse,
  UnconfirmedResponse,
} from '@interaction-history/shared/src/contract/interactions';
import type { Timestamp } from 'firebase-admin/firestore';
import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import { handler as createCase } from '../../functions/cases/create';
import { handler as create } from '../../functions/customers/create';
import { handler as importCustomer } from '../../functions/customers/import';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as confirm } from '../../functions/interactions/confirm';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as unconfirmed } from '../../functions/interactions/unconfirmed';
import { handler as linkCustomer } from '../../functions/tasks/link-customer';
import { recountMonth } from '../outcomes/recount-month';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { eventFields, post } from '../testing/events';

let centre: TestEnvironment;
let ada: ReturnType<TestEnvironment['as']>;
let kim: ReturnType<TestEnvironment['as']>;
let sam: ReturnType<TestEnvironment['as']>;
const ADA = 'WK' + '1'.padStart(32, '0');
const MONTH = new Date().toISOString().slice(0, 7);

beforeAll(async () => {
  centre = await startTestEnvironment();
  [ada, kim, sam] = [centre.as('ada'), centre.as('kim'), centre.as('sam')];
}, 60_000);
afterAll(() => centre.stop());
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  centre.twilio.faults.taskrouter = null;
});

interface Rung {
  taskSid: string;
  reservationSid: string;
}
const codeOf = (answer: { body: unknown }): string | undefined => (answer.body as { error?: { code: string } }).error?.code;
const accepted = (persona = 'unknown'): Rung => {
  const rung = centre.twilio.phone.ring(persona);
  centre.twilio.phone.accept(rung.taskSid);
  return rung;
};
const recording = ({ taskSid, reservationSid }: Rung, more: Record<string, string> = {}) => ({
  taskSid,
  reservationSid,
  customerId: '',
  reasonId: 'billing_refund_status',
  comment: 'Refund agreed.',
  ...more,
});
const asSeen = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    channel: 'sms',
    direction: 'inbound',
    address: '+14155550127',
    queueSid: null,
    queueName: 'Orders EN',
    occurredAt: new Date().toISOString(),
    durationSeconds: 60,
    ...more,
  });

describe('TR-1 only who accepted a task acts on it', () => {
  /** Everything that acts on a task. */
  const acts = ({ taskSid, reservationSid }: Rung) =>
    [
      ['tasks/link-customer', linkCustomer, { taskSid, record: JSON.stringify({ source: 'stored', customerId: 'seed-priya' }) }],
      [
        'tasks/link-customer keepAddress',
        linkCustomer,
        { taskSid, record: JSON.stringify({ source: 'stored', customerId: 'seed-priya' }), keepAddress: 'true' },
      ],
      ['customers/create', create, { taskSid, firstName: 'Noor', lastName: 'Haddad', phone: '+1 415 555 0171' }],
      ['customers/import', importCustomer, { taskSid, accountNumber: 'A-204417' }],
      ['cases/create', createCase, { taskSid, customerId: 'seed-priya', subject: 'A case', requestKey: 'request-key' }],
      ['interactions/record', record, recording({ taskSid, reservationSid })],
    ] as const;

  test.each([
    ['rings', (rung: Rung) => rung],
    [
      'was rejected',
      (rung: Rung) => {
        centre.twilio.taskrouter.decline(rung.reservationSid, 'rejected');
        return rung;
      },
    ],
  ])('403 a task that %s: nothing is linked, kept, made, brought in, opened or recorded', async (_, then) => {
    const rung = then(centre.twilio.phone.ring('unknown'));
    for (const [path, handler, fields] of acts(rung))
      expect([path, codeOf(await ada(handler, fields))]).toEqual([path, 'forbidden']);
    expect(centre.twilio.taskrouter.task(rung.taskSid).attributes).not.toHaveProperty('conversations');
  });

  test('ringing may look up', async () => {
    const { taskSid } = centre.twilio.phone.ring('one-match');
    const found = await ada(lookup, { address: '+14155550127', taskSid });
    expect((found.body as LookupResponse).salesforce.status).toBe('ok');
  });

  test('403 a supervisor’s role gives no colleague’s task', async () => {
    for (const [path, handler, fields] of acts(accepted()))
      expect([path, codeOf(await sam(handler, fields))]).toEqual([path, 'forbidden']);
  });
});

describe('TR-2 an entry of a task that TaskRouter has forgotten', () => {
  const forgotten = (rung: Rung): Rung => {
    centre.twilio.phone.hangUp(rung.taskSid);
    centre.twilio.taskrouter.forget(rung.taskSid);
    return rung;
  };
  const happened = (type: string, rung: Rung, worker: string) =>
    post(centre, eventFields(centre, type, rung.taskSid, { ReservationSid: rung.reservationSid, WorkerSid: worker }));
  const workerOf = ({ reservationSid }: Rung): string => centre.twilio.taskrouter.reservation(reservationSid).workerSid;
  let made = 0;
  const invented = (): Rung => {
    made += 1;
    const hex = made.toString(16).padStart(32, 'c');
    return { taskSid: `WT${hex}`, reservationSid: `WR${hex}` };
  };
  const waiting = async (): Promise<UnconfirmedResponse['entries']> =>
    ((await sam(unconfirmed, {})).body as UnconfirmedResponse).entries;
  const counted = async (): Promise<number> => (await recountMonth(centre.firestore.store, MONTH)).entries;
  /** The seed's entries have no counters. */
  const differences = async () => (await recountMonth(centre.firestore.store, MONTH)).differences;

  test('is taken where TaskRouter’s event said who had accepted it, with the caller that the event named', async () => {
    const rung = accepted();
    expect((await happened('reservation.accepted', rung, workerOf(rung))).status).toBe(204);
    const kept = (await centre.firestore.store.collection('acceptances').doc(rung.reservationSid).get()).data();
    expect(kept).toMatchObject({ taskSid: rung.taskSid, workerSid: workerOf(rung), identity: { value: '+14155550187' } });
    expect((kept?.expiresAt as Timestamp).toMillis() - Date.now()).toBeGreaterThan(29 * 24 * 3_600_000);
    const before = await counted();
    forgotten(rung);
    const { body } = await ada(record, recording(rung, { asSeen: asSeen({ occurredAt: '2020-01-01T00:00:00.000Z' }) }));
    const { interaction } = body as RecordResponse;
    expect(interaction).toMatchObject({ verified: true, address: '+14155550187', channel: 'voice' });
    expect(interaction).not.toHaveProperty('unconfirmed');
    expect(Date.now() - Date.parse(interaction.occurredAt)).toBeLessThan(3_600_000);
    expect(await counted()).toBe(before + 1);
  });

  test('is taken where the event never came, by TaskRouter’s list of events', async () => {
    const rung = forgotten(accepted());
    const { body } = await ada(record, recording(rung, { asSeen: asSeen() }));
    expect((body as RecordResponse).interaction).toMatchObject({ verified: true, address: '+14155550187' });
  });

  test('403 is refused where the event names a colleague', async () => {
    const rung = forgotten(accepted());
    expect(codeOf(await kim(record, recording(rung, { asSeen: asSeen() })))).toBe('forbidden');
  });

  test('503 waits in the outbox while nobody can tell', async () => {
    const rung = forgotten(accepted());
    centre.twilio.faults.taskrouter = 500;
    expect((await ada(record, recording(rung, { asSeen: asSeen() }))).status).toBe(503);
  });

  test('waits for a supervisor where nobody else vouches for it: marked in the history, not counted, once', async () => {
    const [rung, before, seeded] = [invented(), await counted(), await differences()];
    const first = (await ada(record, recording(rung, { asSeen: asSeen() }))).body as RecordResponse;
    expect(first).toMatchObject({ created: true, toLog: false, interaction: { unconfirmed: true, verified: false } });
    expect((await ada(record, recording(rung, { asSeen: asSeen() }))).body).toMatchObject({ created: false });
    expect(await counted()).toBe(before);
    const { interactions } = (await ada(list, { address: '+14155550127' })).body as ListResponse;
    expect(interactions[0]).toMatchObject({ taskSid: rung.taskSid, unconfirmed: true });
    expect((await waiting()).map(({ interaction }) => interaction.interactionId)).toEqual([first.interaction.interactionId]);

    const { interactionId } = first.interaction;
    expect(codeOf(await ada(confirm, { interactionId, confirmed: 'true' }))).toBe('forbidden');
    expect(((await sam(confirm, { interactionId, confirmed: 'true' })).body as ConfirmResponse).outcome).toBe('confirmed');
    expect(((await sam(confirm, { interactionId, confirmed: 'true' })).body as ConfirmResponse).outcome).toBe('confirmed');
    expect(await waiting()).toEqual([]);
    expect([await counted(), await differences()]).toEqual([before + 1, seeded]);
    const rows = (await centre.firestore.store.collection('audit').where('interactionId', '==', interactionId).get()).docs;
    expect(rows.map((row) => row.get('action') as string).sort()).toEqual(['interaction.confirm', 'interaction.unconfirmed']);
  });

  test('rejected, it leaves the history and the total', async () => {
    const total = async () => ((await ada(list, { address: '+14155550127' })).body as ListResponse).total;
    const before = await total();
    const { interaction } = (await ada(record, recording(invented(), { asSeen: asSeen() }))).body as RecordResponse;
    expect(await total()).toBe(before + 1);
    const decision = { interactionId: interaction.interactionId, confirmed: 'false' };
    expect(((await sam(confirm, decision)).body as ConfirmResponse).outcome).toBe('rejected');
    expect(((await sam(confirm, decision)).body as ConfirmResponse).outcome).toBe('gone');
    expect(await total()).toBe(before);
  });

  test('a forged one never stands in the way of the colleague’s own, and can’t be confirmed beside it', async () => {
    const rung = invented();
    const forged = (await kim(record, recording(rung, { asSeen: asSeen() }))).body as RecordResponse;
    await centre.firestore.store
      .collection('acceptances')
      .doc(rung.reservationSid)
      .set({
        taskSid: rung.taskSid,
        workerSid: ADA,
        channel: 'voice',
        direction: 'inbound',
        identity: null,
        queue: { sid: '', name: '' },
      });
    expect((await ada(record, recording(rung, { asSeen: asSeen() }))).body).toMatchObject({ created: true });
    expect((await waiting())[0]).toMatchObject({ recordedBy: 'Ada Agent' });
    expect(codeOf(await sam(confirm, { interactionId: forged.interaction.interactionId, confirmed: 'true' }))).toBe('conflict');
  });

  test('403 nobody confirms their own', async () => {
    const { interaction } = (await sam(record, recording(invented(), { asSeen: asSeen() }))).body as RecordResponse;
    expect(codeOf(await sam(confirm, { interactionId: interaction.interactionId, confirmed: 'true' }))).toBe('forbidden');
  });
});

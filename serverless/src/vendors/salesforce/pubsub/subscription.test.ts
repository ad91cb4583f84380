import { servePubSub, type PubSub } from '@interaction-history/sandbox/src/salesforce/pubsub';
import { deadlineIn } from '../../../runtime/deadline';
import { timings } from '../../../runtime/timings';
import '../../../testing/timings';
import { startOrg, type TestOrg } from '../testing/org';
import { openPubSub, type PubSubClient } from './client';
import { subscribe, type Batch, type Ended } from './subscription';

const TOPIC = '/event/OrderProvisionRequested__e';
let org: TestOrg;
let pubsub: PubSub;
let client: PubSubClient;
beforeAll(async () => {
  org = await startOrg();
  pubsub = await servePubSub(org.org, { port: 0, keepaliveMs: 50 });
  client = openPubSub(pubsub.host);
});
afterEach(() => org.org.bus.age());
afterAll(async () => {
  client.close();
  await pubsub.stop();
  await org.org.stop();
});

const publish = (...keys: string[]): void => {
  for (const IdemKey__c of keys)
    org.org.bus.publish({
      name: 'OrderProvisionRequested__e',
      fields: { OrderId__c: '801', IdemKey__c },
      publishedAt: Date.now(),
    });
};
/** Listens until so many keys were heard. */
async function listen(
  count: number,
  { from = null, meanwhile = () => undefined }: { from?: string | null; meanwhile?: (batch: Batch) => void } = {},
): Promise<{ keys: unknown[]; replayId: string | null; ended: Ended }> {
  const [keys, stop]: [unknown[], AbortController] = [[], new AbortController()];
  let replayId: string | null = null;
  const handle = async (batch: Batch): Promise<void> => {
    keys.push(...batch.events.map(({ fields }) => fields.IdemKey__c));
    replayId = batch.replayId;
    if (keys.length >= count) stop.abort();
    meanwhile(batch);
  };
  const session = await org.client.sessionOf(deadlineIn(5_000));
  const ended = await subscribe(client, session, { topic: TOPIC, from, handle, signal: stop.signal });
  return { keys, replayId, ended };
}
const named = (count: number, prefix = 'k'): string[] => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

test('EV-1 events come in order, window after window, with their fields read by their own schema', async () => {
  publish(...named(230));
  const { keys, ended } = await listen(230);
  expect(keys).toEqual(named(230));
  expect(ended).toBe('stopped');
});

test('EV-2 a later subscription goes on after the last id, also one of an empty answer', async () => {
  publish('a', 'b');
  const first = await listen(2);
  publish('c');
  const second = await listen(1, { from: first.replayId });
  expect(second.keys).toEqual(['c']);
  // nothing is new: Salesforce says so with the latest id
  const idle = new AbortController();
  const handle = async (batch: Batch): Promise<void> => {
    expect(batch.events).toEqual([]);
    expect(batch.replayId).toBe(second.replayId);
    idle.abort();
  };
  const session = await org.client.sessionOf(deadlineIn(5_000));
  expect(await subscribe(client, session, { topic: TOPIC, from: second.replayId, handle, signal: idle.signal })).toBe('stopped');
});

test('EV-2 an id of events that are gone is told from any other end', async () => {
  publish('a');
  const { replayId } = await listen(1);
  org.org.bus.age();
  publish('b');
  expect(await listen(1, { from: replayId })).toMatchObject({ ended: 'replay', keys: [] });
  expect(await listen(1, { from: Buffer.from('nonsense').toString('base64') })).toMatchObject({ ended: 'replay' });
  expect((await listen(1)).keys).toEqual(['b']);
});

test('EV-1 a cut stream, a lost session and silence each end the subscription with their reason', async () => {
  publish('a');
  expect((await listen(9, { meanwhile: () => pubsub.dropStreams() })).ended).toBe('connection');
  expect((await listen(9, { meanwhile: () => org.org.expireSessions() })).ended).toBe('session');
  const { accessToken } = await org.client.sessionOf(deadlineIn(5_000));
  const renewed = await org.client.sessionOf(deadlineIn(5_000), accessToken);
  expect(renewed.accessToken).not.toBe(accessToken);
  timings.eventsSilence = 150;
  pubsub.setSilent(true);
  expect((await listen(9)).ended).toBe('silent');
  pubsub.setSilent(false);
});

test('EV-1 who may not subscribe is told so', async () => {
  org.org.org.become({ hidden: ['OrderProvisionRequested__e'] });
  const session = await org.client.sessionOf(deadlineIn(5_000));
  const asked = { topic: TOPIC, from: null, handle: async () => undefined, signal: new AbortController().signal };
  expect(await subscribe(client, session, asked)).toBe('denied');
  org.org.org.become({});
});

test('EV-1 what the handler throws ends the subscription, and the events come again', async () => {
  publish('a');
  const broken = (): never => {
    throw new Error('Firestore is away');
  };
  await expect(listen(9, { meanwhile: broken })).rejects.toThrow('Firestore is away');
  expect((await listen(1)).keys).toEqual(['a']);
});

import { createApi } from '../../api/client';
import { fakeFunctions, FUNCTIONS_URL, refusal, unreachable } from '../../testing/fake-functions';
import { aCustomer, recordedAs, RESERVATION, TASK, WORKER } from '../../testing/fixtures';
import { openStorage } from '../../testing/open-storage';
import { setOnline } from '../../testing/set-online';
import { nextDelay, type OutboxEntry } from './entry';
import { createOutbox, type Outbox } from './outbox';

const api = createApi({ functionsUrl: () => FUNCTIONS_URL, token: () => 't' });
const entry: Pick<OutboxEntry, 'request' | 'link' | 'about'> = {
  request: { taskSid: TASK, reservationSid: RESERVATION, customerId: null, reasonId: 'billing_refund', comment: 'kept' },
  link: null,
  about: { customerName: 'Ana Torres', reasonPath: ['Billing', 'Refund'] },
};
let time = 0;
const stops: (() => void)[] = [];
const open = (workerSid = WORKER): Outbox =>
  createOutbox(
    api,
    openStorage(),
    workerSid,
    () => time,
    () => 0,
  );
const start = (outbox: Outbox): Outbox => {
  stops.push(outbox.start());
  return outbox;
};

beforeEach(() => {
  time = 0;
  jest.useFakeTimers();
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  jest.useRealTimers();
});

test('RC-5 an entry is still there after a reload and is sent at once', async () => {
  const { to } = fakeFunctions({ 'interactions/record': (body) => recordedAs(body) });
  open().add(entry);
  const after = start(open());
  expect(after.store.get().entries).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(0);
  expect(to('interactions/record')[0]?.body).toMatchObject({ comment: 'kept' });
  expect(after.store.get().entries).toEqual([]);
  expect(open().store.get().entries).toEqual([]);
});

test('RC-5 another worker’s entries are neither shown nor sent', async () => {
  const { sent } = fakeFunctions({});
  open().add(entry);
  const other = start(open(WORKER.replace(/.$/, '9')));
  await other.sendNow();
  expect(other.store.get().entries).toEqual([]);
  expect(sent).toEqual([]);
});

test('RC-5 failures are tried again with growing, jittered delays, and by themselves', async () => {
  const { to } = fakeFunctions({ 'interactions/record': (body, nth) => (nth < 3 ? unreachable : recordedAs(body)) });
  const outbox = start(open());
  outbox.add(entry);
  for (let second = 0; second < 20; second += 2) {
    time = second * 1_000;
    await jest.advanceTimersByTimeAsync(2_000);
  }
  expect(to('interactions/record')).toHaveLength(3);
  expect(outbox.store.get().entries).toEqual([]);
});

test('RC-5 coming online sends what waits, whenever it would have been due', async () => {
  const { to } = fakeFunctions({ 'interactions/record': (body) => recordedAs(body) });
  setOnline(false);
  const outbox = start(open());
  outbox.add(entry);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(to('interactions/record')).toEqual([]);
  setOnline(true);
  await jest.advanceTimersByTimeAsync(0);
  expect(to('interactions/record')).toHaveLength(1);
});

test('RC-5 entries go in order: while one may succeed later, none after it overtakes it', async () => {
  let down = true;
  const { to } = fakeFunctions({ 'interactions/record': (body) => (down ? unreachable : recordedAs(body)) });
  const outbox = open();
  outbox.add(entry);
  time = 1;
  outbox.add({ ...entry, request: { ...entry.request, reservationSid: `WR${'2'.repeat(32)}`, comment: 'second' } });
  await outbox.sendNow();
  expect(to('interactions/record').map(({ body }) => body.comment)).toEqual(['kept']);
  down = false;
  await outbox.sendNow();
  expect(to('interactions/record').map(({ body }) => body.comment)).toEqual(['kept', 'kept', 'second']);
});

test('RC-5 an entry that another tab has sent meanwhile does not come back when this tab’s attempt fails', async () => {
  const outbox = open();
  outbox.add(entry);
  fakeFunctions({
    'interactions/record': () => {
      open().dismiss(`${TASK}_${RESERVATION}`);
      return unreachable;
    },
  });
  await outbox.sendNow();
  expect(open().store.get().entries).toEqual([]);
});

test('RC-5 a refusal is shown and not repeated by itself; Send now tries it', async () => {
  const { to } = fakeFunctions({ 'interactions/record': () => refusal(403, 'forbidden') });
  const outbox = start(open());
  await jest.advanceTimersByTimeAsync(0);
  outbox.add(entry);
  await outbox.sendNow();
  expect(outbox.store.get().entries[0]).toMatchObject({ refused: { code: 'forbidden' }, attempts: 1 });
  time = 10 * 60_000;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(to('interactions/record')).toHaveLength(1);
  await outbox.sendNow();
  expect(to('interactions/record')).toHaveLength(2);
});

test('RC-5 a session that ended is no refusal: the entry goes after the next sign-in', async () => {
  fakeFunctions({ 'interactions/record': () => refusal(401, 'unauthenticated') });
  const outbox = open();
  outbox.add(entry);
  await outbox.sendNow();
  expect(outbox.store.get().entries[0]?.refused).toBeNull();
});

test('ID-12 the chosen customer is linked first, and once', async () => {
  const { sent } = fakeFunctions({
    'tasks/link-customer': () => ({ customer: aCustomer('Ana Torres'), attributes: {} }),
    'interactions/record': (body, nth) => (nth === 1 ? unreachable : recordedAs(body)),
  });
  const outbox = open();
  outbox.add({ ...entry, link: { source: 'master', accountNumber: 'A-1' } });
  await outbox.sendNow();
  await outbox.sendNow();
  expect(sent.map(({ path }) => path)).toEqual(['tasks/link-customer', 'interactions/record', 'interactions/record']);
  expect(sent[2]?.body.customerId).toBe('customer-1');
});

test('RC-5 a customer who cannot be linked any more does not hold the entry back, and the agent is told', async () => {
  fakeFunctions({ 'tasks/link-customer': () => refusal(404, 'not_found'), 'interactions/record': (body) => recordedAs(body) });
  const outbox = open();
  outbox.add({ ...entry, link: { source: 'master', accountNumber: 'A-1' } });
  await outbox.sendNow();
  expect(outbox.store.get().entries[0]).toMatchObject({ sentWithoutCustomer: true });
  outbox.dismiss(`${TASK}_${RESERVATION}`);
  expect(outbox.store.get().entries).toEqual([]);
});

test('RC-5 where the browser keeps nothing an entry waits in the page, and is sent from there', async () => {
  const { to } = fakeFunctions({ 'interactions/record': (body) => recordedAs(body) });
  const spy = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const outbox = open();
  outbox.add(entry);
  expect(outbox.store.get().entries).toHaveLength(1);
  await outbox.sendNow();
  spy.mockRestore();
  expect(to('interactions/record')).toHaveLength(1);
  expect(outbox.store.get().entries).toEqual([]);
});

test('delays stay between half and the whole of a ceiling that grows to five minutes', () => {
  expect([nextDelay(1, 0), nextDelay(1, 0.999)]).toEqual([2_000, 3_998]);
  expect(nextDelay(40, 0.999)).toBeLessThanOrEqual(300_000);
});

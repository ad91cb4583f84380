import { fakeFunctions, FUNCTIONS_URL, json, never, refusal, text, unreachable } from '../testing/fake-functions';
import { aLookup, recordedAs, RESERVATION, TASK } from '../testing/fixtures';
import { setOnline } from '../testing/set-online';
import { createApi } from './client';

const api = createApi({ functionsUrl: () => `${FUNCTIONS_URL}/`, token: () => 'token-1' });
const lookUp = () => api('customers/lookup', { address: '+14155550100' });

test('a call is one form-urlencoded POST without a header of ours: no preflight', async () => {
  const { sent } = fakeFunctions({ 'interactions/record': (body) => recordedAs(body) });
  const asSeen = {
    channel: 'voice',
    direction: 'inbound',
    address: '+1',
    queueSid: null,
    queueName: 'Q',
    occurredAt: '2026-11-18T10:31:00.000Z',
    durationSeconds: 3,
  } as const;
  await api('interactions/record', {
    taskSid: TASK,
    reservationSid: RESERVATION,
    customerId: null,
    reasonId: 'r',
    comment: '{"a":1} & b',
    asSeen,
  });
  expect(sent[0]?.init).toMatchObject({ method: 'POST' });
  expect(sent[0]?.init.headers).toBeUndefined();
  expect(sent[0]?.init.body).toBeInstanceOf(URLSearchParams);
  expect(Object.fromEntries(sent[0]?.init.body as URLSearchParams)).toEqual({
    taskSid: TASK,
    reservationSid: RESERVATION,
    customerId: '',
    reasonId: 'r',
    comment: '{"a":1} & b',
    asSeen: JSON.stringify(asSeen),
    Token: 'token-1',
    Contract: '1',
  });
});

test('the token is read anew for each call', async () => {
  let token = 'first';
  const { sent } = fakeFunctions({ 'customers/lookup': () => aLookup() });
  const fresh = createApi({ functionsUrl: () => FUNCTIONS_URL, token: () => token });
  await fresh('customers/lookup', { address: 'a' });
  token = 'second';
  await fresh('customers/lookup', { address: 'a' });
  expect(sent.map(({ body }) => body.Token)).toEqual(['first', 'second']);
});

test.each([
  [
    'a typed refusal',
    () => refusal(409, 'conflict', { fields: { phone: { code: 'not_a_phone' } } }),
    { code: 'conflict', retryable: false, correlationId: 'c0ffee00-1111', fields: { phone: { code: 'not_a_phone' } } },
  ],
  ['a source that is down', () => refusal(503, 'upstream_unavailable'), { code: 'upstream_unavailable', retryable: true }],
  ['an HTML page', () => text(502, '<html>Bad gateway</html>'), { code: 'unreadable', retryable: true }],
  ['an HTML page with status 200', () => text(200, '<html>Sign in</html>'), { code: 'unreadable' }],
  ['JSON cut off', () => text(200, '{"identity":'), { code: 'unreadable' }],
  ['an error of another shape', () => json(500, { message: 'no' }), { code: 'unreadable' }],
  ['no connection', () => unreachable, { code: 'network', retryable: true }],
])('%s is a typed ApiError', async (_what, answer, expected) => {
  fakeFunctions({ 'customers/lookup': answer });
  await expect(lookUp()).rejects.toMatchObject({ name: 'ApiError', ...expected });
});

test('offline, nothing is sent', async () => {
  const { sent } = fakeFunctions({});
  setOnline(false);
  await expect(lookUp()).rejects.toMatchObject({ code: 'offline', retryable: true });
  expect(sent).toEqual([]);
});

test('no answer within the time is a time-out, and the request is given up', async () => {
  let aborted = false;
  fakeFunctions({ 'customers/lookup': () => never });
  const fetchNow = globalThis.fetch;
  globalThis.fetch = ((url: RequestInfo, init: RequestInit) =>
    Promise.race([
      fetchNow(url, init),
      new Promise((_, reject) =>
        init.signal?.addEventListener('abort', () => {
          aborted = true;
          reject(new DOMException('aborted', 'AbortError'));
        }),
      ),
    ])) as typeof fetch;
  await expect(api('customers/lookup', { address: 'a' }, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'timeout',
    retryable: true,
  });
  expect(aborted).toBe(true);
});

test('without a URL the call says what is not configured', async () => {
  await expect(
    createApi({ functionsUrl: () => null, token: () => '' })('customers/lookup', { address: 'a' }),
  ).rejects.toMatchObject({ code: 'not_configured', retryable: false });
});

import { Breaker } from './breaker';
import { UpstreamError } from './errors';
import { timings } from './timings';

const late = (): Promise<never> => Promise.reject(new UpstreamError('salesforce', 'deadline_exceeded', 'late'));
const refused = (): Promise<never> => Promise.reject(new UpstreamError('salesforce', 'rate_limited', 'no'));
const fine = (): Promise<string> => Promise.resolve('fine');
let asked: number;
const count =
  <T>(work: () => Promise<T>) =>
  (): Promise<T> => {
    asked += 1;
    return work();
  };
let names = 0;
const newBreaker = (): Breaker => new Breaker('salesforce', `https://${(names += 1)}.example.com`);

beforeEach(() => {
  asked = 0;
  jest.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => jest.useRealTimers());

test('ID-13 after two time-outs a source isn’t asked for a second, then by one request, and its answer opens it to all', async () => {
  const breaker = newBreaker();
  for (const _ of [1, 2]) await expect(breaker.run(count(late))).rejects.toMatchObject({ code: 'deadline_exceeded' });
  await expect(breaker.run(count(late))).rejects.toMatchObject({ code: 'deadline_exceeded' });
  jest.advanceTimersByTime(timings.breakerRetry / 2);
  await expect(breaker.run(count(fine))).rejects.toMatchObject({ code: 'upstream_unavailable', reason: 'NOT_RESPONDING' });
  expect(asked).toBe(3);
  jest.advanceTimersByTime(timings.breakerRetry / 2);
  expect(await breaker.run(count(fine))).toBe('fine');
  expect(await breaker.run(count(fine))).toBe('fine');
  expect(asked).toBe(5);
});

test('ID-13 a refusal is an answer: it never closes a source', async () => {
  const breaker = newBreaker();
  for (const _ of [1, 2, 3]) {
    await expect(breaker.run(count(late))).rejects.toThrow();
    await expect(breaker.run(count(refused))).rejects.toMatchObject({ code: 'rate_limited' });
  }
  expect(asked).toBe(6);
});

test('ID-13 what one Function has found out holds for the others of the process, and for that address alone', async () => {
  const [one, same] = [new Breaker('master', 'a'), new Breaker('master', 'a')];
  for (const _ of [1, 2, 3]) await expect(one.run(late)).rejects.toThrow();
  jest.advanceTimersByTime(timings.breakerRetry / 2);
  await expect(same.run(fine)).rejects.toMatchObject({ reason: 'NOT_RESPONDING' });
  expect(await new Breaker('master', 'b').run(fine)).toBe('fine');
});

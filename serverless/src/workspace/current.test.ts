import { lengthenTimings } from '../testing/timings';
import { callerOf, channelsOn } from '@interaction-history/shared/src/caller/identity';
import type { CurrentWorkspace } from '@interaction-history/shared/src/contract/workspace';
import { CHANNELS } from '@interaction-history/shared/src/caller/channel';
import { handler as current } from '../../functions/workspace/current';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { sidOf } from '../testing/context';
import { restoreTimings, shortenTimings } from '../testing/timings';

let centre: TestEnvironment;
let log: string[];
beforeAll(async () => {
  centre = await startTestEnvironment();
}, 60_000);
afterAll(async () => {
  await centre.stop();
  expect(centre.twilio.unknown).toEqual([]);
});
beforeEach(() => {
  log = captureLog();
});
afterEach(() => {
  jest.restoreAllMocks();
  centre.twilio.faults.taskrouter = null;
  centre.twilio.taskrouter.queues.splice(4);
});
const codeOf = ({ body }: { body: unknown }) => (body as { error?: { code: string } }).error?.code;

test.each(['sam', 'root'])(
  '200 AD-1 the workspace’s real queues by name, and the channels its tasks can have, for %s',
  async (who) => {
    const answer = await centre.as(who)(current, {});
    expect(answer).toMatchObject({ status: 200, body: { complete: true, channels: [...CHANNELS] } });
    expect((answer.body as CurrentWorkspace).queues).toEqual([
      { sid: sidOf('WQ', 1), name: 'Billing EN' },
      { sid: sidOf('WQ', 4), name: 'General' },
      { sid: sidOf('WQ', 2), name: 'Orders EN' },
      { sid: sidOf('WQ', 3), name: 'Tech EN' },
    ]);
  },
);

test('200 all pages of a large workspace are read', async () => {
  lengthenTimings();
  const more = Array.from({ length: 2_497 }, (_, n) => ({ sid: sidOf('WQ', 100 + n), name: `Queue ${n}` }));
  centre.twilio.taskrouter.queues.push(...more);
  const { queues, complete } = (await centre.as('sam')(current, {})).body as CurrentWorkspace;
  expect([queues.length, new Set(queues.map(({ sid }) => sid)).size, complete]).toEqual([2_501, 2_501, true]);
});

test('200 a workspace without end is read to 10,000 queues, and it is said that there are more', async () => {
  lengthenTimings();
  const more = Array.from({ length: 10_001 }, (_, n) => ({ sid: sidOf('WQ', 100 + n), name: `Queue ${n}` }));
  centre.twilio.taskrouter.queues.push(...more);
  const { queues, complete } = (await centre.as('sam')(current, {})).body as CurrentWorkspace;
  expect([queues.length, complete]).toEqual([10_000, false]);
});

test('403 an agent has no business with it, and TaskRouter is not asked', async () => {
  centre.twilio.faults.taskrouter = 500;
  const answer = await centre.as('ada')(current, {});
  expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
});

test('401 without a token', async () => {
  const answer = await centre.as('sam')(current, { Token: '' });
  expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthenticated']);
});

test.each([
  [500, 503, 'upstream_unavailable'],
  [401, 503, 'upstream_unavailable'],
  ['reset', 503, 'upstream_unavailable'],
  [429, 429, 'rate_limited'],
  ['hang', 504, 'deadline_exceeded'],
] as const)(
  'TaskRouter’s fault %s is answered %d %s, to be tried again, without a word of Twilio’s',
  async (fault, status, code) => {
    if (fault === 'hang') shortenTimings();
    centre.twilio.faults.taskrouter = fault;
    const answer = await centre.as('sam')(current, {});
    expect(answer).toMatchObject({ status, body: { error: { code, retryable: true } } });
    expect(JSON.stringify(answer.body)).not.toMatch(/Authenticate|Too Many|20003/);
    centre.twilio.faults.taskrouter = null;
    restoreTimings();
    expect((await centre.as('sam')(current, {})).status).toBe(200);
  },
);

test('503 a workspace that TaskRouter does not know is a matter of configuration, not a queue that was not found', async () => {
  const env = centre.env.TWILIO_FLEX_WORKSPACE_SID ?? '';
  centre.env.TWILIO_FLEX_WORKSPACE_SID = 'WS' + '0'.repeat(32);
  try {
    expect(await centre.as('sam')(current, {})).toMatchObject({
      status: 503,
      body: { error: { message: 'TaskRouter does not know the configured workspace' } },
    });
    expect(log.join()).toContain('workspace/current');
  } finally {
    centre.env.TWILIO_FLEX_WORKSPACE_SID = env;
    // the stand-in knows one workspace: asking for another is what this test does
    (centre.twilio.unknown as unknown[]).splice(0);
  }
});

test('503 a next page on another host is not followed: the credentials go to TaskRouter alone', async () => {
  const asked: string[] = [];
  const real = globalThis.fetch;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.includes('/TaskQueues')) return real(input, init);
    asked.push(url);
    return Response.json({ task_queues: [], meta: { next_page_url: 'https://evil.example/v1/TaskQueues?Page=1' } });
  });
  expect((await centre.as('sam')(current, {})).status).toBe(503);
  expect(asked).toHaveLength(1);
});

describe('AD-1 which channels a task channel can bring', () => {
  test.each([
    ['voice', ['voice']],
    ['chat', ['sms', 'whatsapp', 'messenger', 'web', 'email']],
    ['sms', ['sms']],
    ['email', ['email']],
    ['default', ['other']],
    ['callbacks', ['other']],
  ])('%s', (taskChannel, channels) => expect(new Set(channelsOn(taskChannel))).toEqual(new Set(channels)));

  test('whatever a conversation’s task says it is, is among those of `chat`', () => {
    for (const channelType of ['web', 'sms', 'mms', 'whatsapp', 'messenger', 'facebook', 'email', 'chat'])
      expect(channelsOn('chat')).toContain(callerOf('chat', { channelType }).channel);
  });
});

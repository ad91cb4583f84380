import { PROJECT_ID } from '@interaction-history/sandbox/src/environment';
import { openEmbeddedFirestore } from '@interaction-history/sandbox/src/firestore/embedded';
import { invoke } from '@interaction-history/sandbox/src/invoke';
import { rerouteTwilio } from '@interaction-history/sandbox/src/twilio/reroute';
import { startTwilio, type TwilioStandIn } from '@interaction-history/sandbox/src/twilio/stand-in';
import { ENDPOINTS, type EndpointPath } from '@interaction-history/shared/src/contract/endpoints';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import type { RequestContext } from '../context';
import { handle } from '../handle';
import { embedFirestore } from '../testing/firestore';
import { MAX_BODY_BYTES } from './body';
import type { Handler } from './context';
import { asksTwilio } from './handle';
import { AppError } from './errors';
import { processWide } from './process-wide';
import { shortenTimings } from '../testing/timings';
import { timings } from './timings';

const ACCOUNT = { accountSid: 'AC' + '1'.repeat(32), authToken: 'the-auth-token', workspaceSid: 'WS' + '1'.repeat(32) };
const ENV = {
  ACCOUNT_SID: ACCOUNT.accountSid,
  AUTH_TOKEN: ACCOUNT.authToken,
  TWILIO_FLEX_WORKSPACE_SID: ACCOUNT.workspaceSid,
  FIREBASE_PROJECT_ID: PROJECT_ID,
  ALLOWED_ORIGINS: 'https://flex.twilio.com',
};
const TREE = { version: 3, tree: null, mostUsed: null };
const HEALTHY: HealthResponse = {
  firestore: { status: 'off' },
  salesforce: { status: 'off' },
  master: { status: 'off' },
  taskrouter: { status: 'off' },
  versions: { functions: '1', writes: 1 },
};
const serve = (handler: Handler<'reason-codes/current', RequestContext> = async () => TREE) =>
  handle('reason-codes/current', handler);

describe('every endpoint', () => {
  let twilio: TwilioStandIn;
  let removeFirestore: () => void;
  let restore: () => void;
  let lines: string[];

  beforeAll(async () => {
    twilio = await startTwilio({
      port: 0,
      functionsUrl: 'http://127.0.0.1:1',
      ...ACCOUNT,
      pluginBundle: '/none',
      desktopBundle: '/none',
    });
    restore = rerouteTwilio(twilio.origin);
    removeFirestore = embedFirestore(PROJECT_ID, openEmbeddedFirestore(PROJECT_ID).store);
  });
  afterAll(async () => {
    restore();
    removeFirestore();
    await twilio.stop();
  });
  beforeEach(() => {
    lines = [];
    twilio.faults.iam = null;
    for (const method of ['log', 'warn', 'error'] as const)
      jest.spyOn(console, method).mockImplementation((...args: unknown[]) => void lines.push(String(args[0])));
  });
  afterEach(() => jest.restoreAllMocks());

  const ada = () => twilio.issueToken('ada').token;
  const codeOf = (answer: { body: unknown }): string | undefined => (answer.body as { error?: { code: string } }).error?.code;

  test('200 a worker’s request is answered with the response schema’s fields alone', async () => {
    const answer = await invoke(
      serve(async () => ({ ...TREE, extra: 'leak' })),
      ENV,
      { Token: ada() },
    );
    expect(answer).toMatchObject({ status: 200, body: TREE });
    expect(JSON.stringify(answer.body)).not.toContain('leak');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['none', () => undefined],
    ['empty', () => ''],
    ['forged', () => 'forged.token'],
    ['expired', () => twilio.issueToken('ada', { expiresInSeconds: -1 }).token],
    ['of 10,000 characters', () => 'x'.repeat(10_000)],
    ['of characters that no header holds', () => 'tökén あ'],
  ])('401 a token that is %s is unauthenticated', async (_, token) => {
    const handler = jest.fn(async () => TREE);
    const answer = await invoke(serve(handler), ENV, { Token: token() });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthenticated']);
    expect(handler).not.toHaveBeenCalled();
  });

  test('429 TR-3 junk tokens are asked of Twilio twenty times, then once a second; who is known goes on', async () => {
    const known = ada();
    expect((await invoke(serve(), ENV, { Token: known })).status).toBe(200);
    const brake = processWide('token-brake', () => ({ refusedAt: [] as number[], askedAt: 0 }));
    brake.refusedAt.length = 0;
    const junk = async (n: number): Promise<number> => (await invoke(serve(), ENV, { Token: `junk-${n}` })).status;
    for (let n = 0; n < 20; n++) expect(await junk(n)).toBe(401);
    expect(await junk(20)).toBe(401);
    expect(await junk(21)).toBe(429);
    expect((await invoke(serve(), ENV, { Token: known })).status).toBe(200);
    brake.refusedAt.length = 0;
    expect(await junk(22)).toBe(401);
    brake.refusedAt.length = 0;
  });

  test.each([200, 401])('TR-5 %i: no answer is kept, framed, run, taken for a page or asked for without TLS', async (status) => {
    const { headers, ...answer } = await invoke(serve(), ENV, { Token: status === 200 ? ada() : 'forged' });
    expect(answer.status).toBe(status);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age=31536000; includeSubDomains') as string,
    });
    for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", 'sandbox'])
      expect(headers['content-security-policy']).toContain(rule);
  });

  test('403 a guest is forbidden', async () => {
    const answer = await invoke(serve(), ENV, { Token: twilio.issueGuestToken().token });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
  });

  test('403 the wrong role is forbidden, the right one is not', async () => {
    const health = handle('health', async () => HEALTHY);
    expect((await invoke(health, ENV, { Token: ada() })).status).toBe(403);
    expect((await invoke(health, ENV, { Token: twilio.issueToken('sam').token })).status).toBe(403);
    expect((await invoke(health, ENV, { Token: twilio.issueToken('root').token })).status).toBe(200);
  });

  test('403 a foreign origin is forbidden and gets no CORS header; an allowed one gets its own', async () => {
    const foreign = await invoke(serve(), ENV, { Token: ada() }, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    const own = await invoke(serve(), ENV, { Token: ada() }, { origin: 'https://flex.twilio.com' });
    expect([own.status, own.headers['access-control-allow-origin'], own.headers.vary]).toEqual([
      200,
      'https://flex.twilio.com',
      'Origin',
    ]);
  });

  test('400 a malformed body names the fields and quotes nothing', async () => {
    const answer = await invoke(serve(), ENV, { Token: ada(), knownVersion: 'Ana Torres' });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_request']);
    expect(answer.body).toMatchObject({ error: { fields: { knownVersion: { code: 'wrong_type' } }, retryable: false } });
    expect(JSON.stringify(answer.body)).not.toContain('Ana');
  });

  test('OP-5 409 a page of another version is told to reload, and one that says none is of the first', async () => {
    const { token: Token } = twilio.issueToken('ada');
    const answers = await Promise.all(['1', '2', '0', 'x'].map((Contract) => invoke(serve(), ENV, { Token, Contract })));
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual([
      [200, undefined],
      ...Array<unknown>(3).fill([409, 'version_mismatch']),
    ]);
    expect((await invoke(serve(), ENV, { Token })).status).toBe(200);
  });

  test('413 two megabytes are refused before anybody is asked anything', async () => {
    twilio.faults.iam = 'hang';
    const answer = await invoke(serve(), ENV, { Token: ada(), comment: 'x'.repeat(2_000_000) });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'too_large']);
    expect((await invoke(serve(), ENV, {}, { 'content-length': String(3 * MAX_BODY_BYTES + 1) })).status).toBe(413);
  });

  test('500 a handler that throws or rejects gives a correlation id and nothing of itself', async () => {
    for (const broken of [
      () => {
        throw new TypeError('reading name of Ana Torres');
      },
      async () => Promise.reject(new Error('secret of Ana Torres')),
    ]) {
      const answer = await invoke(serve(broken), ENV, { Token: ada() });
      expect([answer.status, codeOf(answer)]).toEqual([500, 'internal']);
      expect((answer.body as { error: { correlationId: string } }).error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
      expect(JSON.stringify(answer.body) + lines.join()).not.toMatch(/Ana|secret/);
    }
  });

  test('500 an answer that breaks the contract never leaves', async () => {
    const answer = await invoke(
      serve(async () => ({ version: 'three' }) as never),
      ENV,
      { Token: ada() },
    );
    expect([answer.status, codeOf(answer)]).toEqual([500, 'internal']);
  });

  test('409 a typed failure keeps its code, message and fields', async () => {
    const answer = await invoke(
      serve(async () => {
        throw new AppError('conflict', 'Somebody was faster', { fields: { baseVersion: { code: 'unknown_value' } } });
      }),
      ENV,
      { Token: ada() },
    );
    expect(answer).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'conflict',
          message: 'Somebody was faster',
          fields: { baseVersion: { code: 'unknown_value' } },
          retryable: false,
        },
      },
    });
  });

  test('504 a handler that never answers is cut off at the deadline', async () => {
    jest.useFakeTimers({ doNotFake: ['performance', 'queueMicrotask', 'setImmediate', 'nextTick'] });
    try {
      const token = ada();
      let entered: () => void = () => undefined;
      const inside = new Promise<void>((resolve) => (entered = resolve));
      const answering = invoke(
        serve(() => {
          entered();
          return new Promise(() => undefined);
        }),
        ENV,
        { Token: token },
      );
      await inside;
      await jest.advanceTimersByTimeAsync(8_001);
      const answer = await answering;
      expect([answer.status, codeOf(answer)]).toEqual([504, 'deadline_exceeded']);
    } finally {
      jest.useRealTimers();
    }
  });

  test.each([500, 429, 401, 'reset'] as const)(
    '503 when Twilio’s token service fails (%s): the agent is not told to sign in again',
    async (fault) => {
      twilio.faults.iam = fault;
      const answer = await invoke(serve(), ENV, { Token: twilio.issueToken('ada').token });
      expect([answer.status, codeOf(answer)]).toEqual([503, 'upstream_unavailable']);
    },
  );

  test('504 a token service that hangs is given up after 3 s', async () => {
    shortenTimings();
    twilio.faults.iam = 'hang';
    const began = Date.now();
    const answer = await invoke(serve(), ENV, { Token: twilio.issueToken('ada').token });
    expect([answer.status, codeOf(answer)]).toEqual([504, 'deadline_exceeded']);
    expect(Date.now() - began).toBeLessThan(8_000);
  });

  test('a token is asked about once, also by requests at once, and a refusal is not remembered', async () => {
    const validations = jest.spyOn(await import('twilio-flex-token-validator'), 'validator');
    const token = ada();
    await Promise.all(Array.from({ length: 5 }, () => invoke(serve(), ENV, { Token: token })));
    await invoke(serve(), ENV, { Token: token });
    expect(validations).toHaveBeenCalledTimes(1);
    await invoke(serve(), ENV, { Token: 'forged' });
    await invoke(serve(), ENV, { Token: 'forged' });
    expect(validations).toHaveBeenCalledTimes(3);
  });

  test('401 TR-1 what holds for everybody is asked of Twilio each time: a session that has just ended does it no more, nor anything else', async () => {
    const validations = jest.spyOn(await import('twilio-flex-token-validator'), 'validator');
    const health = handle('health', async () => HEALTHY);
    const token = twilio.issueToken('root').token;
    await invoke(serve(), ENV, { Token: token });
    expect((await invoke(health, ENV, { Token: token })).status).toBe(200);
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(200);
    expect(validations).toHaveBeenCalledTimes(2);
    validations.mockRejectedValue('Access Token expired or expiration date invalid');
    expect((await invoke(health, ENV, { Token: token })).status).toBe(401);
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(401);
  });

  test('401 TR-1 a session that ended ten seconds ago reads and writes nothing; while Twilio can’t be asked it is believed', async () => {
    const validations = jest.spyOn(await import('twilio-flex-token-validator'), 'validator');
    const wrote = jest.fn(async () => ({ updatedAt: new Date().toISOString() }));
    const write = handle('drafts/save', wrote as never);
    const draft = { taskSid: 'WT' + '1'.repeat(32), reservationSid: 'WR' + '1'.repeat(32), reasonId: '', comment: 'x' };
    const token = ada();
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(200);
    timings.sessionFresh = 0;
    validations.mockRejectedValue('connect ECONNREFUSED');
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(200);
    validations.mockRejectedValueOnce('Access Token expired or expiration date invalid');
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(401);
    validations.mockRestore();
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(200);
    const ended = jest.spyOn(await import('twilio-flex-token-validator'), 'validator');
    ended.mockRejectedValue('Invalid Access Token');
    expect((await invoke(write, ENV, { Token: token, ...draft })).status).toBe(401);
    expect(wrote).not.toHaveBeenCalled();
  });

  test('403 TR-1 a role that was taken away ten seconds ago opens nothing, though the session goes on', async () => {
    const workspace = handle('workspace/current', async () => ({ queues: [], channels: [] }) as never);
    const token = twilio.issueToken('sam').token;
    expect((await invoke(serve(), ENV, { Token: token })).status).toBe(200);
    timings.sessionFresh = 0;
    const said = { worker_sid: 'WK' + '1'.repeat(32), roles: ['agent'], expiration: new Date(Date.now() + 60_000).toISOString() };
    jest.spyOn(await import('twilio-flex-token-validator'), 'validator').mockResolvedValue(said);
    expect((await invoke(workspace, ENV, { Token: token })).status).toBe(403);
  });

  test('TR-1 publishing, merging, taking apart, confirming and whatever admins alone may are never done on a remembered session', () => {
    const paths = Object.keys(ENDPOINTS) as EndpointPath[];
    const alone = paths.filter((path) => String(ENDPOINTS[path].auth) === 'admin');
    expect(alone).toContain('settings/publish');
    const others = ['merge', 'split', 'release-address'].map((verb) => `customers/${verb}`);
    const codes = ['publish', 'restore', 'import'].map((verb) => `reason-codes/${verb}`);
    expect(paths.filter(asksTwilio)).toEqual(expect.arrayContaining([...alone, ...others, ...codes, 'interactions/confirm']));
    expect(paths.filter(asksTwilio)).not.toContain('customers/lookup');
  });

  test('500 a misconfigured deployment says so in the log, variable by variable, and tells the browser nothing', async () => {
    const answer = await invoke(serve(), { ...ENV, ACCOUNT_SID: 'nonsense', DEFAULT_REGION: 'usa' }, { Token: ada() });
    expect([answer.status, codeOf(answer)]).toEqual([500, 'internal']);
    expect(lines.filter((line) => line.startsWith('configuration: '))).toHaveLength(2);
    expect(JSON.stringify(answer.body)).not.toMatch(/ACCOUNT_SID|REGION/);
  });

  test('PR-3 a request leaves one log line with ids alone', async () => {
    const token = ada();
    await invoke(serve(), ENV, { Token: token, knownVersion: '1' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      endpoint: 'reason-codes/current',
      status: 200,
      workerSid: expect.stringMatching(/^WK/) as string,
    });
    expect(lines[0]).not.toContain(token);
  });
});

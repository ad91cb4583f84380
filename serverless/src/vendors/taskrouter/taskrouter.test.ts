import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCOUNT } from '@interaction-history/sandbox/src/environment';
import { rerouteTwilio } from '@interaction-history/sandbox/src/twilio/reroute';
import { startTwilio, type TwilioStandIn } from '@interaction-history/sandbox/src/twilio/stand-in';
import { deadlineIn } from '../../runtime/deadline';
import { readConfig } from '../../config/config';
import { TaskRouter } from './taskrouter';

let twilio: TwilioStandIn;
let restore: () => void;
let client: TaskRouter;
beforeAll(async () => {
  const places = { port: 0, functionsUrl: 'http://127.0.0.1:1', pluginBundle: '/none', desktopBundle: '/none' };
  twilio = await startTwilio({ ...places, ...ACCOUNT });
  restore = rerouteTwilio(twilio.origin);
  client = new TaskRouter(
    readConfig({
      ACCOUNT_SID: ACCOUNT.accountSid,
      AUTH_TOKEN: ACCOUNT.authToken,
      TWILIO_FLEX_WORKSPACE_SID: ACCOUNT.workspaceSid,
      FIREBASE_PROJECT_ID: 'demo-test',
    }),
  );
});
afterAll(async () => {
  await twilio.stop();
  restore();
});
afterEach(() => jest.restoreAllMocks());

const broken = new TypeError('fetch failed');

test('OR-1 a connection that died while the process slept costs a second request, not the outcome', async () => {
  const { taskSid } = twilio.phone.ring('one-match');
  jest.spyOn(globalThis, 'fetch').mockRejectedValueOnce(broken);
  expect((await client.task(taskSid, deadlineIn(8_000))).sid).toBe(taskSid);
});

test('OR-1 an update whose answer was lost is made once, whatever was written beside it', async () => {
  const { taskSid } = twilio.phone.ring('one-match');
  const real = globalThis.fetch;
  const seen = await client.task(taskSid, deadlineIn(8_000));
  jest.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...request) => {
    await real(...request);
    throw broken;
  });
  const before = twilio.taskrouter.task(taskSid).version;
  const merged = await client.mergeAttributes(taskSid, { conversations: { outcome: 'x' } }, deadlineIn(8_000), seen);
  expect(merged).toMatchObject({ conversations: { outcome: 'x' } });
  expect(twilio.taskrouter.task(taskSid).version).toBe(before + 1);
});

test('OR-1 others’ numbers that JavaScript cannot hold are still there after a merge', async () => {
  const { taskSid } = twilio.phone.ring('one-match');
  const seen = await client.task(taskSid, deadlineIn(8_000));
  const numbers = '"loyalty_id":12345678901234567890,"ticket":9007199254740993,"ratio":1e400';
  const body = new URLSearchParams({ Attributes: `{${numbers}}` });
  const url = `https://taskrouter.twilio.com/v1/Workspaces/${ACCOUNT.workspaceSid}/Tasks/${taskSid}`;
  const authorization = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`;
  const headers = { authorization, 'If-Match': seen.etag };
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
  await client.mergeAttributes(taskSid, { customers: { name: 'Ana' } }, deadlineIn(8_000));
  const { attributesText } = await client.task(taskSid, deadlineIn(8_000));
  expect(attributesText).toBe(`{${numbers},"customers":{"name":"Ana"}}`);
});

test('ID-13 a connection that stays broken is upstream_unavailable, after two requests', async () => {
  const fetch = jest.spyOn(globalThis, 'fetch').mockRejectedValue(broken);
  await expect(client.ping(deadlineIn(8_000))).rejects.toMatchObject({ code: 'upstream_unavailable', source: 'taskrouter' });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('TR-5 a redirect is not followed: tasks and credentials go to Twilio’s address alone', async () => {
  const asked: (string | undefined)[] = [];
  const elsewhere = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const back = rerouteTwilio(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
  await expect(client.ping(deadlineIn(8_000))).rejects.toMatchObject({ code: 'upstream_unavailable' });
  back();
  elsewhere.closeAllConnections();
  await new Promise((resolve) => elsewhere.close(resolve));
  expect(asked.length).toBeGreaterThan(0);
  expect(asked).not.toContain('/elsewhere');
});

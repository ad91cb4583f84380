import { fixedSid } from '../sids';
import type { TwilioOptions } from '../options';
import { startTwilio, type TwilioStandIn } from '../stand-in';

export const ACCOUNT = { accountSid: fixedSid('AC', 7), authToken: 'a-test-token', workspaceSid: fixedSid('WS', 7) };

/** A stand-in on any free port. No test here opens the desktop, so its bundle may be missing. */
export const started = (more: Partial<TwilioOptions> = {}): Promise<TwilioStandIn> =>
  startTwilio({
    port: 0,
    functionsUrl: 'http://127.0.0.1:9',
    ...ACCOUNT,
    pluginBundle: '/nowhere/plugin.js',
    desktopBundle: '/nowhere/app.js',
    ...more,
  });

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

/** A request to TaskRouter's REST API with the account's credentials, unless told otherwise. */
export async function rest(
  twilio: TwilioStandIn,
  path: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const authorization = 'Basic ' + Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64');
  const url = `${twilio.origin}/_twilio/taskrouter.twilio.com/v1/Workspaces/${ACCOUNT.workspaceSid}${path}`;
  return read(
    await fetch(url, {
      headers: { authorization, ...headers },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    }),
  );
}

/** A command of the phone page. */
export async function lab(
  twilio: TwilioStandIn,
  command: string,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return read(await fetch(`${twilio.origin}/_lab/${command}`, { method: 'POST', body: JSON.stringify(body), headers }));
}

/** A request of the desktop through the event bridge, as the person with this token. */
export async function bridge(
  twilio: TwilioStandIn,
  token: string,
  method: string,
  url: string,
  params: object = {},
): Promise<Answer> {
  return read(
    await fetch(`${twilio.origin}/_twilio/event-bridge.twilio.com/v1/wschannels`, {
      method: 'POST',
      body: JSON.stringify({ url, method, params, token }),
    }),
  );
}

import { requireBasicAuth } from './basic-auth';
import { jsonObject, type TwilioAnswer, type TwilioApi, type TwilioCall } from './call';
import type { Centre } from './centre';
import type { EventBridge } from './event-bridge';
import { faultError, type Fault, type Faults } from './faults';
import { flexApi } from './flex-api';
import { pluginsApi } from './flex-plugins-api';
import { serverlessApi } from './serverless/api';
import { staticAssets } from './static-assets';
import { taskRouterRest } from './taskrouter-rest';

/** What the HTTP server is to do with a call: answer it, or play a fault that is no answer. */
export type Outcome = { answer: TwilioAnswer } | 'hang' | 'reset' | 'unknown';

/** Every Twilio host the desktop and the Functions speak to over HTTP. */
export function twilioHosts(centre: Centre, bridge: EventBridge, faults: Faults): (call: TwilioCall) => Promise<Outcome> {
  const rest = taskRouterRest(centre);
  const page = flexApi(centre);
  const plugins = pluginsApi(centre);
  const serverless = serverlessApi(centre);

  return async (call) => {
    const { hostname } = call.url;
    if (hostname === 'taskrouter.twilio.com') return guarded(faults.taskrouter, call, rest);
    if (hostname === 'iam.twilio.com') return guarded(faults.iam, call, iam);
    if (/^serverless(-upload)?\.twilio\.com$/.test(hostname)) return settle(await serverless(call));
    if (hostname.startsWith('event-bridge.')) return settle(await bridge.api(call));
    return settle((await page(call)) ?? (await plugins(call)) ?? (await staticAssets(call)));
  };

  function iam(call: TwilioCall): TwilioAnswer | null {
    if (call.method !== 'POST' || call.url.pathname !== `/v1/Accounts/${centre.account.accountSid}/Tokens/validate`) return null;
    requireBasicAuth(call.headers, centre.account);
    return { body: centre.tokens.validate(jsonObject(call.body).token) };
  }
}

async function guarded(fault: Fault, call: TwilioCall, api: TwilioApi): Promise<Outcome> {
  if (fault === 'hang' || fault === 'reset') return fault;
  const conditionalWrite = call.method === 'POST' && call.headers['if-match'] !== undefined;
  if (fault !== null && (fault !== 412 || conditionalWrite)) throw faultError(fault);
  return settle(await api(call));
}

const settle = (answer: TwilioAnswer | null): Outcome => (answer === null ? 'unknown' : { answer });

import { setTimeout as wait } from 'node:timers/promises';
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
    if (hostname === 'taskrouter.twilio.com') return guarded(faults.taskrouter, faults.slowMs, call, rest);
    if (hostname === 'iam.twilio.com') return guarded(faults.iam, faults.slowMs, call, iam);
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

async function guarded(fault: Fault, slowMs: number, call: TwilioCall, api: TwilioApi): Promise<Outcome> {
  if (fault === 'hang' || fault === 'reset') return fault;
  if (fault === 'slow') await wait(slowMs);
  if (fault === 'html') return { answer: { body: MAINTENANCE, headers: { 'content-type': 'text/html' } } };
  const conditionalWrite = call.method === 'POST' && call.headers['if-match'] !== undefined;
  if (typeof fault === 'number' && (fault !== 412 || conditionalWrite)) throw faultError(fault);
  const outcome = settle(await api(call));
  if (fault === 'lost') return 'reset';
  if (fault !== 'truncated' || typeof outcome === 'string') return outcome;
  return { answer: { ...outcome.answer, body: JSON.stringify(outcome.answer.body).slice(0, 40) } };
}

const MAINTENANCE = '<!DOCTYPE html><html><body>We are down for maintenance.</body></html>';

const settle = (answer: TwilioAnswer | null): Outcome => (answer === null ? 'unknown' : { answer });

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Pages } from '../desktop/pages';
import type { TwilioCall } from './call';
import type { LabHandler } from './lab';
import { isLoopbackHost, isOwnOrigin, readBody, send } from './loopback-http';
import { jsonObject } from './call';
import { TwilioError, notFound } from './twilio-error';
import type { Outcome } from './twilio-hosts';
import { twilioAddress } from './twilio-address';

export interface Served {
  port: number;
  twilio: (call: TwilioCall) => Promise<Outcome>;
  lab: ReadonlyMap<string, LabHandler>;
  pages: Pages;
  unknown: (call: TwilioCall) => void;
}

/** The one HTTP entrance: Twilio's APIs under `/_twilio/<host>/`, the phone network under `/_lab/`, the pages. */
export function requestListener(served: Served): RequestListener {
  return (request, response) => {
    dispatch(served, request, response).catch((error: unknown) => {
      const known = error instanceof TwilioError ? error : undefined;
      if (!known) console.error(`Twilio stand-in: ${request.method} ${request.url?.replace(/\?.*/, '')} failed:`, error);
      if (response.headersSent) response.destroy();
      else send(response, known?.status ?? 500, known?.body() ?? { code: 20500, message: String(error), status: 500 });
    });
  };
}

async function dispatch(
  { port, twilio, lab, pages, unknown }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers } = request;
  if (!isLoopbackHost(headers.host)) return send(response, 403, 'Only 127.0.0.1 and localhost are served here.');
  if (method !== 'GET' && !isOwnOrigin(request, port)) return send(response, 403, `Requests from ${headers.origin} are refused.`);
  const body = await readBody(request);
  const target = request.url ?? '/';

  const twilioUrl = twilioAddress(target);
  if (twilioUrl) {
    const call = { method, url: twilioUrl, headers, body };
    const outcome = await twilio(call);
    if (outcome === 'hang') return undefined;
    if (outcome === 'reset') return void request.socket.destroy();
    if (outcome === 'unknown') {
      unknown(call);
      throw notFound(twilioUrl.pathname);
    }
    const { status = 200, headers: more, body: answer } = outcome.answer;
    return send(response, status, answer, more);
  }

  const { pathname } = new URL(target, `http://${headers.host}`);
  if (pathname.startsWith('/_lab/')) {
    const command = lab.get(pathname.slice('/_lab/'.length));
    if (!command || method !== 'POST') throw notFound(pathname);
    return send(response, 200, await command(jsonObject(body)));
  }
  return pages.serve(method, new URL(target, `http://${headers.host}`), body, response);
}

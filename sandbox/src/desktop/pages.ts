import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { PEOPLE } from '../personas';
import { phonePage } from '../phone/page';
import { jsonObject } from '../twilio/call';
import { flexUserSid } from '../twilio/flex-api';
import { send } from '../twilio/loopback-http';
import { pluginList } from '../twilio/plugin-service';
import type { TwilioOptions } from '../twilio/options';
import type { IssuedToken } from '../twilio/tokens';
import { TwilioError, notFound } from '../twilio/twilio-error';
import { desktopPage, landingPage } from './templates';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8' };
const FILES: Record<string, [file: string, type: Record<string, string>]> = {
  '/_desktop/rewrite.js': [path.join(__dirname, 'rewrite.browser.js'), SCRIPT],
  '/_desktop/start.js': [path.join(__dirname, 'start.browser.js'), SCRIPT],
  '/_desktop/sandbox.css': [path.join(__dirname, 'sandbox.css'), { 'content-type': 'text/css; charset=utf-8' }],
  '/_phone/phone.js': [path.join(__dirname, '../phone/phone.browser.js'), SCRIPT],
};

/** Everything a person opens: the landing page, the agent desktop, the phone page, and what they load from here. */
export class Pages {
  constructor(
    private readonly options: TwilioOptions,
    private readonly issue: (personId: string) => IssuedToken,
  ) {}

  async serve(method: string, url: URL, body: string, response: ServerResponse): Promise<void> {
    const { pathname, host } = url;
    if (method === 'POST' && pathname === '/_desktop/session') return send(response, 200, this.session(jsonObject(body)));
    if (method !== 'GET') throw notFound(pathname);
    const file = FILES[pathname];
    if (file) return send(response, 200, await readFile(file[0]), file[1]);
    switch (pathname) {
      case '/':
        return send(response, 200, landingPage(url.port, this.options.links ?? []), HTML);
      case '/phone':
        return send(response, 200, phonePage(), HTML);
      case '/_plugins':
        return send(response, 200, await pluginList(this.options.pluginBundle));
      case '/_plugins/plugin-interaction-history.js':
        return send(response, 200, await readFile(this.options.pluginBundle), SCRIPT);
      case '/_desktop/timings.js':
        return send(response, 200, timingsScript(this.options.pluginTimings), SCRIPT);
      case '/_desktop/app.js':
        response.writeHead(200, SCRIPT);
        return void createReadStream(this.options.desktopBundle).pipe(response);
    }
    // Flex routes its views in the page: /agent-desktop, /teams, /admin, …
    if (/\.\w+$/.test(pathname)) throw notFound(pathname);
    return send(response, 200, desktopPage(), { ...HTML, 'content-security-policy': this.fence(host) });
  }

  /** What Flex keeps in `TWILIO_FLEX_SSO` once somebody has signed in. */
  private session({ as, identity }: Record<string, unknown>): Record<string, unknown> {
    const person = PEOPLE.find(
      ({ id, email }) => id === as || (as === undefined && this.issue(id).identity === identity && email !== ''),
    );
    if (!person) throw new TwilioError(401, 20003, `There is no ${String(as ?? identity)} here.`);
    const token = this.issue(person.id);
    return {
      token: token.token,
      identity: token.identity,
      roles: token.roles,
      expiration: token.expiresAt.toISOString(),
      flexUserSid: flexUserSid(person.workerSid),
      accountSid: this.options.accountSid,
    };
  }

  /** The second fence: whatever the page's rewriting cannot see stops here. The Functions are the one other origin it may call. */
  private fence(host: string): string {
    const functions = new URL(this.options.functionsUrl).origin;
    return [
      "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
      `script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data: ${functions}`,
      `connect-src 'self' ws://${host} ${functions} blob: data:`,
      // Flex's CRM panel shows a Salesforce record in a frame
      `frame-src 'self' blob: data: ${this.options.recordPages ?? ''}`,
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; ');
  }
}

/** What the plugin waits less long for; nothing, so that it has its own times, unless tests want it. */
const timingsScript = (timings: Record<string, number> | undefined): string =>
  timings === undefined ? '' : `var INTERACTION_HISTORY_TEST_TIMINGS = ${JSON.stringify(timings)};`;

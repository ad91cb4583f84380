import type { TwilioHandler } from '@interaction-history/serverless/src/runtime/twilio';

/** What a Function answered. */
export interface Invoked {
  status: number;
  headers: Record<string, string>;
  /** The parsed body. */
  body: unknown;
}

/** The runtime's own response class has these fields too; it is there once the runtime has been loaded. */
class Response {
  statusCode = 0;
  body = '';
  readonly headers: Record<string, string> = {};
  setStatusCode(status: number): void {
    this.statusCode = status;
  }
  setBody(body: string): void {
    this.body = body;
  }
  appendHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
}

/** Calls a Function as Twilio's runtime does, in this process and without HTTP: form fields, headers, one callback. */
export function invoke(
  handler: TwilioHandler,
  env: Record<string, string>,
  fields: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Invoked> {
  (globalThis as { Twilio?: unknown }).Twilio ??= { Response };
  // What the browser sends: every field by its text
  const body = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const sent = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) };
  const event = { request: { headers: { ...sent, ...headers } }, ...fields };
  return new Promise((resolve, reject) => {
    handler(env, event, (error, response) => {
      if (error !== null && error !== undefined)
        return reject(error instanceof Error ? error : new Error('the Function called back with an error'));
      const { statusCode, body, headers: answered } = response as Response;
      const lower = Object.entries(answered).map(([name, value]) => [name.toLowerCase(), value]);
      resolve({
        status: statusCode,
        body: body === '' ? null : JSON.parse(body),
        headers: Object.fromEntries(lower) as Record<string, string>,
      });
    });
  });
}

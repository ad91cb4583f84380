import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Deadline } from '../../runtime/deadline';

/**
 * HTTP under a deadline, in place of jsforce's own: that one waits 30 minutes for an answer's head and for ever for its body,
 * retries a GET for 15.5 s, and takes an answer cut short for a text.
 */
export interface HttpCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}
export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** No answer: `timeout` when the budget ran out, `network` for a refused, reset or cut connection. */
export class TransportError extends Error {
  constructor(
    readonly kind: 'timeout' | 'network',
    options: { cause?: unknown } = {},
  ) {
    super(kind === 'timeout' ? 'the budget ran out before the answer came' : 'the connection failed', options);
    this.name = 'TransportError';
  }
}

/** Far above any page of ours; an answer beyond it is a fault, not data. */
const MAX_ANSWER = 8 * 1024 * 1024;

const keptAlive = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 16 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 16 }),
};

/**
 * @param fresh opens a connection of its own. For writes: a kept connection may have died while Twilio froze the instance, and
 *   a write that meets a reset must not be sent again, because nobody knows whether it was carried out.
 * @throws TransportError
 */
export function send(call: HttpCall, deadline: Pick<Deadline, 'signal'>, fresh: boolean): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const url = new URL(call.url);
    const secure = url.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: call.method,
      headers: call.headers,
      agent: fresh ? false : keptAlive[secure ? 'https:' : 'http:'],
    });
    const fail = (error: TransportError): void => {
      deadline.signal.removeEventListener('abort', expire);
      reject(error);
      request.destroy();
    };
    const expire = (): void => fail(new TransportError('timeout'));
    const broken = (cause?: unknown): void => fail(new TransportError('network', { cause }));
    if (deadline.signal.aborted) return expire();
    deadline.signal.addEventListener('abort', expire, { once: true });
    request.on('error', broken);
    request.on('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER) broken(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      response.on('error', broken);
      response.on('end', () => {
        if (!response.complete) return broken(new Error('the answer was cut short'));
        deadline.signal.removeEventListener('abort', expire);
        const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
        resolve({ statusCode: response.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.end(call.body);
  });
}

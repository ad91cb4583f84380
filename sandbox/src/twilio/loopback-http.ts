import type { IncomingMessage, ServerResponse } from 'node:http';

/** Ten times what the largest honest request needs. */
const MAX_BODY = 4 * 1024 * 1024;

/** Only a page that was opened at a loopback name: a foreign name that resolves here (DNS rebinding) is refused. */
export const isLoopbackHost = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');

/** The pages of this server may call it, and programs, which send no Origin; other web pages may not. */
export function isOwnOrigin(request: IncomingMessage, port: number): boolean {
  const { origin } = request.headers;
  return origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`;
}

/** The request's body as text. @throws RangeError beyond 4 MiB */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new RangeError('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Sends JSON, or text and bytes as they are. Nothing of a stand-in is ever cached. */
export function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, {
    'content-type': raw ? 'text/plain; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(raw ? body : JSON.stringify(body ?? {}));
}

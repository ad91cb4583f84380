import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../listen';
import { Actions, type BillingOrder } from './actions';

/**
 * `hang`: no answer, and nothing done. `lost`: done, and the connection cut. `late`: done only some time after the connection was given up.
 * `refused`: as for an order that WHMCS won't take.
 */
export const BILLING_FAULTS = ['hang', 'reset', 'html', '500', '403', 'lost', 'late', 'refused'] as const;
export type BillingFault = (typeof BILLING_FAULTS)[number];

/** WHMCS never has an answer for this one, so that there is a customer whose order goes on running. */
const BUSY_CLIENT = '46';

export interface WhmcsOptions {
  /** 0: any free one. */
  port: number;
  identifier: string;
  secret: string;
}
export interface WhmcsStandIn {
  origin: string;
  orders: BillingOrder[];
  /** Clients there are, by number. */
  clients: Set<number>;
  /** Requests that nobody taught the stand-in. */
  unknown: { method: string; path: string; message: string }[];
  /** Requests by action. */
  asked: Map<string, number>;
  /** @param action which one it hits; any when left out  @param times how many; for ever when left out */
  setFault(fault: BillingFault | null, action?: string, times?: number): void;
  /** How long after its connection was given up a `late` request is carried out, in milliseconds. */
  lateMs: number;
  stop(): Promise<void>;
}

/** A WHMCS: its API, and a page that lists the orders. Binds loopback only. */
export async function startWhmcs(options: WhmcsOptions): Promise<WhmcsStandIn> {
  const actions = new Actions();
  const unknown: WhmcsStandIn['unknown'] = [];
  const asked = new Map<string, number>();
  let fault: { fault: BillingFault; action: string | undefined; left: number } | null = null;
  const standIn = { lateMs: 200 };

  const struck = (action: string): BillingFault | null => {
    if (fault === null || (fault.action !== undefined && fault.action !== action)) return null;
    const { fault: one } = fault;
    if (--fault.left <= 0) fault = null;
    return one;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method === 'GET' && path === '/') {
      response.writeHead(200, { 'content-type': 'text/html;charset=UTF-8' }).end(actions.page());
      return;
    }
    const form = new URLSearchParams(await read(request));
    const action = form.get('action') ?? '';
    if (request.method !== 'POST' || path !== '/includes/api.php') {
      unknown.push({ method: request.method ?? '', path, message: 'not the API' });
      response.writeHead(404).end();
      return;
    }
    asked.set(action, (asked.get(action) ?? 0) + 1);
    if (form.get('identifier') !== options.identifier || form.get('secret') !== options.secret)
      return send(response, 403, { result: 'error', message: 'Invalid or missing credentials' });
    const carriedOut = (): Record<string, unknown> => {
      const done = actions.run(action, form);
      if (done === null) unknown.push({ method: 'POST', path, message: `action ${action}` });
      return done ?? { result: 'error', message: 'Command Not Found' };
    };
    if (form.get('clientid') === BUSY_CLIENT) return;
    switch (struck(action)) {
      case 'hang':
        return;
      case 'reset':
        request.socket.resetAndDestroy();
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Down for Maintenance</body></html>');
        return;
      case '500':
        response.writeHead(500, { 'content-type': 'text/html' }).end('Oops! Something went wrong');
        return;
      case '403':
        return send(response, 403, { result: 'error', message: 'Invalid IP 192.0.2.7' });
      case 'refused':
        return send(response, 200, { result: 'error', message: 'No items added to cart so order cannot proceed' });
      case 'lost':
        carriedOut();
        request.socket.resetAndDestroy();
        return;
      case 'late':
        response.once('close', () => setTimeout(carriedOut, standIn.lateMs));
        return;
      case null:
        // the form wasn't asked to be JSON: WHMCS answers in XML
        if (form.get('responsetype') !== 'json') {
          response.writeHead(200, { 'content-type': 'text/xml' }).end('<whmcsapi/>');
          return;
        }
        return send(response, 200, carriedOut());
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      unknown.push({ method: request.method ?? '', path: request.url ?? '', message: String(error) });
      response.destroy();
    });
  });
  const port = await listen(server, options.port);
  return Object.assign(standIn, {
    origin: `http://127.0.0.1:${port}`,
    orders: actions.orders,
    clients: actions.clients,
    unknown,
    asked,
    setFault: (next: BillingFault | null, action?: string, times = Infinity) => {
      fault = next === null ? null : { fault: next, action, left: times };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

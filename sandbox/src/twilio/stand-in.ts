import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Pages } from '../desktop/pages';
import { PEOPLE } from '../personas';
import { Centre } from './centre';
import { EventBridge } from './event-bridge';
import { eventCallbacks } from './event-callbacks';
import type { Faults } from './faults';
import { labHandlers } from './lab';
import { isLoopbackHost, isOwnOrigin } from './loopback-http';
import { PhoneNetwork } from './phone-network';
import type { TwilioOptions } from './options';
import { requestListener } from './request-listener';
import type { TaskRouter } from './taskrouter';
import type { IssuedToken } from './tokens';
import { twilioAddress } from './twilio-address';
import { twilioHosts } from './twilio-hosts';
import { Twilsock } from './twilsock';
import { recordUnknown, type UnknownRequest } from './unknown-requests';
import { connectVoice } from './voice-signalling';

export interface TwilioStandIn {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** What the account holds. */
  centre: Centre;
  taskrouter: TaskRouter;
  /** The customers' side, for tests that need no phone page. */
  phone: PhoneNetwork;
  faults: Faults;
  /** What nobody answered since the start: empty in a normal session. */
  unknown: readonly UnknownRequest[];
  /** A token for one of PEOPLE, by id; 8 hours unless told otherwise, and already expired when negative. */
  issueToken(personId: string, options?: { expiresInSeconds?: number }): IssuedToken;
  /** A web chat visitor's token: role guest, no worker. */
  issueGuestToken(identity?: string, options?: { expiresInSeconds?: number }): IssuedToken;
  stop(): Promise<void>;
}

/** Starts the stand-in for Twilio on loopback: Flex's host page, the phone page and every Twilio API they and the Functions use. */
export async function startTwilio(options: TwilioOptions): Promise<TwilioStandIn> {
  const { accountSid, authToken, workspaceSid, functionsUrl } = options;
  const centre = new Centre({ accountSid, authToken }, workspaceSid, functionsUrl, options.domainOf);
  if (options.popMode !== undefined) centre.pluginSettings.popMode = options.popMode;
  const unknown: UnknownRequest[] = [];
  const faults: Faults = { taskrouter: null, iam: null, slowMs: 4_000 };
  const bridge = new EventBridge(centre);
  const twilsock = new Twilsock(centre, (method, url) => recordUnknown(unknown, method, url.host, url.pathname));
  const phone = new PhoneNetwork(centre);
  const callbacks = eventCallbacks(centre.router, { accountSid, authToken, workspaceSid, callback: centre.eventCallback });
  const issue = (personId: string, lifetime?: number): IssuedToken => {
    const person = PEOPLE.find(({ id }) => id === personId);
    if (!person) throw new Error(`No person ${personId}: one of ${PEOPLE.map(({ id }) => id).join(', ')}`);
    return centre.tokens.issueFor(centre.router.worker(person.workerSid), lifetime);
  };
  const report = (): object => ({
    unknown,
    connected: Object.fromEntries(PEOPLE.map(({ id, workerSid }) => [id, bridge.connected(workerSid)])),
  });

  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const port = await listen(server, options.port, options.host ?? '127.0.0.1');
  server.on(
    'request',
    requestListener({
      port,
      twilio: twilioHosts(centre, bridge, faults),
      lab: labHandlers(centre, phone, faults, report, options.lab ?? {}),
      pages: new Pages(options, issue),
      unknown: (call) => {
        const asked = call.url.hostname.startsWith('event-bridge.') ? ` ${bridge.describe(call.body)}` : '';
        recordUnknown(unknown, call.method, call.url.host, call.url.pathname + asked);
      },
    }),
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = isLoopbackHost(request.headers.host) && isOwnOrigin(request, port) ? twilioAddress(request.url ?? '') : undefined;
    if (!url) return socket.destroy();
    return sockets.handleUpgrade(request, socket, head, (opened) => connect(opened, url));
  });

  function connect(socket: WebSocket, url: URL): void {
    try {
      if (url.hostname.startsWith('event-bridge.') && url.pathname === '/v1/wschannels') return bridge.connect(socket, url);
      if (url.hostname.startsWith('tsock.')) return twilsock.connect(socket);
      if (/^(voice-js|chunderw)/.test(url.hostname))
        return connectVoice(centre, socket, (what) => recordUnknown(unknown, 'voice', url.host, what));
      recordUnknown(unknown, 'WebSocket', url.host, url.pathname);
      return socket.close(1008, 'unknown path');
    } catch (error) {
      return socket.close(1008, error instanceof Error ? error.message : String(error));
    }
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    centre,
    taskrouter: centre.router,
    phone,
    faults,
    unknown,
    issueToken: (personId, { expiresInSeconds } = {}) => issue(personId, expiresInSeconds),
    issueGuestToken: (identity = 'visitor-7', { expiresInSeconds } = {}) => centre.tokens.issueGuest(identity, expiresInSeconds),
    stop: async () => {
      callbacks.stop();
      centre.stop();
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is taken: stop what uses it, or choose another port`, { cause: error })
          : error,
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

import type { WebSocket } from 'ws';
import type { BridgeCall } from './bridge-call';
import { jsonObject, route, type Route, type TwilioApi } from './call';
import type { Centre } from './centre';
import { interactions } from './interactions';
import { workerRequests } from './worker-requests';
import { ChannelPayloads } from './taskrouter-channel';
import type { Worker } from './taskrouter-model';
import { TwilioError } from './twilio-error';

/** The event bridge: TaskRouter and Interactions for the page, by POST, and events back through a socket for each open tab. */
export class EventBridge {
  private readonly sockets = new Map<string, Set<WebSocket>>();
  private readonly table: readonly Route<BridgeCall>[];
  private readonly payloads: ChannelPayloads;

  constructor(private readonly centre: Centre) {
    this.payloads = new ChannelPayloads(centre.router, centre.account.accountSid, centre.workspaceSid);
    this.table = [...workerRequests(centre, this.payloads), ...interactions(centre)];
    centre.router.listen((event) => {
      // the payload as it is now, sent a moment later: the answer to the request that caused it comes first
      const text = JSON.stringify(this.payloads.event(event));
      centre.later(20, () => this.push(event.worker.sid, text));
    });
  }

  readonly api: TwilioApi = (call) => {
    if (call.method !== 'POST' || call.url.pathname !== '/v1/wschannels') return null;
    const request = jsonObject(call.body);
    const worker = this.workerOf(request.token);
    const { url, method } = request;
    if (typeof url !== 'string' || typeof method !== 'string') return null;
    const params =
      typeof request.params === 'object' && request.params !== null ? (request.params as Record<string, unknown>) : {};
    const ifMatch = call.headers['if-match']?.replace(/"/g, '');
    const found = route(this.table, method, '/' + url.replace(/^\/?(v\d\/)?/, '').replace(/\?.*$/, ''), {
      worker,
      params,
      ifMatch,
    });
    return found ? { body: { payload: found.answer } } : null;
  };

  /** What an unanswered POST was about, for the list of unknown requests. */
  describe(body: string): string {
    const { url, method } = jsonObject(body);
    return `${String(method)} ${String(url)}`;
  }

  /** A browser tab: `init` first, then every event of its worker, and a heartbeat, without which the page reconnects after 30 s. */
  connect(socket: WebSocket, url: URL): void {
    const worker = this.workerOf(url.searchParams.get('token'));
    const mine = this.sockets.get(worker.sid) ?? new Set();
    this.sockets.set(worker.sid, mine.add(socket));
    const { account, workspaceSid } = this.centre;
    const payload = {
      channel: 'worker',
      channel_id: worker.sid,
      account_sid: account.accountSid,
      workspace_sid: workspaceSid,
      token_lifetime: 8 * 3600,
    };
    this.centre.later(20, () => socket.send(JSON.stringify({ event_type: 'init', payload })));
    const heartbeat = setInterval(() => socket.send(' '), 10_000);
    socket.on('close', () => {
      clearInterval(heartbeat);
      mine.delete(socket);
    });
    // the page speaks here only to renew its token, which is looked at when it is used
    socket.on('message', () => undefined);
  }

  /** How many tabs of a worker are open: the phone page says so before it rings. */
  connected = (workerSid: string): number => this.sockets.get(workerSid)?.size ?? 0;

  private push(workerSid: string, text: string): void {
    for (const socket of this.sockets.get(workerSid) ?? []) socket.send(text);
  }

  private workerOf(token: unknown): Worker {
    const worker = this.centre.tokens.find(token)?.worker;
    if (!worker) throw new TwilioError(401, 20101, 'Invalid Access Token');
    return worker;
  }
}

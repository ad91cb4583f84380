import type { WebSocket } from 'ws';
import type { Centre } from './centre';
import { jsonObject } from './call';
import { insightsHttp } from './insights';
import { conversationsHttp } from './conversations-http';
import { derivedSid } from './conversations';
import { syncHttp } from './sync-http';
import { conferenceMap, isShown, messageItem, participantItem } from './sync-objects';
import type { Worker } from './taskrouter-model';
import { TwilioError } from './twilio-error';
import { decodeFrame, encodeFrame } from './twilsock-frame';

const OK = { code: 200, status: 'OK' };

interface Connection {
  socket: WebSocket;
  worker: Worker | undefined;
  /** Sids of the Sync objects this page wants to hear about, with the protocol version to tell it in. */
  subscribed: Map<string, number>;
}

interface Reply {
  status?: number;
  body: unknown;
}

/** Twilio's socket, which carries Sync and Conversations: their HTTP in frames, and notifications back. */
export class Twilsock {
  private readonly connections = new Set<Connection>();
  private notifications = 0;

  constructor(
    private readonly centre: Centre,
    private readonly unknown: (method: string, url: URL) => void,
  ) {
    centre.conversations.onMessage((conversation, index) => {
      const message = conversation.messages[index];
      const name = `${conversation.sid}.messages`;
      const sid = derivedSid('ES', name);
      if (!message) return;
      const item = {
        id: index,
        list_sid: sid,
        list_revision: `r${index}`,
        item_index: index,
        item_revision: '0',
        item_data: messageItem(message),
        item_url: `https://cds.us1.twilio.com/v3/Lists/${name}/Items/${index}`,
        date_created: message.at.toISOString(),
      };
      this.notify(sid, 'list_item_added', item);
    });
    centre.conferences.onChange((conference, participant) => {
      if (!isShown(participant)) return;
      const name = conferenceMap(conference.taskSid);
      const sid = derivedSid('MP', name);
      const id = this.notifications;
      const item = {
        id,
        map_sid: sid,
        map_revision: `r${id}`,
        item_key: participant.callSid,
        item_revision: `r${id}`,
        item_data: participantItem(conference, participant),
        item_url: `https://cds.us1.twilio.com/v3/Maps/${name}/Items/${participant.callSid}`,
        date_created: new Date().toISOString(),
      };
      this.notify(sid, 'map_item_updated', item);
    });
  }

  connect(socket: WebSocket): void {
    const connection: Connection = { socket, worker: undefined, subscribed: new Map() };
    this.connections.add(connection);
    socket.on('close', () => this.connections.delete(connection));
    socket.on('message', (bytes: Buffer) => this.receive(connection, bytes));
  }

  private receive(connection: Connection, bytes: Buffer): void {
    const { header, payload } = decodeFrame(bytes);
    const reply = (more: Record<string, unknown>, body?: unknown): void =>
      connection.socket.send(encodeFrame({ method: 'reply', id: header.id, status: OK, ...more }, body));
    switch (header.method) {
      case 'init':
        connection.worker = this.centre.tokens.find(header.token)?.worker;
        if (!connection.worker)
          return reply({ status: { code: 401, status: 'UNAUTHORIZED', description: 'Invalid Access Token', errorCode: 20101 } });
        return reply(welcome(header));
      case 'message': {
        const { status = 200, body } = this.answer(connection, header.http_request as TunnelledRequest, payload);
        return reply(
          {
            http_status: { code: status, status: status < 400 ? 'OK' : 'ERROR' },
            http_headers: { 'content-type': 'application/json' },
          },
          body,
        );
      }
      case 'ping':
      case 'update':
      case 'telemetry':
      case 'put_telemetry':
      case 'telemetry.v1':
      case 'close':
        return reply({}, {});
      case 'reply':
        return undefined;
      default:
        return this.unknown(`twilsock ${String(header.method)}`, new URL('https://tsock.us1.twilio.com/v3/wsconnect'));
    }
  }

  private answer(connection: Connection, request: TunnelledRequest, payload: unknown): Reply {
    const url = new URL((request.host.startsWith('http') ? '' : 'https://') + request.host + request.path);
    const body =
      typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : jsonObject(String(payload));
    try {
      if (url.pathname.endsWith('/Telemetry/Events')) return { body: {} };
      if (/\/v4\/Subscriptions$/.test(url.pathname)) return this.subscribe(connection, body);
      const sync = request.method === 'GET' ? syncHttp(this.centre, url) : insightsHttp(this.centre, url, body);
      if (sync !== undefined) return { body: sync };
      const found = connection.worker && conversationsHttp(this.centre, connection.worker, request.method, url, body);
      if (found) return { body: found.answer };
    } catch (error) {
      if (error instanceof TwilioError) return { status: error.status, body: error.body() };
      throw error;
    }
    this.unknown(request.method, url);
    return { status: 404, body: { status: 404, code: 20404, message: `The requested resource ${url.pathname} was not found` } };
  }

  /** Both answers are needed: without the notification the SDK asks again for ever. */
  private subscribe(
    connection: Connection,
    { action, correlation_id, requests, event_protocol_version: version }: Record<string, unknown>,
  ): Reply {
    const objects = (Array.isArray(requests) ? requests : []) as { object_sid: string; object_type: string }[];
    for (const { object_sid: sid } of objects) {
      if (action === 'cancel') connection.subscribed.delete(sid);
      else connection.subscribed.set(sid, Number(version));
    }
    const type = action === 'cancel' ? 'subscription_canceled' : 'subscription_established';
    this.centre.later(30, () => {
      for (const object of objects)
        this.send(connection, Number(version), type, { ...object, replay_status: 'completed', last_event_id: 0 }, correlation_id);
    });
    return { status: 202, body: { estimated_delivery_in_ms: 10_000, max_batch_size: 1000 } };
  }

  private notify(objectSid: string, type: string, event: object): void {
    for (const connection of this.connections) {
      const version = connection.subscribed.get(objectSid);
      if (version !== undefined) this.send(connection, version, type, event);
    }
  }

  /** Two generations of Sync run in one desktop: Flex's own reads `event` (3), the Conversations SDK's `events` (4). */
  private send({ socket }: Connection, version: number, type: string, event: object, correlationId?: unknown): void {
    this.notifications += 1;
    const header = { method: 'notification', id: `TN${this.notifications}`, message_type: 'twilio.sync.event' };
    const content = version >= 4 ? { events: [event] } : { event };
    socket.send(
      encodeFrame(header, {
        event_type: type,
        ...(correlationId !== undefined && { correlation_id: correlationId }),
        ...content,
      }),
    );
  }
}

interface TunnelledRequest {
  method: string;
  host: string;
  path: string;
}

function welcome(header: Record<string, unknown>): Record<string, unknown> {
  const registrations = (Array.isArray(header.registrations) ? header.registrations : []) as { type: string; product: string }[];
  return {
    continuation_token: 'sandbox',
    continuation_token_status: { reissued: true, reissue_reason: 'TOKEN_MISSING', reissue_message: '' },
    capabilities: ['client_update', 'telemetry.v1'],
    offline_storage: {},
    init_registrations: registrations.map(({ type, product }, index) => ({
      type,
      product,
      registration_id: `REG${index}`,
      status: 'active',
    })),
    debug_info: {},
  };
}

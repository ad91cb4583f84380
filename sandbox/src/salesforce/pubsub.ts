import path from 'node:path';
import { createHash } from 'node:crypto';
import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type ServerDuplexStream,
  type ServiceClientConstructor,
  loadPackageDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { Type } from 'avsc';
import type { BusEvent } from './event-bus';
import type { SalesforceStandIn } from './stand-in';

const PROTO = path.resolve(__dirname, '../../../serverless/src/vendors/salesforce/pubsub/pubsub_api.proto');
const MOST_REQUESTED = 100;
/** An empty answer with the latest id comes within this time, when there is nothing to send. */
const KEEPALIVE_MS = 270_000;

interface FetchRequest {
  topicName: string;
  replayPreset: 'LATEST' | 'EARLIEST' | 'CUSTOM';
  replayId: Buffer;
  numRequested: number;
}
type Stream = ServerDuplexStream<FetchRequest, unknown>;

export interface PubSub {
  /** host:port, without encryption. */
  host: string;
  /** Open streams. */
  streams(): number;
  /** Events sent so far, repeats included. */
  sent(): number;
  /** Cuts every stream, as a network or a release of Salesforce's does. */
  dropStreams(): void;
  /** True: streams open, and nothing comes. */
  setSilent(silent: boolean): void;
  stop(): Promise<void>;
}

/**
 * Salesforce's Pub/Sub API over the stand-in's events: subscribing with replay and flow control, schemas in Avro, errors with Salesforce's own codes
 * in the trailers (Pub/Sub API guide, "Handle Errors").
 * @param options.port 0: any free one
 */
export async function servePubSub(org: SalesforceStandIn, options: { port: number; keepaliveMs?: number }): Promise<PubSub> {
  const definition = loadPackageDefinition(loadSync(PROTO, { longs: String, enums: String, defaults: true }));
  const { PubSub: service } = (definition.eventbus as { v1: Record<string, ServiceClientConstructor> }).v1;
  if (service === undefined) throw new Error('the proto file has no PubSub');
  const streams = new Set<{ stream: Stream; pump: () => void }>();
  let [silent, sent] = [false, 0];

  const isSessions = (metadata: Metadata): boolean => {
    const [token, instance, tenant] = ['accesstoken', 'instanceurl', 'tenantid'].map((name) =>
      String(metadata.get(name)[0] ?? ''),
    );
    return org.isSession(token ?? '') && instance === org.origin && /^00D\w{12,15}$/.test(tenant ?? '');
  };
  const mayUse = (topic: string): boolean => org.seesEvent(topic.replace('/event/', ''));

  const getTopic: handleUnaryCall<{ topicName: string }, unknown> = ({ request, metadata }, answer) => {
    if (!isSessions(metadata)) return answer(UNAUTHENTICATED());
    if (!mayUse(request.topicName)) return answer(DENIED());
    answer(null, {
      topicName: request.topicName,
      tenantGuid: 'core/sandbox/00D5e0000000001EAA',
      canPublish: false,
      canSubscribe: true,
      schemaId: schemaOf(org, request.topicName).id,
    });
  };
  const getSchema: handleUnaryCall<{ schemaId: string }, unknown> = ({ request, metadata }, answer) => {
    if (!isSessions(metadata)) return answer(UNAUTHENTICATED());
    const schema = [...org.org.metadata.events]
      .map((name) => schemaOf(org, `/event/${name}`))
      .find(({ id }) => id === request.schemaId);
    if (schema === undefined) return answer(refused(status.NOT_FOUND, 'sfdc.platform.eventbus.grpc.schema.not.found'));
    answer(null, { schemaJson: schema.json, schemaId: schema.id });
  };

  const subscribe = (stream: Stream): void => {
    let topic = '';
    let pending = 0;
    let after: Buffer | null = null;
    let keepalive: NodeJS.Timeout | undefined;
    const end = (error: ReturnType<typeof refused>): void => {
      close();
      stream.emit('error', error);
    };
    const write = (events: BusEvent[]): void => {
      pending -= events.length;
      sent += events.length;
      const type = schemaOf(org, topic);
      stream.write({
        events: events.map((event) => ({
          event: {
            id: createHash('md5').update(event.replayId).digest('hex'),
            schemaId: type.id,
            payload: encode(type.type, event, type.fields),
          },
          replayId: event.replayId,
        })),
        latestReplayId: events.at(-1)?.replayId ?? org.bus.latest(),
        pendingNumRequested: pending,
      });
    };
    const pump = (): void => {
      if (topic === '' || silent) return;
      clearTimeout(keepalive);
      if (!isSessions(stream.metadata)) return end(UNAUTHENTICATED());
      while (pending > 0) {
        const next = org.bus
          .kept(topic.replace('/event/', ''))
          .filter(({ replayId }) => after === null || replayId.compare(after) > 0);
        const batch = next.slice(0, Math.min(pending, 20));
        if (batch.length === 0) break;
        after = batch.at(-1)?.replayId ?? after;
        write(batch);
      }
      keepalive = setTimeout(() => {
        if (pending > 0 && !silent) write([]);
        pump();
      }, options.keepaliveMs ?? KEEPALIVE_MS);
    };
    const close = (): void => {
      clearTimeout(keepalive);
      stopNews();
      streams.delete(entry);
    };
    const entry = { stream, pump };
    const stopNews = org.bus.onNews(pump);
    streams.add(entry);
    stream.on('data', (request: FetchRequest) => {
      if (!isSessions(stream.metadata)) return end(UNAUTHENTICATED());
      if (request.numRequested < 1 || request.numRequested > MOST_REQUESTED)
        return end(refused(status.INVALID_ARGUMENT, 'sfdc.platform.eventbus.grpc.subscription.fetch.requested.events.invalid'));
      if (topic === '') {
        if (!mayUse(request.topicName)) return end(DENIED());
        topic = request.topicName;
        if (request.replayPreset === 'LATEST') after = org.bus.latest();
        if (request.replayPreset === 'CUSTOM') {
          // an id must be of an event that is still kept
          const isKept = org.bus.kept(topic.replace('/event/', '')).some(({ replayId }) => replayId.equals(request.replayId));
          const isTip =
            request.replayId.equals(org.bus.latest()) &&
            org.bus.kept(topic.replace('/event/', '')).length === 0 &&
            org.bus.isFresh();
          if (!isKept && !isTip)
            return end(refused(status.INVALID_ARGUMENT, 'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted'));
          after = request.replayId;
        }
      }
      pending += request.numRequested;
      pump();
    });
    stream.on('end', () => {
      close();
      stream.end();
    });
    stream.on('cancelled', close);
    stream.on('error', close);
  };

  const server = new Server();
  server.addService(service.service, { Subscribe: subscribe, GetSchema: getSchema, GetTopic: getTopic });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${options.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return {
    host: `127.0.0.1:${port}`,
    streams: () => streams.size,
    sent: () => sent,
    dropStreams: () => {
      for (const { stream } of [...streams])
        stream.emit('error', { code: status.UNAVAILABLE, details: 'RST_STREAM closed stream' });
    },
    setSilent: (next) => {
      silent = next;
      for (const { pump } of streams) pump();
    },
    stop: async () => server.forceShutdown(),
  };
}

function refused(code: status, errorCode: string): { code: status; details: string; metadata: Metadata } {
  const metadata = new Metadata();
  metadata.set('error-code', errorCode);
  return { code, details: `${errorCode} rpcId: sandbox`, metadata };
}
const UNAUTHENTICATED = () => refused(status.UNAUTHENTICATED, 'sfdc.platform.eventbus.grpc.service.auth.error');
const DENIED = () => refused(status.PERMISSION_DENIED, 'sfdc.platform.eventbus.grpc.topic.not.authorized');

/** As Salesforce describes an event: a record with CreatedDate, CreatedById and the fields, each a union with null where it may be empty. */
function schemaOf(org: SalesforceStandIn, topic: string): { id: string; json: string; type: Type; fields: string[] } {
  const name = topic.replace('/event/', '');
  const fields = [...(org.org.metadata.fields.get(name)?.values() ?? [])];
  const json = JSON.stringify({
    name,
    namespace: 'com.sforce.eventbus',
    type: 'record',
    fields: [
      { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
      { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
      ...fields.map((field) => {
        const type = field.type === 'double' ? 'double' : 'string';
        return field.required ? { name: field.name, type } : { name: field.name, type: ['null', type], default: null };
      }),
    ],
  });
  return {
    id: createHash('md5').update(json).digest('base64url'),
    json,
    type: Type.forSchema(JSON.parse(json) as Parameters<typeof Type.forSchema>[0], { wrapUnions: false }),
    fields: fields.map((field) => field.name),
  };
}

const encode = (type: Type, event: BusEvent, fields: readonly string[]): Buffer =>
  type.toBuffer({
    CreatedDate: event.publishedAt,
    CreatedById: '0055e000000000AAAA',
    ...Object.fromEntries(fields.map((name) => [name, event.fields[name] ?? null])),
  });

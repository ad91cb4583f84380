import path from 'node:path';
import {
  credentials,
  loadPackageDefinition,
  type Client,
  type ClientDuplexStream,
  type Metadata,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { isLoopback } from '../../../config/transport';

const PROTO = path.join(__dirname, 'pubsub_api.proto');

export interface FetchResponse {
  events: { event: { schemaId: string; payload: Buffer }; replayId: Buffer }[];
  latestReplayId: Buffer;
  pendingNumRequested: number;
}
type Stream = ClientDuplexStream<Record<string, unknown>, FetchResponse>;
export interface PubSubClient extends Client {
  Subscribe(metadata: Metadata): Stream;
  GetSchema(
    request: { schemaId: string },
    metadata: Metadata,
    options: { deadline: number },
    answer: (error: ServiceError | null, schema?: { schemaJson: string }) => void,
  ): void;
}

/**
 * Opens Salesforce's Pub/Sub API.
 * @param host host:port; without encryption on this machine alone
 */
export function openPubSub(host: string): PubSubClient {
  const definition = loadPackageDefinition(loadSync(PROTO, { longs: String, enums: String, defaults: true }));
  const { PubSub } = (definition.eventbus as { v1: { PubSub: ServiceClientConstructor } }).v1;
  const isLocal = isLoopback(host.replace(/:\d+$/, ''));
  return new PubSub(host, isLocal ? credentials.createInsecure() : credentials.createSsl(), {
    // a network that died without a word is found within 40 s
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.max_reconnect_backoff_ms': 10_000,
  }) as unknown as PubSubClient;
}

import type { Readable } from 'node:stream';
import {
  Server,
  ServerCredentials,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import protos from '@google-cloud/firestore/build/protos/v1.json';
import { addAdminService } from './admin-service';
import type { EmbeddedFirestore } from './embedded';

export interface FirestoreServer {
  /** For FIRESTORE_EMULATOR_HOST. */
  host: string;
  stop(): Promise<void>;
}

/** Methods that answer once, and those that answer with a stream, by the SDK's names for them. */
const UNARY = ['commit', 'beginTransaction', 'rollback', 'batchWrite', 'listCollectionIds'];
const STREAMING = ['batchGetDocuments', 'runQuery', 'runAggregationQuery'];

/** As the SDK's own clients read the wire, but nothing is filled in that was not sent: the store takes a default for a wish. */
const WIRE = { keepCase: false, longs: String, enums: String, oneofs: true, defaults: false, arrays: true };

/**
 * The embedded store behind Google's gRPC service, so that other processes reach it by FIRESTORE_EMULATOR_HOST alone, with the
 * client and the retries that they have in production. Faults and counts are the store's. Every other
 * method is answered with UNIMPLEMENTED by the gRPC library, which fails the caller.
 * @param port 0: any free one
 */
export async function serveFirestore(store: EmbeddedFirestore, port = 0): Promise<FirestoreServer> {
  const service = fromJSON(protos, WIRE)['google.firestore.v1.Firestore'] as ServiceDefinition;
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  server.addService(service, {
    ...Object.fromEntries(UNARY.map((method) => [method, unary(store, method)])),
    ...Object.fromEntries(STREAMING.map((method) => [method, streaming(store, method)])),
  });
  addAdminService(server, store);
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, taken) =>
      error === null ? resolve(taken) : reject(error),
    ),
  );
  return {
    host: `127.0.0.1:${bound}`,
    stop: async () => server.forceShutdown(),
  };
}

function unary(store: EmbeddedFirestore, method: string): handleUnaryCall<unknown, unknown> {
  return ({ request, metadata }, answer) => {
    if (isStranger(store, metadata)) return answer(DENIED);
    store.request(method, request).then(
      // the SDK unpacks this one's page for its callers
      (response) => answer(null, Array.isArray(response) ? { collectionIds: response } : response),
      (error: unknown) => answer(rpcError(error)),
    );
  };
}

function streaming(store: EmbeddedFirestore, method: string): handleServerStreamingCall<unknown, unknown> {
  return (call) => {
    const failed = (error: unknown): void => void call.emit('error', rpcError(error));
    if (isStranger(store, call.metadata)) return void call.emit('error', DENIED);
    store.requestStream(method, call.request).then((stream: Readable) => {
      stream.on('error', failed);
      stream.pipe(call);
    }, failed);
  };
}

/** Who has no credential is bound by the security rules; ours let nobody in. */
const DENIED = { code: status.PERMISSION_DENIED, details: 'Missing or insufficient permissions.' };
const isStranger = (store: EmbeddedFirestore, metadata: Metadata): boolean =>
  metadata.get('authorization').length === 0 && store.rules() === 'locked';

/** The store's errors have gRPC's code; the message is repeated by the client with the code in front of it. */
function rpcError(error: unknown): { code: number; details: string } {
  const { code, message } = error as { code?: number; message?: string };
  if (typeof code !== 'number') console.error('The embedded Firestore failed:', error);
  return {
    code: typeof code === 'number' ? code : status.INTERNAL,
    details: String(message).replace(/^\d+ [A-Z_]+: /, ''),
  };
}

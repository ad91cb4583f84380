import type { Readable } from 'node:stream';
import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import type { Firestore } from 'firebase-admin/firestore';

/** What the store does instead of its work: refuse at once, or never answer. */
export type FirestoreFault = 'unavailable' | 'hang' | null;

export interface EmbeddedFirestore {
  store: Firestore;
  setFault(fault: FirestoreFault): void;
  /** Documents read and commits made so far, for the bench. */
  counts(): { reads: number; commits: number };
  /** One RPC of google.firestore.v1, by the SDK's name for it, with its request as the wire has it. */
  request(method: string, request: unknown): Promise<unknown>;
  requestStream(method: string, request: unknown): Promise<Readable>;
}

/** Every call of the SDK goes through one of these two; they are the seam for faults and counting. */
interface SdkSeam {
  request(method: string, request: unknown, tag: string): Promise<unknown>;
  requestStream(method: string, bidirectional: boolean, request: unknown, tag: string): Promise<Readable>;
}

/** The real admin SDK on a database in this process's memory: no Java, no account, gone at the end. */
export function openEmbeddedFirestore(projectId: string): EmbeddedFirestore {
  const database = new FirestoreMock().createDatabase(projectId);
  const store = database.firestore();
  let fault: FirestoreFault = null;
  let commits = 0;
  let reads = 0;
  const sdk = store as unknown as SdkSeam;
  const real = { request: sdk.request.bind(store), requestStream: sdk.requestStream.bind(store) };
  const orFault = <T>(work: () => Promise<T>): Promise<T> => {
    if (fault === 'hang') return new Promise(() => undefined);
    if (fault === 'unavailable') return Promise.reject(Object.assign(new Error('14 UNAVAILABLE: switched off'), { code: 14 }));
    return work();
  };
  sdk.request = (method, ...rest) =>
    orFault(() => {
      if (method === 'commit') commits += 1;
      return real.request(method, ...rest);
    });
  sdk.requestStream = (...args) => orFault(async () => countDocuments(await real.requestStream(...args), () => (reads += 1)));
  return {
    store,
    setFault: (next) => {
      fault = next;
    },
    counts: () => ({ reads, commits }),
    request: (method, request) => sdk.request(method, request, 'server'),
    requestStream: (method, request) => sdk.requestStream(method, false, request, 'server'),
  };
}

/** Documents that come over the wire, as Firestore bills them: the database's own count is of documents scanned. */
function countDocuments(stream: Readable, count: () => void): Readable {
  const emit = stream.emit.bind(stream);
  stream.emit = (event: string | symbol, ...args: unknown[]) => {
    const answer = args[0] as { document?: unknown; found?: unknown; missing?: unknown } | undefined;
    if (event === 'data' && (answer?.document ?? answer?.found ?? answer?.missing)) count();
    return emit(event, ...args);
  };
  return stream;
}

import type { EventEmitter } from 'node:events';
import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import { EMBEDDED_FIRESTORE } from '@interaction-history/serverless/src/vendors/firestore/client';
import type { Firestore } from 'firebase-admin/firestore';

/** What the store does instead of its work: refuse at once, or never answer. */
export type FirestoreFault = 'unavailable' | 'hang' | null;

export interface EmbeddedFirestore {
  store: Firestore;
  setFault(fault: FirestoreFault): void;
  /** Documents read and commits made so far, for the bench. */
  counts(): { reads: number; commits: number };
}

/** Every call of the SDK goes through one of these two; they are the seam for faults and counting. */
interface SdkSeam {
  request(method: string, ...rest: unknown[]): Promise<unknown>;
  requestStream(method: string, ...rest: unknown[]): Promise<unknown>;
}

/** The real admin SDK on a database in this process's memory: no Java, no account, gone at the end. */
export function openEmbeddedFirestore(projectId: string): EmbeddedFirestore {
  const database = new FirestoreMock().createDatabase(projectId);
  const store = database.firestore();
  let fault: FirestoreFault = null;
  let commits = 0;
  let reads = 0;
  const sdk = store as unknown as SdkSeam;
  for (const method of ['request', 'requestStream'] as const) {
    const real = sdk[method].bind(store);
    sdk[method] = (name, ...rest) => {
      if (fault === 'hang') return new Promise(() => undefined);
      if (fault === 'unavailable') return Promise.reject(Object.assign(new Error('14 UNAVAILABLE: switched off'), { code: 14 }));
      if (name === 'commit') commits += 1;
      const answering = real(name, ...rest);
      return method === 'request'
        ? answering
        : answering.then((stream) => countDocuments(stream as EventEmitter, () => (reads += 1)));
    };
  }
  return {
    store,
    setFault: (next) => {
      fault = next;
    },
    counts: () => ({ reads, commits }),
  };
}

/** Documents that come over the wire, as Firestore bills them: the database's own count is of documents scanned. */
function countDocuments(stream: EventEmitter, count: () => void): EventEmitter {
  const emit = stream.emit.bind(stream);
  stream.emit = (event: string | symbol, ...args: unknown[]) => {
    const answer = args[0] as { document?: unknown; found?: unknown; missing?: unknown } | undefined;
    if (event === 'data' && (answer?.document ?? answer?.found ?? answer?.missing)) count();
    return emit(event, ...args);
  };
  return stream;
}

/** Hands the store to the Functions of this process; they open no other. */
export function embed(store: Firestore | undefined): void {
  (globalThis as unknown as Record<symbol, Firestore | undefined>)[EMBEDDED_FIRESTORE] = store;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { FirestoreMock } from '@firebase-bridge/firestore-admin';
import type { Firestore } from 'firebase-admin/firestore';
import { missingIndex, type Indexes, type StructuredQuery } from './indexes';

/**
 * What the store does instead of its work: refuse at once, never answer, refuse the log-in as it does once a key was revoked, say that it is
 * busy or broken, take 4 s, or do the work and lose the answer.
 */
export const FIRESTORE_FAULTS = ['unavailable', 'hang', 'revoked', 'busy', 'internal', 'slow', 'lost'] as const;
export type FirestoreFault = (typeof FIRESTORE_FAULTS)[number] | null;

const INDEX_FILE = path.resolve(__dirname, '../../../serverless/firestore/firestore.indexes.json');
/** What the product deploys. */
export const productIndexes = (): Indexes => JSON.parse(readFileSync(INDEX_FILE, 'utf8')) as Indexes;
export const NO_INDEXES: Indexes = { indexes: [], fieldOverrides: [] };

export interface EmbeddedFirestore {
  store: Firestore;
  /** @param slowMs how long `slow` takes */
  setFault(fault: FirestoreFault, slowMs?: number): void;
  /** Which indexes are deployed; the product's own unless this was called. A query without its index is refused, as Google does. */
  setIndexes(indexes: Indexes): void;
  indexes(): Indexes;
  /** What who has no credential may do: nothing, as our rules and a new database have it, or, as in test mode, everything. */
  setRules(rules: 'locked' | 'open'): void;
  rules(): 'locked' | 'open';
  /** What a fault that refuses says; null where there is none. */
  refusal(): Error | null;
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
  let slow = 0;
  let indexes = productIndexes();
  let rules: 'locked' | 'open' = 'locked';
  let commits = 0;
  let reads = 0;
  const sdk = store as unknown as SdkSeam;
  const real = { request: sdk.request.bind(store), requestStream: sdk.requestStream.bind(store) };
  const refusal = (): Error | null => {
    if (fault === 'unavailable') return rpc(14, '14 UNAVAILABLE: switched off');
    if (fault === 'revoked') return rpc(16, '16 UNAUTHENTICATED: Request had invalid authentication credentials.');
    if (fault === 'busy') return rpc(8, '8 RESOURCE_EXHAUSTED: Quota exceeded.');
    if (fault === 'internal') return rpc(13, '13 INTERNAL: An internal error occurred.');
    return null;
  };
  const orFault = async <T>(work: () => Promise<T>): Promise<T> => {
    if (fault === 'hang') return new Promise(() => undefined);
    const refused = refusal();
    if (refused !== null) throw refused;
    if (fault === 'slow') await wait(slow);
    const lost = fault === 'lost';
    const answer = await work();
    if (lost) throw rpc(14, '14 UNAVAILABLE: read ECONNRESET');
    return answer;
  };
  sdk.request = (method, ...rest) =>
    orFault(() => {
      if (method === 'commit') commits += 1;
      return real.request(method, ...rest);
    });
  sdk.requestStream = (method, bidirectional, request, tag) =>
    orFault(async () => {
      assertIndexed(request as Queries, indexes);
      return countDocuments(await real.requestStream(method, bidirectional, request, tag), () => (reads += 1));
    });
  return {
    store,
    setFault: (next, slowMs = 4_000) => {
      fault = next;
      slow = slowMs;
    },
    setIndexes: (next) => {
      indexes = next;
    },
    indexes: () => indexes,
    setRules: (next) => {
      rules = next;
    },
    rules: () => rules,
    refusal,
    counts: () => ({ reads, commits }),
    request: (method, request) => sdk.request(method, request, 'server'),
    requestStream: (method, request) => sdk.requestStream(method, false, request, 'server'),
  };
}

const rpc = (code: number, message: string): Error => Object.assign(new Error(message), { code });

/** The requests that hold a query: runQuery and runAggregationQuery. */
interface Queries {
  structuredQuery?: StructuredQuery;
  structuredAggregationQuery?: { structuredQuery?: StructuredQuery };
}

/** @throws as Google refuses a query: it answers none by reading everything */
function assertIndexed(request: Queries, indexes: Indexes): void {
  const query = request.structuredQuery ?? request.structuredAggregationQuery?.structuredQuery;
  const missing = query === undefined ? null : missingIndex(query, indexes);
  if (missing === null) return;
  const collection = query?.from?.[0]?.collectionId ?? '';
  throw rpc(
    9,
    `9 FAILED_PRECONDITION: The query requires an index. You can create it here: https://console.firebase.google.com/ (${collection}: ${missing})`,
  );
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

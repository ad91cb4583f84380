import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Firestore } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import { EVENT } from '../vendors/salesforce/described-org';
import type { WorkerState } from './worker';

/** How the way from approval to provisioning is, as the store has it: whoever reads it need not reach the worker (EV-5). */
export interface EventsHealth {
  /** When a worker last heard from Salesforce, an empty answer included; null: never. */
  listeningAt: string | null;
  lastEventAt: string | null;
  /** From its publication to its being noted; null: no event yet. */
  lagMs: number | null;
  /** Counts stop at 100. */
  waiting: number;
  failed: { orderId: string; reason: string }[];
}

const MOST = 100;

export async function readEventsHealth(store: Firestore): Promise<EventsHealth> {
  const provisionings = collections.provisionings(store);
  const [cursor, waiting, failed] = await Promise.all([
    collections.eventCursors(store).doc(EVENT).get(),
    provisionings.where('dueAt', '!=', null).limit(MOST).get(),
    provisionings.where('step', '==', 'failed').limit(MOST).get(),
  ]);
  const { listeningAt = null, publishedAt = null, heardAt = null } = cursor.data() ?? {};
  const at = (time: { toMillis(): number } | null = null): string | null =>
    time === null ? null : new Date(time.toMillis()).toISOString();
  return {
    listeningAt: at(listeningAt),
    lastEventAt: at(publishedAt),
    lagMs: publishedAt === null || heardAt === null ? null : Math.max(0, heardAt.toMillis() - publishedAt.toMillis()),
    waiting: waiting.size,
    failed: failed.docs.map((doc) => ({ orderId: doc.id, reason: doc.data().reason ?? '' })),
  };
}

/** For process managers: 200 while the worker listens, 503 while it doesn't; loopback alone. Its body is the worker's own state. */
export function serveHealth(port: number, state: () => WorkerState): Promise<{ port: number; server: Server }> {
  const server = createServer((_request, response) => {
    const now = state();
    response.writeHead(now.isListening ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(now));
  });
  return new Promise((resolve, reject) => {
    server
      .once('error', reject)
      .listen(port, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, server }));
  });
}

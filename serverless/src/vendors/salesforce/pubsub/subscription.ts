import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { timings } from '../../../runtime/timings';
import type { Session } from '../session';
import type { FetchResponse, PubSubClient } from './client';
import { EventReader, type OrgEvent } from './event-reader';

export interface Batch {
  events: OrgEvent[];
  /** Where a later subscription goes on after these events; opaque. */
  replayId: string;
}
/**
 * Why a subscription has ended. `session`: the log-in is over. `replay`: Salesforce no longer knows the id, so events may have been missed.
 * `denied`: the user may not subscribe. `silent`: nothing came, not even a keepalive.
 */
export type Ended = 'session' | 'replay' | 'denied' | 'silent' | 'connection' | 'stopped';

/** Events that are asked for at once: no more than are waiting here to be noted. */
const WINDOW = 50;
/**
 * Listens to a topic until it ends. The next events are asked for once those before have been handled, so that no more wait here than the
 * window holds.
 * @param from where to go on; null: the oldest event that Salesforce still has
 * @param handle a batch at a time, in order; what it throws ends the subscription, and the batch comes again
 * @throws what `handle` throws
 */
export async function subscribe(
  client: PubSubClient,
  session: Session,
  {
    topic,
    from,
    handle,
    signal,
  }: { topic: string; from: string | null; handle: (batch: Batch) => Promise<void>; signal: AbortSignal },
): Promise<Ended> {
  if (signal.aborted) return 'stopped';
  const metadata = new Metadata();
  metadata.set('accesstoken', session.accessToken);
  metadata.set('instanceurl', session.instanceUrl);
  metadata.set('tenantid', session.orgId);
  const reader = new EventReader(client, metadata);
  const stream = client.Subscribe(metadata);
  let [isSilent, timer] = [false, undefined as NodeJS.Timeout | undefined];
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isSilent = true;
      stream.cancel();
    }, timings.eventsSilence);
  };
  const stop = (): void => stream.cancel();
  signal.addEventListener('abort', stop, { once: true });
  const start = from === null ? { replayPreset: 'EARLIEST' } : { replayPreset: 'CUSTOM', replayId: Buffer.from(from, 'base64') };
  try {
    heard();
    stream.write({ topicName: topic, ...start, numRequested: WINDOW });
    for await (const response of stream as AsyncIterable<FetchResponse>) {
      // our own work is no silence of theirs
      clearTimeout(timer);
      if (signal.aborted) return 'stopped';
      const events = await Promise.all(response.events.map(({ event }) => reader.read(event)));
      const last = response.events.at(-1)?.replayId ?? response.latestReplayId;
      if (last.length > 0) await handle({ events, replayId: last.toString('base64') });
      const wanted = WINDOW - response.pendingNumRequested;
      if (wanted > 0) stream.write({ topicName: topic, numRequested: wanted });
      heard();
    }
    return signal.aborted ? 'stopped' : isSilent ? 'silent' : 'connection';
  } catch (error) {
    if (signal.aborted) return 'stopped';
    if (isSilent) return 'silent';
    const ended = reasonOf(error);
    if (ended === null) throw error;
    return ended;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    stream.on('error', () => undefined);
    stream.cancel();
  }
}

/** Null: it is no answer of Salesforce's. Its own code is in the trailers (Pub/Sub API guide, "Handle Errors"). */
function reasonOf(error: unknown): Ended | null {
  const { code, metadata } = (error ?? {}) as Partial<ServiceError>;
  if (typeof code !== 'number' || metadata === undefined) return null;
  const own = String(metadata.get('error-code')[0] ?? '');
  if (code === status.UNAUTHENTICATED || own.endsWith('service.auth.error')) return 'session';
  if (own.includes('fetch.replayid.')) return 'replay';
  if (code === status.PERMISSION_DENIED) return 'denied';
  return 'connection';
}

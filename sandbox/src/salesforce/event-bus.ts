import { EventEmitter } from 'node:events';

export interface PublishedEvent {
  /** Such as OrderProvisionRequested__e. */
  name: string;
  fields: Record<string, string>;
  /** Epoch milliseconds. */
  publishedAt: number;
}

export interface BusEvent extends PublishedEvent {
  /** Of the Pub/Sub API: opaque, rising, with gaps. */
  replayId: Buffer;
}

/** High-volume events are kept for 72 hours (Pub/Sub API guide, "Event Message Durability"). */
const RETENTION_MS = 72 * 3_600_000;

/** The org's events as subscribers may still have them, oldest first. */
export class EventBus {
  private events: BusEvent[] = [];
  private position = 12_907_413n;
  private publishedAt = -Infinity;
  private readonly news = new EventEmitter().setMaxListeners(0);

  constructor(private readonly now: () => number) {}

  publish(event: PublishedEvent): void {
    // no two ids in a row: nobody may count on the next one
    this.position += 1n + BigInt(this.events.length % 3);
    this.events.push({ ...event, replayId: bytesOf(this.position) });
    this.publishedAt = event.publishedAt;
    this.news.emit('event');
  }

  kept(topic: string): BusEvent[] {
    this.events = this.events.filter(({ publishedAt }) => publishedAt > this.now() - RETENTION_MS);
    return this.events.filter(({ name }) => name === topic);
  }

  /** The newest id that there was; of an event that may be gone. */
  latest(): Buffer {
    return bytesOf(this.position);
  }

  /** As if 72 hours had gone by since the last event. */
  age(): void {
    this.events = [];
    this.publishedAt = -Infinity;
  }

  /** Whether the newest id is of these 72 hours: an empty answer hands it out, whatever topic it is of. */
  isFresh(): boolean {
    return this.publishedAt > this.now() - RETENTION_MS;
  }

  /** @returns stops telling */
  onNews(listener: () => void): () => void {
    this.news.on('event', listener);
    return () => void this.news.off('event', listener);
  }
}

function bytesOf(position: bigint): Buffer {
  const bytes = Buffer.alloc(10);
  bytes.writeBigInt64BE(position, 1);
  return bytes;
}

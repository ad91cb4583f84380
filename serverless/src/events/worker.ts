import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../runtime/deadline';
import { describeError, log } from '../runtime/log';
import { timings } from '../runtime/timings';
import { collections } from '../vendors/firestore/collections';
import type { EventCursorDocument } from '../vendors/firestore/documents';
import type { SalesforceClient } from '../vendors/salesforce/client';
import { EVENT } from '../vendors/salesforce/described-org';
import { openPubSub, type PubSubClient } from '../vendors/salesforce/pubsub/client';
import { subscribe, type Batch, type Ended } from '../vendors/salesforce/pubsub/subscription';
import type { ApprovedOrders } from '../vendors/salesforce/services/approved-orders';
import type { WhmcsClient } from '../vendors/whmcs/client';
import { due, hear, take } from './inbox';
import { orderIdOf } from './order-id';
import { provision } from './provision';

const TOPIC = `/event/${EVENT}`;
const AT_ONCE = 8;

export interface WorkerParts {
  store: () => Promise<Firestore>;
  salesforce: SalesforceClient;
  orders: Pick<ApprovedOrders, 'read' | 'waiting' | 'provisioned' | 'failed'>;
  billing: Pick<WhmcsClient, 'find' | 'add' | 'status' | 'accept'>;
  /** host:port */
  pubsub: string;
  /** Orders that the worker has in hand at once; 8 when left out. */
  atOnce?: number;
}
/** How a worker is, for its health port. */
export interface WorkerState {
  isListening: boolean;
  /** Why it last stopped listening. */
  ended: Ended | 'error' | null;
  lastEventAt: string | null;
  inHand: number;
}
export interface Worker {
  state(): WorkerState;
  /** Stops listening, and ends once what is in hand has been brought as far as it can be now. */
  stop(): Promise<void>;
}

/**
 * Listens for approved orders and provisions them (EV-1 … EV-4). Several may run: each hears every event, and an order is one worker's by a lease.
 * An event is noted in Firestore before the next is asked for; what was noted is worked off beside that.
 */
export function startWorker(parts: WorkerParts): Worker {
  const worker = new OrderWorker(parts);
  worker.start();
  return worker;
}

class OrderWorker implements Worker {
  private readonly id = randomUUID().slice(0, 8);
  private readonly stopping = new AbortController();
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly loops: Promise<void>[] = [];
  private readonly pubsub: PubSubClient;
  private wake = new AbortController();
  private isListening = false;
  private ended: WorkerState['ended'] = null;
  private lastEventAt: number | null = null;
  private sweepAt = 0;
  /** Subscriptions in a row that brought nothing. */
  private failures = 0;

  constructor(private readonly parts: WorkerParts) {
    this.pubsub = openPubSub(parts.pubsub);
  }

  start(): void {
    this.loops.push(this.listening(), this.working());
  }

  state(): WorkerState {
    const lastEventAt = this.lastEventAt === null ? null : new Date(this.lastEventAt).toISOString();
    return { isListening: this.isListening, ended: this.ended, lastEventAt, inHand: this.inHand.size };
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake.abort();
    await Promise.all(this.loops);
    await Promise.all(this.inHand.values());
    this.pubsub.close();
  }

  private async listening(): Promise<void> {
    let rejected: string | undefined;
    let heard: NodeJS.Timeout | undefined;
    while (!this.isStopping) {
      try {
        const session = await this.parts.salesforce.sessionOf(deadlineIn(timings.salesforceLogin), rejected);
        const cursor = await this.cursor();
        this.isListening = true;
        heard = this.tellSoon();
        this.ended = await subscribe(this.pubsub, session, {
          topic: TOPIC,
          from: cursor?.replayId ?? null,
          handle: (batch) => this.hear(batch),
          signal: this.stopping.signal,
        });
        if (this.ended === 'session') rejected = session.accessToken;
        if (this.ended === 'replay') await this.lost();
      } catch (error) {
        this.ended = 'error';
        this.note('subscribing failed', error);
      }
      clearTimeout(heard);
      this.isListening = false;
      if (this.isStopping) return;
      this.note(`not listening: ${this.ended ?? ''}`);
      await this.pause(Math.min(30, 2 ** this.failures++) * timings.eventsRetry * (0.5 + Math.random() / 2));
    }
  }

  /** Notes that the worker listens, though nothing has come yet. */
  private tellSoon(): NodeJS.Timeout {
    return setTimeout(() => {
      // beside `keep`, and so without the cursor: what was heard meanwhile stays
      this.parts
        .store()
        .then((store) => collections.eventCursors(store).doc(EVENT).set({ listeningAt: Timestamp.now() }, { merge: true }))
        .catch((error: unknown) => this.note('listening not noted', error));
    }, timings.eventsOpen);
  }

  /** Notes each order, then how far it has heard: what is lost between the two comes again, and changes nothing. */
  private async hear({ events, replayId }: Batch): Promise<void> {
    this.failures = 0;
    const store = await this.parts.store();
    for (const { fields, publishedAt } of events) {
      const orderId = orderIdOf(fields.OrderId__c);
      if (orderId === null) this.note('an event without an order');
      // the flow's key counts in whole seconds: an order that fails and is retried within one has two events under one key
      else await hear(store, orderId, `${textOf(fields.IdemKey__c) ?? orderId} ${publishedAt}`);
      this.lastEventAt = publishedAt;
    }
    const last = events.at(-1);
    const heard = last === undefined ? {} : { publishedAt: Timestamp.fromMillis(last.publishedAt), heardAt: Timestamp.now() };
    await this.keep({ replayId, listeningAt: Timestamp.now(), ...heard });
    if (last !== undefined) this.wake.abort();
  }

  /** Salesforce no longer has the events after the last one: what still waits is found by asking for it, and events begin with the oldest. */
  private async lost(): Promise<void> {
    this.note('events may have been missed: looking for orders that wait');
    await this.sweep();
    await this.keep({ replayId: null });
  }

  private async cursor(): Promise<EventCursorDocument | undefined> {
    return (
      await collections
        .eventCursors(await this.parts.store())
        .doc(EVENT)
        .get()
    ).data();
  }

  private async keep(fields: Partial<EventCursorDocument>): Promise<void> {
    const none: EventCursorDocument = { replayId: null, publishedAt: null, heardAt: null, listeningAt: null };
    const ref = collections.eventCursors(await this.parts.store()).doc(EVENT);
    // made whole once, so that who reads it finds every field
    await ref.set((await ref.get()).exists ? fields : { ...none, ...fields }, { merge: true });
  }

  private async working(): Promise<void> {
    while (!this.isStopping) {
      this.wake = new AbortController();
      try {
        if (Date.now() >= this.sweepAt) await this.sweep();
        await this.takeWhatIsDue();
      } catch (error) {
        this.note('looking for work failed', error);
      }
      await this.pause(timings.provisioningLook, this.wake.signal);
    }
  }

  /** Fills the hands that are free; what ends wakes the loop for more. */
  private async takeWhatIsDue(): Promise<void> {
    const { atOnce = AT_ONCE } = this.parts;
    const free = atOnce - this.inHand.size;
    if (free === 0) return;
    const store = await this.parts.store();
    const waiting = (await due(store, 3 * atOnce)).filter((orderId) => !this.inHand.has(orderId));
    for (const orderId of waiting.slice(0, free)) {
      const work = this.provision(store, orderId).finally(() => {
        this.inHand.delete(orderId);
        this.wake.abort();
      });
      this.inHand.set(orderId, work);
    }
  }

  private async provision(store: Firestore, orderId: string): Promise<void> {
    try {
      const lease = await take(store, orderId);
      if (lease === null) return;
      const { orders, billing } = this.parts;
      await provision(lease, { org: orders, billing, note: (event, error) => this.note(event, error) });
      this.note(`order ${lease.progress.step}`);
    } catch (error) {
      this.note('taking an order up failed', error);
    }
  }

  /** Orders that wait and that no event told of: an event that was never heard, or one from before this worker was there. */
  private async sweep(): Promise<void> {
    const store = await this.parts.store();
    const askedAt = Date.now();
    for (const orderId of await this.parts.orders.waiting()) {
      const known = (await collections.provisionings(store).doc(orderId).get()).data();
      // one that is on its way needs nobody; one that had ended, and waits all the same, was asked for again
      if (known === undefined || (known.dueAt === null && known.changedAt.toMillis() < askedAt))
        await hear(store, orderId, `found-${Date.now()}`);
    }
    this.sweepAt = Date.now() + timings.provisioningSweep;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async pause(ms: number, woken?: AbortSignal): Promise<void> {
    const signals = [this.stopping.signal, ...(woken === undefined ? [] : [woken])];
    await wait(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined);
  }

  private note(event: string, error?: unknown): void {
    const level = error === undefined ? 'info' : 'warn';
    log(level, {
      correlationId: this.id,
      endpoint: 'events',
      event,
      ...(error === undefined ? {} : { error: describeError(error) }),
    });
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

import { randomUUID } from 'node:crypto';
import {
  afterwards,
  isOpen,
  pauseAfter,
  type Happening,
  type Progress,
} from '@interaction-history/shared/src/services/provisioning';
import { Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { timings } from '../runtime/timings';
import { collections } from '../vendors/firestore/collections';
import type { ProvisioningDocument } from '../vendors/firestore/documents';
import { isVersionConflict, isWriteConflict, retryOnConflict } from '../vendors/firestore/optimistic';

/** Another worker has gone on with the order: whatever this one was about to note, it no longer counts. */
export class LeaseLost extends Error {}
/** Another event has come in the middle: the order stands elsewhere than was thought. */
export class StandsElsewhere extends Error {}

/**
 * Notes that an order is to be provisioned, before anything else is done about it; the same event again changes nothing (EV-3).
 * @returns whether this was news
 */
export async function hear(store: Firestore, orderId: string, key: string): Promise<boolean> {
  const ref = collections.provisionings(store).doc(orderId);
  return retryOnConflict(async () => {
    const snapshot = await ref.get();
    const found = snapshot.data();
    const next = afterwards(found ?? null, { kind: 'heard', key });
    if (next === found) return false;
    const now = Timestamp.now();
    const isTaken = found !== undefined && isOpen(found);
    const times = { dueAt: isTaken ? found.dueAt : now, by: isTaken ? found.by : null, changedAt: now };
    const document: ProvisioningDocument = { ...next, keys: [...next.keys], ...times };
    if (snapshot.updateTime === undefined) await ref.create(document);
    else await ref.update({ ...document }, { lastUpdateTime: snapshot.updateTime });
    return true;
  });
}

/** Orders somebody is to go on with now, the longest waiting first. */
export async function due(store: Firestore, limit: number): Promise<string[]> {
  const query = collections.provisionings(store).where('dueAt', '<=', Timestamp.now()).orderBy('dueAt').limit(limit);
  return (await query.get()).docs.map(({ id }) => id);
}

/** Takes an order up, so that no other worker does. Null: another was quicker, or nothing is due any more. */
export async function take(store: Firestore, orderId: string): Promise<Lease | null> {
  const ref = collections.provisionings(store).doc(orderId);
  const snapshot = await ref.get();
  const found = snapshot.data();
  const dueAt = found?.dueAt ?? null;
  if (found === undefined || snapshot.updateTime === undefined || dueAt === null || dueAt.toMillis() > Date.now()) return null;
  const by = randomUUID();
  try {
    const { writeTime } = await ref.update({ by, dueAt: leaseEnd() }, { lastUpdateTime: snapshot.updateTime });
    return new Lease(ref, found, by, writeTime);
  } catch (error) {
    if (isWriteConflict(error)) return null;
    throw error;
  }
}

/**
 * An order in one worker's hands. Each note prolongs it; a note that comes after another worker has taken over is refused, because it
 * names the version it knows.
 */
export class Lease {
  /** When it goes on; null: now. */
  private until: number | null = null;

  constructor(
    private readonly ref: DocumentReference<ProvisioningDocument>,
    public progress: Progress,
    private readonly by: string,
    private version: Timestamp,
  ) {}

  get orderId(): string {
    return this.ref.id;
  }

  /** Whether there is more to do now. */
  get goesOn(): boolean {
    return isOpen(this.progress) && this.until === null;
  }

  /** @throws LeaseLost, StandsElsewhere; what Firestore throws */
  note(happening: Happening): Promise<void> {
    return this.write(happening, isOpen(afterwards(this.progress, happening)) ? leaseEnd() : null, this.by);
  }

  /** Notes what stands in the way, and gives the order back until it is time to try again. @param until epoch milliseconds; a growing pause when left out */
  async postpone(reason: string, isLimited: boolean, until?: number): Promise<void> {
    const happening = { kind: 'hindered' as const, reason, isLimited };
    const { tries, step } = afterwards(this.progress, happening);
    // what can't be done is told at once
    const at =
      step !== this.progress.step
        ? Date.now()
        : (until ?? Date.now() + pauseAfter(tries, timings.provisioningPause, Math.random()));
    await this.write(happening, Timestamp.fromMillis(at), null);
    this.until = at;
  }

  private async write(happening: Happening, dueAt: Timestamp | null, by: string | null): Promise<void> {
    const next = afterwards(this.progress, happening);
    const document = { ...next, keys: [...next.keys], dueAt, by: dueAt === null ? null : by, changedAt: Timestamp.now() };
    try {
      this.version = (await this.ref.update(document, { lastUpdateTime: this.version })).writeTime;
      this.progress = next;
    } catch (error) {
      if (!isVersionConflict(error)) throw error;
      await this.readAgain();
      throw new StandsElsewhere();
    }
  }

  private async readAgain(): Promise<void> {
    const snapshot = await this.ref.get();
    const found = snapshot.data();
    if (found?.by !== this.by || snapshot.updateTime === undefined) throw new LeaseLost();
    this.progress = found;
    this.version = snapshot.updateTime;
  }
}

const leaseEnd = (): Timestamp => Timestamp.fromMillis(Date.now() + timings.provisioningLease);

import type { ActionMark } from '@interaction-history/shared/src/contract/services';
import { Timestamp, type DocumentReference, type Firestore } from 'firebase-admin/firestore';
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestContext } from '../context';
import { timings } from '../runtime/timings';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { ServiceActionDocument } from '../vendors/firestore/documents';
import { retryOnConflict } from '../vendors/firestore/optimistic';

export interface ClaimWanted {
  /** What is done about which record: `request-cancellation_006…`. */
  subject: string;
  /** Of the request. */
  key: string;
  taskSid: string;
  customerId: string;
}
/**
 * `taken`: it is ours until it is done or the time is up. `done`: this very request was carried out before. `busy`: a colleague is at it
 * and has not finished within the time we have.
 */
export type Claim =
  | {
      state: 'taken';
      isRepeat: boolean;
      before: ActionMark | null;
      done(mark: ActionMark): Promise<void>;
      release(): Promise<void>;
    }
  | { state: 'done'; mark: ActionMark }
  | { state: 'busy'; workerSid: string };

/** How long before our own deadline waiting for a colleague ends: there must be time left to say so. */
const TO_ANSWER_MS = 1_000;

/**
 * Lets one agent at a time do something about a record in Salesforce, which has no such lock by its API: two who ask at once are told
 * apart here, and the second learns by whom it was done (SV-4). What the record allows is judged by the record, afterwards.
 * @throws UpstreamError firestore
 */
export async function claim(wanted: ClaimWanted, ctx: RequestContext): Promise<Claim> {
  for (;;) {
    const claimed = await onFirestore(ctx.deadline, async () => take(await ctx.clients.firestore(), wanted, ctx));
    if (claimed.state !== 'busy' || ctx.deadline.remainingMs() < TO_ANSWER_MS + timings.claimRetry) return claimed;
    await wait(timings.claimRetry);
  }
}

function take(store: Firestore, wanted: ClaimWanted, ctx: RequestContext): Promise<Claim> {
  const ref = collections.serviceActions(store).doc(wanted.subject);
  return retryOnConflict(async (): Promise<Claim> => {
    const snapshot = await ref.get();
    const found = snapshot.data();
    const isOurs = found?.key === wanted.key;
    if (found !== undefined) {
      if (isOurs && found.mark !== null) return { state: 'done', mark: found.mark };
      const isHeld = found.mark === null && found.until.toMillis() > Date.now();
      // our own earlier attempt may still be under way, too
      if (isHeld) return { state: 'busy', workerSid: found.workerSid };
    }
    const before = found === undefined ? null : (found.mark ?? found.before);
    const document: ServiceActionDocument = {
      key: wanted.key,
      workerSid: ctx.worker.sid,
      taskSid: wanted.taskSid,
      customerId: wanted.customerId,
      until: Timestamp.fromMillis(ctx.deadline.at),
      mark: null,
      before,
    };
    if (snapshot.updateTime === undefined) await ref.create(document);
    else await ref.update({ ...document }, { lastUpdateTime: snapshot.updateTime });
    return { state: 'taken', isRepeat: isOurs, before, ...ending(ref, wanted.key, ctx) };
  });
}

/** However it ends, it ends our own claim alone: after our time is up another may have it. */
function ending(ref: DocumentReference<ServiceActionDocument>, key: string, ctx: RequestContext) {
  const change = (fields: Partial<ServiceActionDocument>): Promise<void> =>
    onFirestore(ctx.deadline, () =>
      retryOnConflict(async () => {
        const { updateTime, ...snapshot } = await ref.get().then((one) => ({ updateTime: one.updateTime, found: one.data() }));
        if (updateTime !== undefined && snapshot.found?.key === key) await ref.update(fields, { lastUpdateTime: updateTime });
      }),
    );
  return {
    done: (mark: ActionMark) => change({ mark }),
    release: () => change({ until: Timestamp.fromMillis(0) }),
  };
}

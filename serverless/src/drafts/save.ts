import { FieldValue, Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { interactionIdOf, isUnattended } from '../interactions/documents';
import { wasErasedSince } from '../privacy/erased-marks';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { expiring } from '../vendors/firestore/expiry';
import type { DraftDocument } from '../vendors/firestore/documents';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import { acceptedReservations } from '../vendors/taskrouter/accepted-reservations';
import { notYours } from '../vendors/taskrouter/ownership';
import { workerName } from '../vendors/taskrouter/worker-name';

type Request = RequestOf<'drafts/save'>;
const NOT_KEPT = { savedAt: null };

/**
 * Keeps what the agent has typed so far (RC-4). TaskRouter is asked whose reservation it is before the first text is kept; after
 * that the draft itself says so, and is kept although its task is gone. Nothing is kept of a part that is recorded: a save that was
 * overtaken by Complete must not bring the draft back.
 * @throws AppError forbidden (a colleague's reservation, or one that was not accepted), not_found; UpstreamError
 */
export async function saveDraft(request: Request, ctx: RequestContext): Promise<ResponseOf<'drafts/save'>> {
  const { taskSid, reservationSid, ...text } = request;
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const ref = collections.drafts(store).doc(reservationSid);
    const isEmpty = text.reasonId === null && text.comment === '';
    return retryOnConflict(async () => {
      const [snapshot, isOver] = await Promise.all([ref.get(), isPast(store, request)]);
      const before = snapshot.data();
      if (before !== undefined && (before.worker.sid !== ctx.worker.sid || before.taskSid !== taskSid)) throw notYours();
      if (isOver || (isEmpty && before === undefined)) return NOT_KEPT;
      if (isEmpty) {
        await ref.delete();
        return NOT_KEPT;
      }
      const worker = before?.worker ?? (await ownerOf(request, ctx));
      const saved = { ...text, taskSid, worker, savedAt: Timestamp.now() };
      const draft: DraftDocument = { ...saved, ...expiring('drafts', saved) };
      if (before !== undefined) {
        const expiresAt = draft.expiresAt ?? FieldValue.delete();
        await ref.update({ ...draft, expiresAt }, { lastUpdateTime: snapshot.updateTime ?? draft.savedAt });
      } else {
        await ref.create(draft);
        // recorded, or erased, between the look and the write: nobody would take this draft away any more
        if (await isPast(store, request)) {
          await ref.delete();
          return NOT_KEPT;
        }
      }
      return { savedAt: draft.savedAt.toDate().toISOString() };
    });
  });
}

/**
 * Whether the agent has recorded the part, or whom the draft is about was erased (PR-1). A default reason is no recording: a draft may yet
 * take its place (RC-6).
 */
async function isPast(store: Firestore, request: Request): Promise<boolean> {
  const { customerId } = request.about;
  const [recorded, erased] = await Promise.all([
    isRecorded(store, request),
    wasErasedSince(store, customerId === null ? [] : [customerId], Timestamp.fromMillis(1)),
  ]);
  return recorded || erased;
}

async function isRecorded(store: Firestore, { taskSid, reservationSid }: Request): Promise<boolean> {
  const entry = (await collections.interactions(store).doc(interactionIdOf(taskSid, reservationSid)).get()).data();
  return entry !== undefined && !isUnattended(entry);
}

async function ownerOf({ taskSid, reservationSid }: Request, ctx: RequestContext): Promise<DraftDocument['worker']> {
  const [reservation, name] = await Promise.all([
    ctx.clients.taskrouter.reservation(taskSid, reservationSid, ctx.deadline),
    workerName(ctx.worker.sid, ctx),
  ]);
  if (reservation.worker_sid !== ctx.worker.sid || acceptedReservations([reservation]).length === 0) throw notYours();
  return { sid: ctx.worker.sid, name };
}

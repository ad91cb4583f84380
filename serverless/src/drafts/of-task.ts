import type { RequestContext } from '../context';
import { interactionIdOf, isUnattended } from '../interactions/documents';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import { acceptedReservations } from '../vendors/taskrouter/accepted-reservations';
import { mayActForOthers, notYours } from '../vendors/taskrouter/ownership';
import type { Reservation } from '../vendors/taskrouter/taskrouter';
import { workerName } from '../vendors/taskrouter/worker-name';

type Request = RequestOf<'drafts/of-task'>;
type Response = ResponseOf<'drafts/of-task'>;

/**
 * What was typed for a task: an agent's own part as it stands, and the note of whoever transferred it, as typed. Of a task that
 * TaskRouter has dropped an agent gets their own part alone.
 * @throws AppError forbidden (an agent without an accepted reservation of the task); UpstreamError
 */
export async function draftsOfTask(request: Request, ctx: RequestContext): Promise<Response> {
  const [parts, stored] = await Promise.all([partsOf(request.taskSid, ctx), read(request, ctx)]);
  const seesAll = mayActForOthers(ctx) || parts?.some(({ worker_sid }) => worker_sid === ctx.worker.sid) === true;
  if (parts !== null && !seesAll) throw notYours();
  const isOwn = ({ worker }: { worker: { sid: string } }): boolean => worker.sid === ctx.worker.sid;
  return {
    drafts: stored.drafts.filter((draft) => seesAll || isOwn(draft)),
    recorded: stored.entry !== null && (seesAll || isOwn(stored.entry)) ? stored.entry.recorded : null,
    from: await before(parts ?? [], request.reservationSid, ctx),
  };
}

/** The parts that were accepted, first to last; null once TaskRouter has no such task. */
async function partsOf(taskSid: string, { clients: { taskrouter }, deadline }: RequestContext): Promise<Reservation[] | null> {
  try {
    return acceptedReservations(await taskrouter.reservations(taskSid, deadline));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

async function read({ taskSid, reservationSid }: Request, ctx: RequestContext) {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const [found, entry] = await Promise.all([
      collections.drafts(store).where('taskSid', '==', taskSid).get(),
      reservationSid === undefined ? null : collections.interactions(store).doc(interactionIdOf(taskSid, reservationSid)).get(),
    ]);
    const recorded = entry?.data();
    return {
      drafts: found.docs.map((doc) => {
        const { worker, reasonId, comment, savedAt, about } = doc.data();
        return {
          reservationSid: doc.id,
          worker,
          reasonId,
          comment,
          savedAt: savedAt.toDate().toISOString(),
          customerId: about.customerId,
        };
      }),
      entry:
        recorded === undefined || isUnattended(recorded)
          ? null
          : {
              worker: recorded.worker,
              recorded: {
                reasonId: recorded.reason.id,
                comment: recorded.comment,
                customerId: recorded.customerId,
                at: recorded.recordedAt.toDate().toISOString(),
              },
            },
    };
  });
}

async function before(
  parts: readonly Reservation[],
  reservationSid: string | undefined,
  ctx: RequestContext,
): Promise<Response['from']> {
  const part = parts[parts.findIndex(({ sid }) => sid === reservationSid) - 1];
  if (part === undefined) return null;
  return {
    reservationSid: part.sid,
    worker: { sid: part.worker_sid, name: await workerName(part.worker_sid, ctx) },
    since: new Date(part.date_created).toISOString(),
  };
}

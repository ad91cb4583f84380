import type { RequestContext } from '../context';
import { deadlineIn } from '../runtime/deadline';
import { AppError, UpstreamError } from '../runtime/errors';
import { processWide } from '../runtime/process-wide';
import { timings } from '../runtime/timings';
import { isAccepted } from '../vendors/taskrouter/accepted-reservations';
import { notYours } from '../vendors/taskrouter/ownership';

/** A reservation that was turned down meanwhile may be read for so long. */
const BELIEVED_MS = 60_000;
const MAX_KNOWN = 1_000;
/** Worker and task → until when it is believed. */
const known = (): Map<string, number> => processWide('tasks-at-hand', () => new Map<string, number>());

/**
 * Whether a task is the worker's to look people up for (TR-1): it rings, or was accepted. Asked of TaskRouter once a minute, process and
 * task. False where TaskRouter has dropped the task or can't be asked in time, and for a supervisor, who needs no task of their own.
 * @throws AppError forbidden (a colleague's, or one that was turned down)
 */
export async function isMine(taskSid: string, ctx: RequestContext): Promise<boolean> {
  const key = `${ctx.worker.sid} ${taskSid}`;
  if ((known().get(key) ?? 0) > Date.now()) return true;
  const { taskrouter } = ctx.clients;
  const deadline = deadlineIn(timings.admission, ctx.deadline);
  const reservations = await taskrouter.reservationsOf(taskSid, ctx.worker.sid, deadline).catch(ifUnknown);
  if (reservations === null) return false;
  const own = reservations.filter((reservation) => reservation.worker_sid === ctx.worker.sid);
  if (!own.some((one) => one.reservation_status === 'pending' || isAccepted(one))) {
    if (ctx.worker.roles.some((role) => role !== 'agent')) return false;
    throw own.length === 0 ? notYours() : new AppError('forbidden', 'You have turned this task down');
  }
  if (known().size >= MAX_KNOWN) known().clear();
  known().set(key, Date.now() + BELIEVED_MS);
  return true;
}

/** TaskRouter has no such task any more, or doesn't say. */
function ifUnknown(error: unknown): null {
  if (error instanceof UpstreamError || (error instanceof AppError && error.code === 'not_found')) return null;
  throw error;
}

import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { AppError } from '../runtime/errors';
import { assertOwn } from '../vendors/taskrouter/ownership';
import { partsOf } from '../vendors/taskrouter/parts';
import type { Reservation, Task } from '../vendors/taskrouter/taskrouter';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { currentTree } from '../reason-codes/cached-tree';
import { reasonAllowed } from './reason-at-task-time';
import { commitInteraction } from './commit';
import { fromBrowser, fromTask, type TaskFacts } from './task-facts';
import { mergeOutcome } from './outcome';
import { isLogged } from './salesforce-queue';
import { workerName } from '../vendors/taskrouter/worker-name';

type Request = RequestOf<'interactions/record'>;
type Response = ResponseOf<'interactions/record'>;
/** The task as TaskRouter holds it. */
export interface SeenTask {
  task: Task;
  reservations: Reservation[];
}

/**
 * Records an agent's part of a task (IH-3, RC-5): interaction, outcome counters and audit row in one Firestore commit keyed by
 * task and reservation, then the outcome into the task's attributes. A repeat writes nothing twice, answers the same, and
 * finishes a merge that failed.
 * @throws AppError invalid_request (reason or comment), forbidden (a colleague's reservation), not_found (no such task, and the
 *   browser did not say how it was); UpstreamError firestore, taskrouter: nothing was written, send it again
 */
export async function record(request: Request, ctx: RequestContext): Promise<Response> {
  const [tree, { facts, seen }] = await Promise.all([currentTree(ctx.clients, ctx.deadline), factsOf(request, ctx)]);
  const { taskSid, reservationSid, customerId, comment } = request;
  const reason = await reasonAllowed(tree, request, policyFor(request, seen, ctx), facts.occurredAt, ctx);
  const entry = { taskSid, reservationSid, customerId, comment, reason, facts, endedBy: 'agent' as const };
  const { interaction, created } = await commitInteraction(entry, ctx);
  const outcome = await mergeOutcome(interaction, tree, seen, ctx);
  return { interaction, created, outcome, toLog: created && isLogged(interaction, ctx.config) };
}

/**
 * Comments are asked for while the agent can still give one. A recording that waited until its part had ended was complete when
 * it was made, and is never lost to a code or a policy that came later.
 */
function policyFor({ reservationSid }: Request, seen: SeenTask | null, { config }: RequestContext): WrapUpPolicy | null {
  const status = seen?.reservations.find(({ sid }) => sid === reservationSid)?.reservation_status;
  return status === 'accepted' || status === 'wrapping' ? config.wrapUpPolicy : null;
}

/** TaskRouter's word for the task, else the browser's once TaskRouter has dropped it: of a task that it has, nobody else's counts. */
async function factsOf(request: Request, ctx: RequestContext): Promise<{ facts: TaskFacts; seen: SeenTask | null }> {
  const [seen, name] = await Promise.all([
    taskAsSeen(request.taskSid, ctx).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found' && request.asSeen !== undefined) return null;
      throw error;
    }),
    // Ahead of its use: nearly always it is the caller's own reservation
    workerName(ctx.worker.sid, ctx),
  ]);
  if (seen === null) {
    if (request.asSeen === undefined) throw new AppError('not_found', 'TaskRouter has no such task');
    ctx.note('recorded by the browser’s word');
    return { facts: fromBrowser(request.asSeen, name, ctx), seen };
  }
  const reservation = await reservationOf(request, seen, ctx);
  assertOwn(reservation, ctx);
  return { facts: await partFacts(seen, reservation, ctx, request.asSeen?.durationSeconds ?? null), seen };
}

/** @throws AppError not_found; UpstreamError taskrouter */
export async function taskAsSeen(taskSid: string, ctx: RequestContext): Promise<SeenTask> {
  const { taskrouter } = ctx.clients;
  const [task, reservations] = await Promise.all([
    taskrouter.task(taskSid, ctx.deadline),
    taskrouter.reservations(taskSid, ctx.deadline),
  ]);
  return { task, reservations };
}

/**
 * What one agent's part was, and whose came before it.
 * @param measured seconds of conversation as the agent's browser counted them
 */
export async function partFacts(
  { task, reservations }: SeenTask,
  reservation: Reservation,
  ctx: RequestContext,
  measured: number | null = null,
): Promise<TaskFacts> {
  const parts = partsOf(reservations);
  const before = parts[parts.findIndex(({ sid }) => sid === reservation.sid) - 1];
  const [own, other] = await Promise.all([
    workerName(reservation.worker_sid, ctx),
    before === undefined ? null : workerName(before.worker_sid, ctx),
  ]);
  const transferredFrom =
    before === undefined
      ? null
      : { reservationSid: before.sid, worker: { sid: before.worker_sid, name: other ?? before.worker_sid } };
  return fromTask(task, reservation, { workerName: own, transferredFrom, measured }, ctx);
}

async function reservationOf(request: Request, { reservations }: SeenTask, ctx: RequestContext): Promise<Reservation> {
  const listed = reservations.find(({ sid }) => sid === request.reservationSid);
  return listed ?? ctx.clients.taskrouter.reservation(request.taskSid, request.reservationSid, ctx.deadline);
}

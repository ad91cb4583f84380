import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { AppError } from '../runtime/errors';
import { assertOwn } from '../vendors/taskrouter/ownership';
import { partsOf } from '../vendors/taskrouter/parts';
import type { Reservation, Task } from '../vendors/taskrouter/taskrouter';
import type { Call, RequestOf, ResponseOf } from '../runtime/endpoint';
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
export async function record(request: Request, call: Call): Promise<Response> {
  const [tree, { facts, seen }] = await Promise.all([currentTree(call.clients, call.budget), factsOf(request, call)]);
  const { taskSid, reservationSid, customerId, comment } = request;
  const reason = await reasonAllowed(tree, request, policyFor(request, seen, call), facts.occurredAt, call);
  const entry = { taskSid, reservationSid, customerId, comment, reason, facts, endedBy: 'agent' as const };
  const { interaction, created } = await commitInteraction(entry, call);
  const outcome = await mergeOutcome(interaction, tree, seen, call);
  return { interaction, created, outcome, toLog: created && isLogged(interaction, call.config) };
}

/**
 * Comments are asked for while the agent can still give one. A recording that waited until its part had ended was complete when
 * it was made, and is never lost to a code or a policy that came later.
 */
function policyFor({ reservationSid }: Request, seen: SeenTask | null, { config }: Call): WrapUpPolicy | null {
  const status = seen?.reservations.find(({ sid }) => sid === reservationSid)?.reservation_status;
  return status === 'accepted' || status === 'wrapping' ? config.wrapUpPolicy : null;
}

/** TaskRouter's word for the task, else the browser's once TaskRouter has dropped it: of a task that it has, nobody else's counts. */
async function factsOf(request: Request, call: Call): Promise<{ facts: TaskFacts; seen: SeenTask | null }> {
  const [seen, name] = await Promise.all([
    taskAsSeen(request.taskSid, call).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found' && request.asSeen !== undefined) return null;
      throw error;
    }),
    // Ahead of its use: nearly always it is the caller's own reservation
    workerName(call.worker.sid, call),
  ]);
  if (seen === null) {
    if (request.asSeen === undefined) throw new AppError('not_found', 'TaskRouter has no such task');
    call.note('recorded by the browser’s word');
    return { facts: fromBrowser(request.asSeen, name, call), seen };
  }
  const reservation = await reservationOf(request, seen, call);
  assertOwn(reservation, call);
  return { facts: await partFacts(seen, reservation, call, request.asSeen?.durationSeconds ?? null), seen };
}

/** @throws AppError not_found; UpstreamError taskrouter */
export async function taskAsSeen(taskSid: string, call: Call): Promise<SeenTask> {
  const { taskrouter } = call.clients;
  const [task, reservations] = await Promise.all([
    taskrouter.task(taskSid, call.budget),
    taskrouter.reservations(taskSid, call.budget),
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
  call: Call,
  measured: number | null = null,
): Promise<TaskFacts> {
  const parts = partsOf(reservations);
  const before = parts[parts.findIndex(({ sid }) => sid === reservation.sid) - 1];
  const [own, other] = await Promise.all([
    workerName(reservation.worker_sid, call),
    before === undefined ? null : workerName(before.worker_sid, call),
  ]);
  const transferredFrom =
    before === undefined
      ? null
      : { reservationSid: before.sid, worker: { sid: before.worker_sid, name: other ?? before.worker_sid } };
  return fromTask(task, reservation, { workerName: own, transferredFrom, measured }, call);
}

async function reservationOf(request: Request, { reservations }: SeenTask, call: Call): Promise<Reservation> {
  const listed = reservations.find(({ sid }) => sid === request.reservationSid);
  return listed ?? call.clients.taskrouter.reservation(request.taskSid, request.reservationSid, call.budget);
}

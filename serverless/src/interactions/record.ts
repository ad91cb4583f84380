import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { AppError } from '../runtime/errors';
import { isAccepted } from '../vendors/taskrouter/accepted-reservations';
import { assertOwn, notAccepted } from '../vendors/taskrouter/ownership';
import { readTaskSnapshot, type TaskSnapshot } from '../vendors/taskrouter/task-snapshot';
import type { Reservation } from '../vendors/taskrouter/taskrouter';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { currentTree } from '../reason-codes/cached-tree';
import { reasonAllowed } from './reason-at-task-time';
import { commitInteraction } from './commit';
import { factsOfForgotten } from './forgotten-task';
import { partFacts, type TaskFacts } from './task-facts';
import { mergeOutcome } from './outcome';
import { isLogged } from './salesforce-queue';
import { workerName } from '../vendors/taskrouter/worker-name';

type Request = RequestOf<'interactions/record'>;
type Response = ResponseOf<'interactions/record'>;

/**
 * Records an agent's part of a task (IH-3, RC-5): interaction, outcome counters and audit row in one Firestore commit keyed by
 * task and reservation, then the outcome into the task's attributes. A repeat writes nothing twice, answers the same, and
 * finishes a merge that failed.
 * @throws AppError invalid_request (reason or comment), forbidden (a colleague's reservation, or one that
 *   was never accepted), not_found (no such task, and the
 *   browser did not say how it was); UpstreamError firestore, taskrouter: nothing was written, send it again
 */
export async function record(request: Request, ctx: RequestContext): Promise<Response> {
  const [tree, { facts, snapshot, ...confirmation }] = await Promise.all([
    currentTree(ctx.clients, ctx.deadline),
    factsOf(request, ctx),
  ]);
  const { taskSid, reservationSid, customerId, comment } = request;
  const reason = await reasonAllowed(tree, request, policyFor(request, snapshot, ctx), facts.occurredAt, ctx);
  const entry = { taskSid, reservationSid, customerId, comment, reason, facts, endedBy: 'agent' as const, ...confirmation };
  const { interaction, created } = await commitInteraction(entry, ctx);
  const outcome = await mergeOutcome(interaction, tree, snapshot, ctx);
  return {
    interaction,
    created,
    outcome,
    toLog: created && interaction.unconfirmed !== true && isLogged(interaction, ctx.config),
  };
}

/**
 * Comments are asked for while the agent can still give one. A recording that waited until its part had ended was complete when
 * it was made, and is never lost to a code or a policy that came later.
 */
function policyFor({ reservationSid }: Request, snapshot: TaskSnapshot | null, { config }: RequestContext): WrapUpPolicy | null {
  const status = snapshot?.reservations.find(({ sid }) => sid === reservationSid)?.reservation_status;
  return status === 'accepted' || status === 'wrapping' ? config.wrapUpPolicy : null;
}

/** TaskRouter's word for the task, else the browser's once TaskRouter has dropped it: of a task that it has, nobody else's counts. */
async function factsOf(
  request: Request,
  ctx: RequestContext,
): Promise<{ facts: TaskFacts; snapshot: TaskSnapshot | null; unconfirmed?: true }> {
  const [snapshot, name] = await Promise.all([
    readTaskSnapshot(request.taskSid, ctx).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found' && request.asSeen !== undefined) return null;
      throw error;
    }),
    // Ahead of its use: nearly always it is the caller's own reservation
    workerName(ctx.worker.sid, ctx),
  ]);
  if (snapshot === null) return { ...(await factsOfForgotten(request, name, ctx)), snapshot };
  const reservation = await reservationOf(request, snapshot, ctx);
  assertOwn(reservation, ctx);
  if (!isAccepted(reservation)) throw notAccepted();
  return { facts: await partFacts(snapshot, reservation, ctx, request.asSeen?.durationSeconds ?? null), snapshot };
}

async function reservationOf(request: Request, { reservations }: TaskSnapshot, ctx: RequestContext): Promise<Reservation> {
  const listed = reservations.find(({ sid }) => sid === request.reservationSid);
  return listed ?? ctx.clients.taskrouter.reservation(request.taskSid, request.reservationSid, ctx.deadline);
}

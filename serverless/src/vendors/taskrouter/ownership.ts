import type { BaseContext } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import type { Reservation, TaskRouter } from './taskrouter';

/** A request with the workspace's client. */
export interface TaskRouterContext extends BaseContext {
  clients: { taskrouter: TaskRouter };
}

/**
 * A task is changed only by an agent who has, or had, a reservation of it; a supervisor or admin may change any.
 * @throws AppError forbidden
 */
export async function assertHolds(taskSid: string, ctx: TaskRouterContext): Promise<void> {
  if (mayActForOthers(ctx)) return;
  const reservations = await ctx.clients.taskrouter.reservationsOf(taskSid, ctx.worker.sid, ctx.deadline);
  if (!reservations.some((reservation) => reservation.worker_sid === ctx.worker.sid)) throw notYours();
}

/** @throws AppError forbidden */
export function assertOwn(reservation: Reservation, ctx: BaseContext): void {
  if (reservation.worker_sid !== ctx.worker.sid && !mayActForOthers(ctx)) throw notYours();
}

/** Supervisors and admins. */
export const mayActForOthers = (ctx: BaseContext): boolean => ctx.worker.roles.some((role) => role !== 'agent');
export const notYours = (): AppError => new AppError('forbidden', 'This task is a colleague’s');

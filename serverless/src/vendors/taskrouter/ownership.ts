import type { BaseContext } from '../../runtime/context';
import { AppError } from '../../runtime/errors';
import { isAccepted } from './accepted-reservations';
import type { Reservation, TaskRouter } from './taskrouter';

/** A request with the workspace's client. */
export interface TaskRouterContext extends BaseContext {
  clients: { taskrouter: TaskRouter };
}

/**
 * A task is acted on only by who has accepted a reservation of it (TR-1). Who was only rung, or has turned it down, has seen the
 * number and no more; a role changes nothing about that.
 * @throws AppError forbidden, not_found
 */
export async function assertAccepted(taskSid: string, ctx: TaskRouterContext): Promise<void> {
  const reservations = await ctx.clients.taskrouter.reservationsOf(taskSid, ctx.worker.sid, ctx.deadline);
  const own = reservations.filter((reservation) => reservation.worker_sid === ctx.worker.sid);
  if (own.length === 0) throw notYours();
  if (!own.some(isAccepted)) throw notAccepted();
}

/** @throws AppError forbidden */
export function assertOwn(reservation: Reservation, ctx: BaseContext): void {
  if (reservation.worker_sid !== ctx.worker.sid) throw notYours();
}

/** Supervisors and admins. */
export const mayActForOthers = (ctx: BaseContext): boolean => ctx.worker.roles.some((role) => role !== 'agent');
export const notYours = (): AppError => new AppError('forbidden', 'This task is a colleague’s');
export const notAccepted = (): AppError =>
  new AppError('forbidden', 'Accept the task first: until then it can only be looked at');

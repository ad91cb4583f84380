import type { Call } from '../../runtime/endpoint';
import { AppError } from '../../runtime/errors';
import type { Reservation } from './taskrouter';

/**
 * A task is changed only by an agent who has, or had, a reservation of it; a supervisor or admin may change any.
 * @throws AppError forbidden
 */
export async function assertHolds(taskSid: string, call: Call): Promise<void> {
  if (mayActForOthers(call)) return;
  const reservations = await call.clients.taskrouter.reservationsOf(taskSid, call.worker.sid, call.budget);
  if (!reservations.some((reservation) => reservation.worker_sid === call.worker.sid)) throw notYours();
}

/** @throws AppError forbidden */
export function assertOwn(reservation: Reservation, call: Call): void {
  if (reservation.worker_sid !== call.worker.sid && !mayActForOthers(call)) throw notYours();
}

const mayActForOthers = (call: Call): boolean => call.worker.roles.some((role) => role !== 'agent');
const notYours = (): AppError => new AppError('forbidden', 'This task is a colleague’s');

import type { Reservation } from './taskrouter';

/**
 * The agents' parts of a task, first to last: the reservations that were accepted. One that only rang (rejected, timed out,
 * rescinded, canceled before it was accepted) is nobody's part.
 * twilio.com/docs/taskrouter/lifecycle-task-state#reservation-states
 */
export function acceptedReservations(reservations: readonly Reservation[]): Reservation[] {
  return reservations
    .filter(isAccepted)
    .sort((a, b) => Date.parse(a.date_created) - Date.parse(b.date_created) || ended(b) - ended(a));
}

export const isAccepted = ({ reservation_status: status }: Reservation): boolean =>
  status === 'accepted' || status === 'wrapping' || status === 'completed';

/** TaskRouter's times have whole seconds: of two parts of one second, the one that has ended came first. */
const ended = ({ reservation_status: status }: Reservation): number =>
  status === 'completed' ? 2 : status === 'wrapping' ? 1 : 0;

import type { Centre } from './centre';
import { newSid } from './sids';
import type { Reservation } from './taskrouter-model';

/** The agent's leg is up: the conference is written on the task, as Twilio does, and the reservation is accepted. */
export function takeCall({ router, conferences }: Centre, reservationSid: string): void {
  const reservation = router.reservation(reservationSid);
  // the caller may have hung up while the agent's leg was being set up
  if (reservation.status !== 'pending') return;
  const { attributes, sid } = router.task(reservation.taskSid);
  const customerCall = typeof attributes.call_sid === 'string' ? attributes.call_sid : newSid('CA');
  const conference = conferences.join(sid, customerCall, reservation.workerSid, reservationSid);
  const worker = conference.participants.at(-1)?.callSid;
  router.update(sid, {
    attributes: { ...attributes, conference: { sid: conference.sid, participants: { worker, customer: customerCall } } },
  });
  router.accept(reservationSid);
}

/** A talking worker leaves the call: everybody's leg of that worker ends and wrap-up starts. */
export function leaveCall({ router, conferences }: Centre, reservationSid: string): Reservation {
  const reservation = router.wrapUp(reservationSid);
  const conference = conferences.ofTask(reservation.taskSid);
  const stillTalking = router.reservationsOf(reservation.taskSid).some(({ status }) => status === 'accepted');
  for (const participant of conference?.participants ?? []) {
    const leaves = participant.type === 'worker' ? participant.reservationSid === reservationSid : !stillTalking;
    if (conference && leaves && participant.status === 'joined') conferences.change(conference, participant, { status: 'left' });
  }
  return reservation;
}

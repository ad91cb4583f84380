import { QUEUES } from '../personas';
import type { BridgeCall } from './bridge-call';
import type { Route } from './call';
import type { Centre } from './centre';
import type { ChannelPayloads } from './taskrouter-channel';
import type { Reservation, AssignmentStatus } from './taskrouter-model';
import { parseAttributes } from './attributes-json';
import { takeCall, leaveCall } from './voice-task';
import { invalid, notFound } from './twilio-error';

/** TaskRouter as the page asks for it through the event bridge. Paths are relative to the event bridge, version prefix removed. */
export function workerRequests(centre: Centre, payloads: ChannelPayloads): Route<BridgeCall>[] {
  const { router } = centre;
  const at = (path: string): RegExp =>
    new RegExp(`^/Workspaces/${centre.workspaceSid}${path.replace(/\{(..)\}/g, '($1[0-9a-f]{32})')}$`);
  const list = (contents: unknown[]): unknown => ({ contents, total: contents.length, meta: { next_token: null } });
  const mine = ({ worker }: BridgeCall, sid: string): Reservation => {
    const reservation = router.reservation(sid);
    if (reservation.workerSid !== worker.sid) throw notFound(`/Reservations/${sid}`);
    return reservation;
  };

  return [
    ['GET', at('/Activities'), () => list(payloads.activities())],
    ['GET', at('/TaskQueues'), () => list(payloads.queues())],
    ['GET', at('/Workers'), () => list([...router.workers.values()].map((worker) => payloads.worker(worker)))],
    ['GET', at('/Workers/{WK}'), (_call, sid = '') => payloads.worker(router.worker(sid))],
    ['POST', at('/Workers/{WK}'), (call, sid = '') => payloads.worker(changeWorker(call, sid))],
    ['GET', at('/Workers/{WK}/(?:Worker)?Channels'), (_call, sid = '') => list(payloads.workerChannels(router.worker(sid)))],
    [
      'GET',
      at('/Workers/{WK}/Reservations'),
      (_call, sid = '') => list(router.liveReservationsOf(sid).map((one) => payloads.reservation(one))),
    ],
    ['GET', at('/Workers/{WK}/Reservations/{WR}'), (_call, _worker, sid = '') => payloads.reservation(router.reservation(sid))],
    [
      'POST',
      at('/Workers/{WK}/Reservations/{WR}'),
      (call, _worker, sid = '') => payloads.changedReservation(changeReservation(call, mine(call, sid))),
    ],
    ['POST', at('/Workers/{WK}/Transfers'), (call) => payloads.transfer(transfer(call))],
    [
      'POST',
      at('/Workers/{WK}/(CustomerParticipant|HoldWorkerParticipant)'),
      (call, _worker, whose = '') => participant(call, whose),
    ],
    [
      'POST',
      at('/Workers/{WK}/WorkerParticipant'),
      (call) => payloads.changedReservation(mine(call, text(call.params.ReservationSid))),
    ],
    ['POST', at('/Workers/{WK}/KickWorkerParticipant'), (call) => payloads.task(router.task(text(call.params.TaskSid)))],
    ['GET', at('/Tasks/{WT}'), (_call, sid = '') => payloads.task(router.task(sid))],
    ['POST', at('/Tasks/{WT}'), (call, sid = '') => payloads.task(changeTask(call, sid))],
    ['POST', at('/Tasks'), (call) => payloads.task(dialOut(call))],
  ];

  function changeWorker({ params }: BridgeCall, sid: string): ReturnType<typeof router.worker> {
    if (typeof params.ActivitySid === 'string') router.setActivity(sid, params.ActivitySid);
    if (typeof params.Attributes === 'string') router.setWorkerAttributes(sid, parseAttributes(params.Attributes));
    return router.worker(sid);
  }

  function changeReservation({ params }: BridgeCall, reservation: Reservation): Reservation {
    // the agent pressed Accept on a call: the conference dials the agent, and only its answer accepts the reservation
    if (typeof params.Instruction === 'string') {
      if (reservation.status !== 'pending') throw invalid(`Reservation ${reservation.sid} is ${reservation.status}, not pending`);
      centre.later(250, () => takeCall(centre, reservation.sid));
      return reservation;
    }
    switch (params.ReservationStatus) {
      case 'accepted':
        return router.accept(reservation.sid);
      case 'rejected':
        return router.decline(reservation.sid, 'rejected');
      case 'wrapping':
        return leaveCall(centre, reservation.sid);
      case 'completed':
        return router.complete(reservation.sid);
      default:
        throw invalid(`Invalid ReservationStatus ${String(params.ReservationStatus)}`);
    }
  }

  function changeTask({ params, ifMatch }: BridgeCall, sid: string): ReturnType<typeof router.task> {
    const { Attributes: attributes, AssignmentStatus: status, Reason: reason } = params;
    return router.update(
      sid,
      {
        ...(typeof attributes === 'string' && { attributes: parseAttributes(attributes) }),
        ...(typeof status === 'string' && { status: status as AssignmentStatus }),
        reason: typeof reason === 'string' ? reason : null,
      },
      ifMatch,
    );
  }

  function transfer({ worker, params }: BridgeCall): ReturnType<typeof router.transfer>['transfer'] {
    const taskSid = text(params.TaskSid);
    const from = router.liveReservationsOf(worker.sid).find((one) => one.taskSid === taskSid);
    if (!from) throw notFound(`/Tasks/${taskSid}`);
    return router.transfer(from.sid, text(params.To)).transfer;
  }

  function participant({ worker, params }: BridgeCall, whose: string): Record<string, unknown> {
    const conference = centre.conferences.ofTask(text(params.TaskSid));
    const type = whose === 'CustomerParticipant' ? 'customer' : 'worker';
    const found = conference?.participants.find(
      (one) => one.type === type && (type === 'customer' || one.workerSid === (params.TargetWorkerSid ?? worker.sid)),
    );
    if (conference && found && params.Hold !== undefined)
      centre.conferences.change(conference, found, { hold: params.Hold === true || params.Hold === 'true' });
    return payloads.task(router.task(text(params.TaskSid)));
  }

  /** The agent's dial pad: Flex makes the task itself and it comes straight back to the agent. */
  function dialOut({ worker, params }: BridgeCall): ReturnType<typeof router.task> {
    const queue = QUEUES.find(({ sid }) => sid === params.TaskQueueSid) ?? QUEUES[3];
    // the SDK sends the attributes as an object here, with outbound_to and from among them
    const given = typeof params.Attributes === 'object' && params.Attributes !== null ? params.Attributes : {};
    const attributes = { ...given, direction: 'outbound', targetWorker: worker.attributes.contact_uri };
    const task = router.createTask({
      channel: 'voice',
      queue: { sid: queue.sid, name: queue.name },
      attributes,
      routingTarget: worker.sid,
    });
    centre.later(100, () => router.reserve(task.sid, worker.sid));
    return task;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

import type { Channel, Direction } from '@interaction-history/shared/src/caller/channel';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { callerOf, classify } from '@interaction-history/shared/src/caller/identity';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import { ownAttributes } from '@interaction-history/shared/src/caller/own-attributes';
import type { Identity } from '@interaction-history/shared/src/caller/phone';
import { identityFor } from '../customers/identity/identity-for';
import { believed } from '../services/mark-proof';
import type { RequestContext } from '../context';
import { linksOf, type LinkCheck } from './task-links';
import type { RequestOf } from '../runtime/context';
import type { AcceptanceDocument } from '../vendors/firestore/documents';
import { acceptedReservations } from '../vendors/taskrouter/accepted-reservations';
import type { TaskSnapshot } from '../vendors/taskrouter/task-snapshot';
import type { Reservation, Task } from '../vendors/taskrouter/taskrouter';
import { workerName } from '../vendors/taskrouter/worker-name';

/** What an interaction says of its task. */
export interface TaskFacts {
  channel: Channel;
  direction: Direction;
  identity: Identity;
  queue: { sid: string; name: string };
  worker: { sid: string; name: string };
  occurredAt: Date;
  durationSeconds: number | null;
  verified: boolean;
  /** The case that is on the task, by its number. */
  caseNumber: string | null;
  caseUrl: string | null;
  actions: Interaction['actions'];
  transferredFrom: Interaction['transferredFrom'];
}

/** Browser clocks are untrusted: `occurredAt` is clamped to the last 30 days. */
const OLDEST_MS = 30 * 24 * 3_600_000;

/**
 * What one agent's part was, and whose came before it.
 * @param measured seconds of conversation as the agent's browser counted them
 */
export async function partFacts(
  { task, reservations }: TaskSnapshot,
  reservation: Reservation,
  ctx: RequestContext,
  measured: number | null = null,
): Promise<TaskFacts> {
  const parts = acceptedReservations(reservations);
  const before = parts[parts.findIndex(({ sid }) => sid === reservation.sid) - 1];
  const [own, other, link] = await Promise.all([
    workerName(reservation.worker_sid, ctx),
    before === undefined ? null : workerName(before.worker_sid, ctx),
    linksOf(ownAttributes(task.attributes), ctx),
  ]);
  const transferredFrom =
    before === undefined
      ? null
      : { reservationSid: before.sid, worker: { sid: before.worker_sid, name: other ?? before.worker_sid } };
  return fromTask(task, reservation, { workerName: own, transferredFrom, measured, link }, ctx);
}

function fromTask(
  task: Task,
  reservation: Reservation,
  who: { workerName: string; transferredFrom: TaskFacts['transferredFrom']; measured: number | null; link: LinkCheck },
  ctx: RequestContext,
): TaskFacts {
  const caller = callerOf(task.task_channel_unique_name ?? '', task.attributes);
  const { caseNumber, caseUrl, actions } = ownAttributes(task.attributes);
  return {
    channel: caller.channel,
    direction: caller.direction,
    identity: identityFor(caller.address, ctx.config),
    queue: { sid: task.task_queue_sid ?? '', name: task.task_queue_friendly_name ?? '' },
    worker: { sid: reservation.worker_sid, name: who.workerName },
    occurredAt: new Date(reservation.date_created),
    durationSeconds: durationOf(reservation, task.attributes, who.measured),
    verified: true,
    caseNumber,
    caseUrl: caseNumber === null ? null : who.link(caseUrl),
    // a colleague's, from before a transfer, stand in that colleague's entry
    actions: actions
      .filter(({ workerSid }) => workerSid === reservation.worker_sid)
      .flatMap((mark) => believed(task.sid, mark, ctx))
      .map((action) => ({ ...action, url: who.link(action.url) })),
    transferredFrom: who.transferredFrom,
  };
}

/**
 * Seconds from the ring to the start of wrap-up. Of a part that is completed TaskRouter tells only when that was: what was noted
 * as its wrap-up began counts, else the browser's measure, else nobody knows.
 */
function durationOf(reservation: Reservation, attributes: TaskAttributes, measured: number | null): number | null {
  const began = Date.parse(reservation.date_created);
  const until = (end: number): number => Math.max(0, Math.round((end - began) / 1000));
  if (reservation.reservation_status === 'wrapping') return until(Date.parse(reservation.date_updated));
  if (!/^(completed|canceled)$/.test(reservation.reservation_status)) return until(Date.now());
  const noted = Date.parse(ownAttributes(attributes).wrapUpBegan[reservation.sid] ?? '');
  const longest = until(Date.parse(reservation.date_updated));
  if (!Number.isNaN(noted)) return Math.min(longest, until(noted));
  return measured === null ? null : Math.min(longest, measured);
}

/** A reservation rings at most so long before it is accepted. */
const LONGEST_RING_MS = 600_000;

/**
 * Of a task that TaskRouter has dropped, by its own event (TR-2): caller, channel and queue are the event's; the browser tells only how
 * long before the acceptance it rang, and how long the conversation was where no event told.
 */
export function fromAcceptance(
  acceptance: AcceptanceDocument,
  seen: NonNullable<RequestOf<'interactions/record'>['asSeen']>,
  workerName: string,
): TaskFacts {
  const { channel, direction, identity, queue, workerSid, acceptedAt, wrapUpAt } = acceptance;
  const latest = (acceptedAt ?? wrapUpAt)?.toMillis() ?? Date.now();
  const occurredAt = Math.min(latest, Math.max(latest - LONGEST_RING_MS, Date.parse(seen.occurredAt)));
  return {
    channel,
    direction,
    identity: identity === null ? { kind: 'withheld', value: '', display: '' } : { ...identity, display: '' },
    queue,
    worker: { sid: workerSid, name: workerName },
    occurredAt: new Date(occurredAt),
    durationSeconds:
      wrapUpAt === undefined ? seen.durationSeconds : Math.max(0, Math.round((wrapUpAt.toMillis() - occurredAt) / 1000)),
    verified: true,
    caseNumber: null,
    caseUrl: null,
    actions: [],
    transferredFrom: null,
  };
}

/** The worker is the caller of this Function whatever the browser says; a time to come is now. */
export function fromBrowser(
  seen: NonNullable<RequestOf<'interactions/record'>['asSeen']>,
  workerName: string,
  ctx: RequestContext,
): TaskFacts {
  const now = Date.now();
  const occurredAt = Math.min(now, Math.max(now - OLDEST_MS, Date.parse(seen.occurredAt)));
  return {
    channel: seen.channel,
    direction: seen.direction,
    identity: identityFor(classify(seen.address, seen.channel), ctx.config),
    queue: { sid: seen.queueSid ?? '', name: seen.queueName },
    worker: { sid: ctx.worker.sid, name: workerName },
    occurredAt: new Date(occurredAt),
    durationSeconds: seen.durationSeconds,
    verified: false,
    caseNumber: null,
    caseUrl: null,
    actions: [],
    transferredFrom: null,
  };
}

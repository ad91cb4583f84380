import type { Channel, Direction } from '@interaction-history/shared/src/channel';
import { callerOf, classify } from '@interaction-history/shared/src/identity';
import { identityOf, type Identity } from '@interaction-history/shared/src/phone';
import type { Call, RequestOf } from '../endpoint';
import type { Reservation, Task } from '../flex/taskrouter';

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
}

/** A waiting recording older than this is refused rather than filed under a made-up day. */
const OLDEST_MS = 30 * 24 * 3_600_000;

export function fromTask(task: Task, reservation: Reservation, workerName: string, call: Call): TaskFacts {
  const caller = callerOf(task.task_channel_unique_name ?? '', task.attributes);
  const began = new Date(reservation.date_created);
  const ended = /^(wrapping|completed|canceled)$/.test(reservation.reservation_status)
    ? Date.parse(reservation.date_updated)
    : Date.now();
  return {
    channel: caller.channel,
    direction: caller.direction,
    identity: identityOf(caller.address, call.config.defaultRegion),
    queue: { sid: task.task_queue_sid ?? '', name: task.task_queue_friendly_name ?? '' },
    worker: { sid: reservation.worker_sid, name: workerName },
    occurredAt: began,
    durationSeconds: Math.max(0, Math.round((ended - began.getTime()) / 1000)),
    verified: true,
  };
}

/** The worker is the caller of this Function whatever the browser says; a time to come is now. */
export function fromBrowser(
  seen: NonNullable<RequestOf<'interactions/record'>['asSeen']>,
  workerName: string,
  call: Call,
): TaskFacts {
  const now = Date.now();
  const occurredAt = Math.min(now, Math.max(now - OLDEST_MS, Date.parse(seen.occurredAt)));
  return {
    channel: seen.channel,
    direction: seen.direction,
    identity: identityOf(classify(seen.address, seen.channel), call.config.defaultRegion),
    queue: { sid: seen.queueSid ?? '', name: seen.queueName },
    worker: { sid: call.worker.sid, name: workerName },
    occurredAt: new Date(occurredAt),
    durationSeconds: seen.durationSeconds,
    verified: false,
  };
}

import type { Channel, Direction } from '@interaction-history/shared/src/channel';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { callerOf, classify } from '@interaction-history/shared/src/identity';
import type { InsightsMapping } from '@interaction-history/shared/src/insights';
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
  /** The case that is on the task, by its number. */
  caseNumber: string | null;
  caseUrl: string | null;
  transferredFrom: Interaction['transferredFrom'];
}

/** A waiting recording older than this is refused rather than filed under a made-up day. */
const OLDEST_MS = 30 * 24 * 3_600_000;
/** Attributes are of anyone's making; Salesforce's case numbers have 30 characters at most. */
const MAX_CASE_NUMBER = 30;
/** What we keep on a task for ourselves: Flex Insights does not read it. */
export const OWN_ATTRIBUTES = 'interactionHistory';
export const CASE_URL = 'caseUrl';

export function fromTask(
  task: Task,
  reservation: Reservation,
  who: { workerName: string; transferredFrom: TaskFacts['transferredFrom'] },
  call: Call,
): TaskFacts {
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
    worker: { sid: reservation.worker_sid, name: who.workerName },
    occurredAt: began,
    durationSeconds: Math.max(0, Math.round((ended - began.getTime()) / 1000)),
    verified: true,
    ...caseOn(task.attributes, call.config.insightsMapping),
    transferredFrom: who.transferredFrom,
  };
}

/** The number stands where the mapping puts it, by default `conversations.case`; the address in an attribute of our own. */
function caseOn(attributes: Task['attributes'], mapping: InsightsMapping): Pick<TaskFacts, 'caseNumber' | 'caseUrl'> {
  for (const [path, source] of Object.entries(mapping)) {
    if (source !== 'case.number') continue;
    const [group = '', name = ''] = path.split('.');
    const value = textAt(attributes, group, name);
    if (value === '') continue;
    const url = textAt(attributes, OWN_ATTRIBUTES, CASE_URL);
    return { caseNumber: value.slice(0, MAX_CASE_NUMBER), caseUrl: /^https?:\/\//.test(url) ? url : null };
  }
  return { caseNumber: null, caseUrl: null };
}

function textAt(attributes: Task['attributes'], group: string, name: string): string {
  const value = (attributes[group] as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
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
    caseNumber: null,
    caseUrl: null,
    transferredFrom: null,
  };
}

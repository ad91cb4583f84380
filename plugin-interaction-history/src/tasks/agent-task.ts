import type { Channel, Direction } from '@interaction-history/shared/src/caller/channel';
import { callerOf, type CallerAddress } from '@interaction-history/shared/src/caller/identity';
import type { ActionMark } from '@interaction-history/shared/src/contract/services';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import { ownAttributes } from '@interaction-history/shared/src/caller/own-attributes';

/** Where the agent's part of a task stands. */
export type Phase = 'ringing' | 'accepted' | 'wrapping' | 'ended';

/** One agent's part of one task, as the plugin needs it: a reservation with its task. */
export interface AgentTask {
  taskSid: string;
  reservationSid: string;
  phase: Phase;
  channel: Channel;
  direction: Direction;
  caller: CallerAddress;
  queue: { sid: string | null; name: string };
  /** When the reservation was created, in ms since the epoch. */
  ringingSince: number;
  /** When the present phase began, as far as Flex tells. */
  phaseSince: number;
  /** The customer an earlier part of this task was linked with: our own id. */
  linkedCustomerId: string | null;
  /** Whom the agent calls, of an outbound call begun from a customer's number. */
  callingCustomerId: string | null;
  /** What was done in Salesforce on this task, oldest first (SV-4). */
  actions: readonly ActionMark[];
  /** The case an earlier part of this task opened, and where it opens in Salesforce. */
  caseNumber: string | null;
  caseUrl: string | null;
}

/** What a Flex task and a TaskRouter reservation have in common. */
export interface ReservationLike {
  sid: string;
  taskSid: string;
  status: string;
  attributes: TaskAttributes;
  taskChannelUniqueName: string;
  queueSid?: string | undefined;
  queueName?: string | undefined;
  dateCreated?: Date | string | undefined;
  dateUpdated?: Date | string | undefined;
}

const PHASES: Record<string, Phase> = { pending: 'ringing', accepted: 'accepted', wrapping: 'wrapping' };

/** @param now stands in where Flex gives no date */
export function agentTask(reservation: ReservationLike, now: number): AgentTask {
  const { channel, direction, address } = callerOf(reservation.taskChannelUniqueName, reservation.attributes);
  const phase = PHASES[reservation.status] ?? 'ended';
  const created = instantOf(reservation.dateCreated) ?? now;
  const { customerId, calling, caseNumber, caseUrl, actions } = ownAttributes(reservation.attributes);
  return {
    taskSid: reservation.taskSid,
    reservationSid: reservation.sid,
    phase,
    channel,
    direction,
    caller: address,
    queue: { sid: reservation.queueSid || null, name: reservation.queueName ?? '' },
    ringingSince: created,
    phaseSince: phase === 'ringing' ? created : (instantOf(reservation.dateUpdated) ?? created),
    linkedCustomerId: customerId,
    callingCustomerId: direction === 'outbound' ? calling : null,
    caseNumber,
    caseUrl,
    actions,
  };
}

/** A task of no caller: only a call can have withheld its number, any other simply has no address (ID-2). */
export const hasNoCaller = ({ caller, channel }: Pick<AgentTask, 'caller' | 'channel'>): boolean =>
  caller.kind === 'withheld' && channel !== 'voice';

/** The caller's address as the Functions read it back: a scheme where the bare value would be taken for something else. */
export function wireAddress(caller: CallerAddress): string {
  if (caller.kind === 'withheld') return '';
  // Only some channels' digits are read as a phone: this one's have been
  if (caller.kind === 'phone' && !caller.value.startsWith('+')) return `tel:${caller.value}`;
  return caller.kind === 'sip' || caller.kind === 'client' ? `${caller.kind}:${caller.value}` : caller.value;
}

function instantOf(value: Date | string | undefined): number | null {
  const at = value === undefined ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) ? null : at;
}

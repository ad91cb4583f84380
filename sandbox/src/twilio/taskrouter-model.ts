import type { Person } from '../personas';

/** Where a task is in its life. `completed` and `canceled` are final. */
export type AssignmentStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled';

/** Where a reservation is. All but `pending`, `accepted` and `wrapping` are final. */
export type ReservationStatus =
  'pending' | 'accepted' | 'wrapping' | 'completed' | 'rejected' | 'timeout' | 'canceled' | 'rescinded';

export type TaskAttributes = Record<string, unknown>;

export interface Queue {
  sid: string;
  name: string;
}

export interface Task {
  sid: string;
  status: AssignmentStatus;
  attributes: TaskAttributes;
  queue: Queue;
  /** The task channel's unique name: voice or chat. */
  channel: string;
  reason: string | null;
  /** The worker the task is meant for: set on outbound calls, and how Flex knows them. */
  routingTarget: string | null;
  priority: number;
  createdAt: Date;
  updatedAt: Date;
  /** Grows by one with every change; the ETag is this number in quotes. */
  version: number;
}

/** A task handed from one worker to another, as the receiving reservation carries it. */
export interface Transfer {
  sid: string;
  fromReservationSid: string;
  fromWorkerSid: string;
  to: string;
  status: 'initiated' | 'complete' | 'failed' | 'canceled';
  createdAt: Date;
  updatedAt: Date;
}

export interface Reservation {
  sid: string;
  taskSid: string;
  workerSid: string;
  status: ReservationStatus;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  transfer: Transfer | null;
}

export interface Worker {
  sid: string;
  person: Person;
  /** The Flex and Voice identity: the e-mail address with Twilio's escaping. */
  identity: string;
  activitySid: string;
  attributes: TaskAttributes;
  createdAt: Date;
  statusChangedAt: Date;
  version: number;
}

/** What happened, to whom: the event types of TaskRouter's worker channel. */
export type WorkerEvent =
  | {
      type: `reservation.${'created' | 'accepted' | 'wrapup' | 'completed' | 'rejected' | 'timeout' | 'canceled' | 'rescinded'}`;
      worker: Worker;
      reservation: Reservation;
      task: Task;
    }
  | { type: `task.${'updated' | 'wrapup' | 'completed' | 'canceled'}`; worker: Worker; task: Task }
  | { type: `task.transfer-${'initiated' | 'completed' | 'failed' | 'canceled'}`; worker: Worker; transfer: Transfer; task: Task }
  | { type: `worker.${'activity' | 'attributes'}.update`; worker: Worker };

export const isLive = (reservation: Reservation): boolean => ['pending', 'accepted', 'wrapping'].includes(reservation.status);

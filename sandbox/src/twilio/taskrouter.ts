import { newSid } from './sids';
import {
  isLive,
  type AssignmentStatus,
  type Queue,
  type Reservation,
  type Task,
  type TaskAttributes,
  type Transfer,
} from './taskrouter-model';
import { TaskRouterState } from './taskrouter-state';
import { invalid, preconditionFailed } from './twilio-error';

/** What a new task needs; attributes are Twilio's for its channel (`task-attributes.ts`). */
export interface NewTask {
  channel: 'voice' | 'chat';
  queue: Queue;
  attributes: TaskAttributes;
  routingTarget?: string;
}

/**
 * TaskRouter in memory: tasks, reservations and workers, their rules and versions. It never decides who gets a task (the
 * phone page does) and starts no timers. Every change is told to the listeners, one event a worker concerned.
 */
export class TaskRouter extends TaskRouterState {
  createTask({ channel, queue, attributes, routingTarget }: NewTask): Task {
    const now = new Date();
    const task: Task = {
      sid: newSid('WT'),
      status: 'pending',
      attributes,
      queue,
      channel,
      reason: null,
      routingTarget: routingTarget ?? null,
      priority: 0,
      createdAt: now,
      updatedAt: now,
      version: 0,
    };
    this.tasks.set(task.sid, task);
    return task;
  }

  /** Offers the task to a worker; with a transfer, while the first worker still holds it. */
  reserve(taskSid: string, workerSid: string, transfer: Transfer | null = null): Reservation {
    const task = this.task(taskSid);
    const worker = this.worker(workerSid);
    if (!transfer && task.status !== 'pending') throw invalid(`Task ${taskSid} cannot be reserved: it is ${task.status}`);
    const now = new Date();
    const reservation: Reservation = {
      sid: newSid('WR'),
      taskSid,
      workerSid,
      status: 'pending',
      createdAt: now,
      updatedAt: now,
      version: 0,
      transfer,
    };
    this.reservations.set(reservation.sid, reservation);
    if (!transfer) this.moveTask(task, 'reserved');
    this.tell({ type: 'reservation.created', worker, reservation, task });
    return reservation;
  }

  accept(reservationSid: string): Reservation {
    const reservation = this.step(reservationSid, ['pending'], 'accepted');
    const task = this.task(reservation.taskSid);
    if (task.status === 'reserved') this.moveTask(task, 'assigned');
    this.tellReservation('reservation.accepted', reservation);
    if (reservation.transfer) this.finishTransfer(reservation.transfer, 'complete', task);
    return reservation;
  }

  /** The offer ends without a worker: the task waits in its queue again, unless somebody else still holds it. */
  decline(reservationSid: string, status: 'rejected' | 'timeout' | 'rescinded'): Reservation {
    const reservation = this.step(reservationSid, ['pending'], status);
    const task = this.task(reservation.taskSid);
    if (task.status === 'reserved') this.moveTask(task, 'pending');
    this.tellReservation(`reservation.${status}`, reservation);
    if (reservation.transfer) this.finishTransfer(reservation.transfer, 'failed', task);
    return reservation;
  }

  /** The contact is over; the worker writes it up. */
  wrapUp(reservationSid: string): Reservation {
    const reservation = this.step(reservationSid, ['accepted'], 'wrapping');
    const task = this.task(reservation.taskSid);
    const talking = this.reservationsOf(task.sid).some(({ status }) => status === 'accepted');
    if (!talking && task.status === 'assigned') this.moveTask(task, 'wrapping');
    this.tellReservation('reservation.wrapup', reservation);
    if (task.status === 'wrapping') this.tellHolders('task.wrapup', task);
    return reservation;
  }

  /** One worker is done; the task is done when the last one is. */
  complete(reservationSid: string, reason: string | null = null): Reservation {
    const reservation = this.step(reservationSid, ['accepted', 'wrapping'], 'completed');
    const task = this.task(reservation.taskSid);
    const others = this.reservationsOf(task.sid).some(isLive);
    if (!others) {
      task.reason = reason;
      this.moveTask(task, 'completed');
    }
    this.tellReservation('reservation.completed', reservation);
    if (!others) this.tell({ type: 'task.completed', worker: this.worker(reservation.workerSid), task });
    return reservation;
  }

  /** The customer gave up, or the API cancels: allowed only while nobody has taken the task. */
  cancel(taskSid: string, reason: string | null = null): Task {
    const task = this.task(taskSid);
    if (task.status !== 'pending' && task.status !== 'reserved')
      throw invalid(`Cannot cancel task ${taskSid} because it is ${task.status}, not pending or reserved.`);
    task.reason = reason;
    this.moveTask(task, 'canceled');
    for (const reservation of this.reservationsOf(taskSid).filter(isLive)) {
      this.step(reservation.sid, ['pending'], 'canceled');
      this.tellReservation('reservation.canceled', reservation);
      this.tell({ type: 'task.canceled', worker: this.worker(reservation.workerSid), task });
    }
    return task;
  }

  /**
   * Replaces attributes and moves the task, as a POST to the task does; all of it or nothing.
   * @param ifMatch the version the writer has seen (the ETag without its quotes); undefined writes whatever the version
   * @throws TwilioError 412 when the task has changed since, 400 when the move is not allowed
   */
  update(
    taskSid: string,
    change: { attributes?: TaskAttributes; status?: AssignmentStatus; reason?: string | null },
    ifMatch?: string,
  ): Task {
    const task = this.task(taskSid);
    if (ifMatch !== undefined && ifMatch !== String(task.version)) throw preconditionFailed();
    if (change.status !== undefined && change.status !== task.status) this.assertReachable(task, change.status);
    if (change.attributes) {
      task.attributes = change.attributes;
      this.touch(task);
    }
    if (change.status !== undefined && change.status !== task.status) this.follow(task, change.status, change.reason ?? null);
    this.tellHolders('task.updated', task);
    return task;
  }

  /** Hands the task of a talking worker to another: rings there; the first is in wrap-up once the other accepts. */
  transfer(reservationSid: string, toWorkerSid: string): { transfer: Transfer; reservation: Reservation } {
    const from = this.reservation(reservationSid);
    if (from.status !== 'accepted') throw invalid(`Reservation ${reservationSid} cannot be transferred: it is ${from.status}`);
    if (from.workerSid === toWorkerSid) throw invalid('A task cannot be transferred to the worker who has it');
    const now = new Date();
    const transfer: Transfer = {
      sid: newSid('TT'),
      fromReservationSid: from.sid,
      fromWorkerSid: from.workerSid,
      to: toWorkerSid,
      status: 'initiated',
      createdAt: now,
      updatedAt: now,
    };
    const task = this.task(from.taskSid);
    this.tell({ type: 'task.transfer-initiated', worker: this.worker(from.workerSid), transfer, task });
    return { transfer, reservation: this.reserve(task.sid, toWorkerSid, transfer) };
  }

  private follow(task: Task, status: AssignmentStatus, reason: string | null): void {
    const live = this.reservationsOf(task.sid).filter(isLive);
    if (status === 'canceled') this.cancel(task.sid, reason);
    else if (status === 'wrapping') for (const { sid } of live.filter((one) => one.status === 'accepted')) this.wrapUp(sid);
    else if (status === 'completed') for (const { sid } of live) this.complete(sid, reason);
  }

  private assertReachable(task: Task, status: AssignmentStatus): void {
    const from: Partial<Record<AssignmentStatus, AssignmentStatus[]>> = {
      canceled: ['pending', 'reserved'],
      wrapping: ['assigned'],
      completed: ['assigned', 'wrapping'],
    };
    if (!from[status]?.includes(task.status))
      throw invalid(`Cannot move task ${task.sid} to ${status} because it is ${task.status}.`);
  }

  private finishTransfer(transfer: Transfer, status: 'complete' | 'failed', task: Task): void {
    transfer.status = status;
    transfer.updatedAt = new Date();
    const worker = this.worker(transfer.fromWorkerSid);
    this.tell({ type: status === 'complete' ? 'task.transfer-completed' : 'task.transfer-failed', worker, transfer, task });
    if (status === 'complete' && this.reservation(transfer.fromReservationSid).status === 'accepted')
      this.wrapUp(transfer.fromReservationSid);
  }
}

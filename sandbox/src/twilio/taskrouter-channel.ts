import { ACTIVITIES, TASK_CHANNELS, WORKFLOW, fixedSid } from './sids';
import type { Reservation, Task, Transfer, Worker, WorkerEvent } from './taskrouter-model';
import type { TaskRouter } from './taskrouter';

/** Payloads of TaskRouter's worker channel (event-bridge): seconds since 1970 where the REST API has ISO dates, other names for the queue. */
export class ChannelPayloads {
  constructor(
    private readonly router: TaskRouter,
    private readonly accountSid: string,
    private readonly workspaceSid: string,
  ) {}

  private get owner(): { account_sid: string; workspace_sid: string } {
    return { account_sid: this.accountSid, workspace_sid: this.workspaceSid };
  }

  task(task: Task): Record<string, unknown> {
    return {
      ...this.owner,
      sid: task.sid,
      addons: '{}',
      age: Math.max(0, Math.floor((Date.now() - task.createdAt.getTime()) / 1000)),
      assignment_status: task.status,
      attributes: JSON.stringify(task.attributes),
      date_created: seconds(task.createdAt),
      date_updated: seconds(task.updatedAt),
      priority: task.priority,
      queue_name: task.queue.name,
      queue_sid: task.queue.sid,
      reason: task.reason,
      routing_target: task.routingTarget,
      task_channel_unique_name: task.channel,
      task_channel_sid: TASK_CHANNELS.find(({ uniqueName }) => uniqueName === task.channel)?.sid,
      timeout: 86_400,
      workflow_name: WORKFLOW.name,
      workflow_sid: WORKFLOW.sid,
      virtual_start_time: seconds(task.createdAt),
      version: task.version,
    };
  }

  /** As events and lists carry it, with the transfer it came by. */
  reservation(reservation: Reservation): Record<string, unknown> {
    const { transfer } = reservation;
    return { ...this.changedReservation(reservation), ...(transfer && { task_transfer: this.transfer(transfer) }) };
  }

  /** As the answer to a change carries it: without the transfer, which the page's SDK cannot take there. */
  changedReservation(reservation: Reservation): Record<string, unknown> {
    return {
      ...this.owner,
      sid: reservation.sid,
      worker_sid: reservation.workerSid,
      worker_name: this.router.worker(reservation.workerSid).person.email,
      date_created: seconds(reservation.createdAt),
      date_updated: seconds(reservation.updatedAt),
      reservation_status: reservation.status,
      reservation_timeout: 120,
      version: reservation.version,
      task: this.task(this.router.task(reservation.taskSid)),
    };
  }

  transfer(transfer: Transfer): Record<string, unknown> {
    const task = this.router.task(this.router.reservation(transfer.fromReservationSid).taskSid);
    return {
      ...this.owner,
      sid: transfer.sid,
      task_sid: task.sid,
      date_created: seconds(transfer.createdAt),
      date_updated: seconds(transfer.updatedAt),
      initiating_reservation_sid: transfer.fromReservationSid,
      initiating_worker_sid: transfer.fromWorkerSid,
      initiating_queue_sid: task.queue.sid,
      initiating_workflow_sid: WORKFLOW.sid,
      transfer_mode: 'COLD',
      transfer_to: transfer.to,
      transfer_type: 'WORKER',
      transfer_status: transfer.status,
    };
  }

  worker(worker: Worker): Record<string, unknown> {
    const activity = ACTIVITIES.find(({ sid }) => sid === worker.activitySid);
    return {
      ...this.owner,
      sid: worker.sid,
      friendly_name: worker.person.email,
      activity_name: activity?.name,
      activity_sid: worker.activitySid,
      available: activity?.available,
      attributes: JSON.stringify(worker.attributes),
      date_created: seconds(worker.createdAt),
      date_status_changed: seconds(worker.statusChangedAt),
      date_updated: seconds(new Date()),
      version: worker.version,
    };
  }

  workerChannels(worker: Worker): Record<string, unknown>[] {
    const tasks = this.router.liveReservationsOf(worker.sid).map(({ taskSid }) => this.router.task(taskSid));
    return TASK_CHANNELS.map(({ uniqueName, sid, capacity }, index) => {
      const assigned = tasks.filter(({ channel }) => channel === uniqueName).length;
      return {
        ...this.owner,
        sid: fixedSid('WC', parseInt(worker.sid.slice(2), 16) * 16 + index),
        worker_sid: worker.sid,
        task_channel_sid: sid,
        task_channel_unique_name: uniqueName,
        assigned_tasks: assigned,
        available: true,
        available_capacity_percentage: Math.max(0, Math.round((1 - assigned / capacity) * 100)),
        configured_capacity: capacity,
        date_created: seconds(worker.createdAt),
        date_updated: seconds(worker.createdAt),
        last_reserved_time: null,
      };
    });
  }

  activities(): Record<string, unknown>[] {
    return ACTIVITIES.map(({ sid, name, available }) => ({
      ...this.owner,
      sid,
      friendly_name: name,
      available,
      date_created: 1,
      date_updated: 1,
    }));
  }

  queues(): Record<string, unknown>[] {
    return this.router.queues.map(({ sid, name }) => ({
      ...this.owner,
      sid,
      friendly_name: name,
      assignment_activity_name: null,
      assignment_activity_sid: null,
      reservation_activity_name: null,
      reservation_activity_sid: null,
      target_workers: '1==1',
      max_reserved_workers: 1,
      task_order: 'FIFO',
      lifo_queue: false,
      date_created: 1,
      date_updated: 1,
    }));
  }

  /** One event as the worker's socket carries it. */
  event(event: WorkerEvent): { event_type: string; payload: Record<string, unknown> } {
    if ('reservation' in event) return { event_type: event.type, payload: this.reservation(event.reservation) };
    if ('transfer' in event) return { event_type: event.type, payload: this.transfer(event.transfer) };
    if ('task' in event) return { event_type: event.type, payload: this.task(event.task) };
    return { event_type: event.type, payload: this.worker(event.worker) };
  }
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

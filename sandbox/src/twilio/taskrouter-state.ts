import { PEOPLE, QUEUES, type Person } from '../personas';
import { ACTIVITIES, fixedSid } from './sids';
import {
  isLive,
  type AssignmentStatus,
  type Queue,
  type Reservation,
  type ReservationStatus,
  type Task,
  type TaskAttributes,
  type Worker,
  type WorkerEvent,
} from './taskrouter-model';
import { invalid, notFound } from './twilio-error';

/** What TaskRouter holds, the steps every change is made of, and who is told of them. The rules are `TaskRouter`'s. */
export class TaskRouterState {
  readonly queues: Queue[] = QUEUES.map(({ sid, name }) => ({ sid, name }));
  readonly workers = new Map<string, Worker>(PEOPLE.map((person) => [person.workerSid, this.workerOf(person)]));
  readonly tasks = new Map<string, Task>();
  readonly reservations = new Map<string, Reservation>();
  private readonly listeners = new Set<(event: WorkerEvent) => void>();

  /** Calls `listener` at every event until the returned function is called. */
  listen(listener: (event: WorkerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @throws TwilioError 404 */
  task = (sid: string): Task => this.tasks.get(sid) ?? fail(notFound(`/Tasks/${sid}`));
  /** @throws TwilioError 404 */
  reservation = (sid: string): Reservation => this.reservations.get(sid) ?? fail(notFound(`/Reservations/${sid}`));
  /** @throws TwilioError 404 */
  worker = (sid: string): Worker => this.workers.get(sid) ?? fail(notFound(`/Workers/${sid}`));

  /** Drops an ended task with its reservations, as TaskRouter does five minutes after its end. Its events are still listed. */
  forget(taskSid: string): void {
    this.tasks.delete(taskSid);
    for (const { sid } of this.reservationsOf(taskSid)) this.reservations.delete(sid);
  }

  /** One worker more than the sandbox's people, where a whole floor of them is wanted. */
  hire(person: Person): Worker {
    const worker = this.workerOf(person);
    this.workers.set(worker.sid, worker);
    return worker;
  }

  reservationsOf(taskSid: string): Reservation[] {
    return [...this.reservations.values()].filter((reservation) => reservation.taskSid === taskSid);
  }

  liveReservationsOf(workerSid: string): Reservation[] {
    return [...this.reservations.values()].filter((reservation) => reservation.workerSid === workerSid && isLive(reservation));
  }

  setActivity(workerSid: string, activitySid: string): Worker {
    const worker = this.worker(workerSid);
    if (!ACTIVITIES.some(({ sid }) => sid === activitySid)) throw notFound(`/Activities/${activitySid}`);
    worker.activitySid = activitySid;
    worker.statusChangedAt = new Date();
    worker.version += 1;
    this.tell({ type: 'worker.activity.update', worker });
    return worker;
  }

  setWorkerAttributes(workerSid: string, attributes: TaskAttributes): Worker {
    const worker = this.worker(workerSid);
    worker.attributes = attributes;
    worker.version += 1;
    this.tell({ type: 'worker.attributes.update', worker });
    return worker;
  }

  protected step(reservationSid: string, from: ReservationStatus[], to: ReservationStatus): Reservation {
    const reservation = this.reservation(reservationSid);
    if (!from.includes(reservation.status))
      throw invalid(`Reservation ${reservationSid} is ${reservation.status} and cannot become ${to}`);
    reservation.status = to;
    reservation.updatedAt = new Date();
    reservation.version += 1;
    return reservation;
  }

  protected moveTask(task: Task, status: AssignmentStatus): void {
    task.status = status;
    this.touch(task);
  }

  protected touch(task: Task): void {
    task.version += 1;
    task.updatedAt = new Date();
  }

  protected tellReservation(type: Extract<WorkerEvent, { reservation: Reservation }>['type'], reservation: Reservation): void {
    this.tell({ type, worker: this.worker(reservation.workerSid), reservation, task: this.task(reservation.taskSid) });
  }

  protected tellHolders(type: 'task.updated' | 'task.wrapup', task: Task): void {
    for (const { workerSid } of this.reservationsOf(task.sid).filter(isLive))
      this.tell({ type, worker: this.worker(workerSid), task });
  }

  protected tell(event: WorkerEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private workerOf(person: Person): Worker {
    const now = new Date();
    const identity = person.email.replace(/[^A-Za-z0-9]/g, (char) => '_' + char.charCodeAt(0).toString(16).toUpperCase());
    const attributes = {
      contact_uri: `client:${identity}`,
      full_name: person.fullName,
      email: person.email,
      roles: person.roles,
    };
    return {
      sid: person.workerSid,
      person,
      identity,
      activitySid: fixedSid('WA', 2),
      attributes,
      createdAt: now,
      statusChangedAt: now,
      version: 0,
    };
  }
}

const fail = (error: Error): never => {
  throw error;
};

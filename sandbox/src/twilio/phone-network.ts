import { PEOPLE, PERSONAS, QUEUES, type Persona } from '../personas';
import type { Centre } from './centre';
import { messagingAttributes, visitorOf, voiceAttributes } from './task-attributes';
import type { Reservation, Task, Worker } from './taskrouter-model';
import { invalid, notFound } from './twilio-error';
import { leaveCall, takeCall } from './voice-task';

/** The customers' side: what a person at the phone page, or a test, makes happen. All methods throw TwilioError for what cannot be. */
export class PhoneNetwork {
  /** Which persona a task came from. */
  readonly personaOf = new Map<string, string>();

  constructor(private readonly centre: Centre) {}

  /**
   * A persona calls or writes; the task goes straight to the worker.
   * @param whom a person's id or worker sid; ada by default
   */
  ring(personaId: string, whom = 'ada'): { taskSid: string; reservationSid: string } {
    const persona = PERSONAS.find(({ id }) => id === personaId);
    if (!persona) throw notFound(`persona ${personaId}`);
    const worker = this.workerOf(whom);
    const queue = QUEUES.find(({ name }) => name === persona.queue) ?? QUEUES[3];
    const attributes = persona.channel === 'voice' ? this.dial(persona, worker) : this.write(persona);
    const channel = persona.channel === 'voice' ? 'voice' : 'chat';
    const task = this.centre.router.createTask({
      channel,
      queue: { sid: queue.sid, name: queue.name },
      attributes,
      ...(persona.direction === 'outbound' && { routingTarget: worker.sid }),
    });
    this.personaOf.set(task.sid, persona.id);
    return { taskSid: task.sid, reservationSid: this.centre.router.reserve(task.sid, worker.sid).sid };
  }

  /** The customer leaves: while it rings the task is canceled, during the contact the worker goes to wrap-up. */
  hangUp(taskSid?: string): Task {
    const task = this.taskOf(taskSid, ['pending', 'reserved', 'assigned']);
    if (task.status !== 'assigned') return this.centre.router.cancel(task.sid, 'hangup');
    for (const { sid } of this.held(task, 'accepted')) {
      if (task.channel === 'voice') leaveCall(this.centre, sid);
      else this.centre.router.wrapUp(sid);
    }
    // an offered transfer dies with the contact
    for (const { sid } of this.held(task, 'pending')) this.centre.router.decline(sid, 'rescinded');
    return task;
  }

  /** Accepts for the worker, where no desktop is open. */
  accept(taskSid?: string): Task {
    const task = this.taskOf(taskSid, ['reserved', 'assigned']);
    const [reservation] = this.held(task, 'pending');
    if (!reservation) throw invalid(`Task ${task.sid} is not ringing`);
    const conversation = this.centre.conversations.bySid(String(task.attributes.conversationSid));
    if (conversation) {
      this.centre.conversations.invite(conversation, this.centre.router.worker(reservation.workerSid).identity);
      this.centre.router.accept(reservation.sid);
    } else takeCall(this.centre, reservation.sid);
    return task;
  }

  /** The customer writes. */
  say(text: string, taskSid?: string): Task {
    const task =
      taskSid === undefined
        ? this.latest(({ attributes, status }) => 'conversationSid' in attributes && status !== 'completed')
        : this.centre.router.task(taskSid);
    const conversation = this.centre.conversations.bySid(String(task.attributes.conversationSid));
    if (!conversation?.open) throw invalid(`Task ${task.sid} has no open conversation`);
    this.centre.conversations.customerSays(conversation, text);
    return task;
  }

  /** The worker who talks hands the contact to another, who is rung. */
  transfer(to: string, taskSid?: string): { taskSid: string; reservationSid: string } {
    const task = this.taskOf(taskSid, ['assigned']);
    const [from] = this.held(task, 'accepted');
    if (!from) throw invalid(`Nobody has accepted task ${task.sid}`);
    const { reservation } = this.centre.router.transfer(from.sid, this.workerOf(to).sid);
    return { taskSid: task.sid, reservationSid: reservation.sid };
  }

  /** Wrap-up took too long: TaskRouter completes it without asking the worker. */
  wrapUpTimeout(taskSid?: string): Task {
    return this.completeAll(this.taskOf(taskSid, ['wrapping', 'assigned']), 'wrapping', 'wrapup timeout');
  }

  /** Completes for the worker, where no desktop is open. */
  complete(taskSid?: string): Task {
    return this.completeAll(this.taskOf(taskSid, ['wrapping', 'assigned']), undefined, null);
  }

  cancel(taskSid?: string): Task {
    return this.centre.router.cancel(this.taskOf(taskSid, ['pending', 'reserved']).sid, 'canceled by the supervisor');
  }

  private completeAll(task: Task, only: 'wrapping' | undefined, reason: string | null): Task {
    const held = this.centre.router
      .reservationsOf(task.sid)
      .filter(({ status }) => status === 'wrapping' || (only === undefined && status === 'accepted'));
    if (held.length === 0) throw invalid(`Nobody is in wrap-up on task ${task.sid}`);
    for (const { sid } of held) this.centre.router.complete(sid, reason);
    const conversation = this.centre.conversations.bySid(String(task.attributes.conversationSid));
    if (conversation && task.status === 'completed') conversation.open = false;
    return task;
  }

  private dial(persona: Persona, worker: Worker): Task['attributes'] {
    return voiceAttributes(persona, this.centre.account.accountSid, String(worker.attributes.contact_uri));
  }

  private write(persona: Persona): Task['attributes'] {
    const thread = { type: persona.channel, proxyAddress: persona.centre, ...visitorOf(persona) };
    return messagingAttributes(persona, this.centre.conversations.start(thread, 'Hello, I need some help, please.'));
  }

  private held(task: Task, status: Reservation['status']): Reservation[] {
    return this.centre.router.reservationsOf(task.sid).filter((one) => one.status === status);
  }

  private taskOf(taskSid: string | undefined, states: readonly Task['status'][]): Task {
    const task = taskSid === undefined ? this.latest(({ status }) => states.includes(status)) : this.centre.router.task(taskSid);
    if (!states.includes(task.status)) throw invalid(`Task ${task.sid} is ${task.status}, not ${states.join(' or ')}`);
    return task;
  }

  private latest(fits: (task: Task) => boolean): Task {
    const found = [...this.centre.router.tasks.values()].filter(fits).at(-1);
    if (!found) throw invalid('There is no such task: ring first');
    return found;
  }

  private workerOf(whom: string): Worker {
    const person = PEOPLE.find(({ id, workerSid }) => id === whom || workerSid === whom);
    if (!person) throw notFound(`person ${whom}`);
    return this.centre.router.worker(person.workerSid);
  }
}

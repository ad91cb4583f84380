import { newSid } from './sids';

export interface Participant {
  callSid: string;
  type: 'customer' | 'worker';
  workerSid?: string;
  reservationSid?: string;
  hold: boolean;
  muted: boolean;
  status: 'joined' | 'left';
}

/** The conference a voice task is talking in. No audio: who is in it, who is on hold. */
export interface Conference {
  sid: string;
  taskSid: string;
  participants: Participant[];
}

/** Voice conferences in memory; Flex UI watches them through Sync. */
export class Conferences {
  private readonly all = new Map<string, Conference>();
  private readonly listeners = new Set<(conference: Conference, participant: Participant) => void>();

  bySid = (sid: string): Conference | undefined => this.all.get(sid);
  ofTask = (taskSid: string): Conference | undefined =>
    [...this.all.values()].find((conference) => conference.taskSid === taskSid);

  /** Puts the worker who accepted in the task's conference, which starts with the customer in it. */
  join(taskSid: string, customerCallSid: string, workerSid: string, reservationSid: string): Conference {
    const customer: Participant = { callSid: customerCallSid, type: 'customer', hold: false, muted: false, status: 'joined' };
    const conference = this.ofTask(taskSid) ?? { sid: newSid('CF'), taskSid, participants: [customer] };
    this.all.set(conference.sid, conference);
    const worker: Participant = {
      callSid: newSid('CA'),
      type: 'worker',
      workerSid,
      reservationSid,
      hold: false,
      muted: false,
      status: 'joined',
    };
    conference.participants.push(worker);
    this.tell(conference, worker);
    return conference;
  }

  change(
    conference: Conference,
    participant: Participant,
    change: Partial<Pick<Participant, 'hold' | 'muted' | 'status'>>,
  ): void {
    Object.assign(participant, change);
    this.tell(conference, participant);
  }

  onChange(listener: (conference: Conference, participant: Participant) => void): void {
    this.listeners.add(listener);
  }

  private tell(conference: Conference, participant: Participant): void {
    for (const listener of this.listeners) listener(conference, participant);
  }
}

import type { BrowserStorage } from '../../state/browser-storage';
import type { AgentTask } from '../../tasks/agent-task';

/** What the agent has typed and not recorded yet. */
export interface Draft {
  reasonId: string | null;
  comment: string;
}

const PREFIX = 'interaction-history:draft:';
const RECEIPTS = 'interaction-history:receipt:';
/** A task lives for hours; a draft this old belongs to one that ended without its agent (RC-6). */
const KEEP_MS = 14 * 86_400_000;

/** Drafts of one worker in this browser, one entry for each task and reservation (RC-4). */
export interface Drafts {
  read(task: AgentTask): Draft | null;
  /** False when the browser keeps nothing. */
  keep(task: AgentTask, draft: Draft): boolean;
  remove(task: AgentTask): void;
  /** Turns the draft into a receipt: what was stored and when. After a reload the form still says "Saved", until the task leaves. */
  settle(task: AgentTask, receipt: Receipt): void;
  receipt(task: AgentTask): Receipt | null;
  forgetReceipt(reservationSid: string): void;
}

export interface Receipt extends Draft {
  recordedAt: number;
}

export function createDrafts(storage: BrowserStorage, workerSid: string, now: () => number = Date.now): Drafts {
  const own = `${PREFIX}${workerSid}:`;
  const keyOf = (task: AgentTask): string => `${own}${task.taskSid}:${task.reservationSid}`;
  const receiptKey = (reservationSid: string): string => `${RECEIPTS}${workerSid}:${reservationSid}`;
  for (const key of [...storage.keys(own), ...storage.keys(`${RECEIPTS}${workerSid}:`)]) {
    const kept = storage.read(key) as { at?: unknown } | null;
    if (typeof kept?.at !== 'number' || now() - kept.at > KEEP_MS) storage.remove(key);
  }
  return {
    read(task) {
      const kept = storage.read(keyOf(task)) as Partial<Draft> | null;
      if (kept === null || typeof kept.comment !== 'string') return null;
      return { comment: kept.comment, reasonId: typeof kept.reasonId === 'string' ? kept.reasonId : null };
    },
    keep: (task, draft) => storage.write(keyOf(task), { ...draft, at: now() }),
    remove: (task) => storage.remove(keyOf(task)),
    settle(task, receipt) {
      storage.remove(keyOf(task));
      storage.write(receiptKey(task.reservationSid), { ...receipt, at: now() });
    },
    receipt(task) {
      const kept = storage.read(receiptKey(task.reservationSid)) as Partial<Receipt> | null;
      return typeof kept?.recordedAt === 'number' && typeof kept.comment === 'string' ? (kept as Receipt) : null;
    },
    forgetReceipt: (reservationSid) => storage.remove(receiptKey(reservationSid)),
  };
}

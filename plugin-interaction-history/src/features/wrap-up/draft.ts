import type { BrowserStorage } from '../../state/browser-storage';
import type { AgentTask } from '../../tasks/agent-task';
import { isWaitingEntry, type WaitingEntry } from '../outbox/entry';

/** What the agent has typed and not recorded yet. */
export interface Draft {
  reasonId: string | null;
  comment: string;
}

/** A draft as it is kept, with what sending it needs should its task be gone by then (RC-6). */
export interface KeptDraft extends Draft {
  at: number;
  entry: WaitingEntry | null;
}

const PREFIX = 'interaction-history:draft:';
const RECEIPTS = 'interaction-history:receipt:';
/** A task lives for hours; what is this old was left by an agent who has not been back. */
const KEEP_MS = 14 * 86_400_000;

/** Drafts of one worker in this browser, one entry for each task and reservation (RC-4). */
export interface Drafts {
  read(task: AgentTask): Draft | null;
  /** False when the browser keeps nothing. */
  keep(task: Pick<AgentTask, 'taskSid' | 'reservationSid'>, draft: Draft, entry: WaitingEntry): boolean;
  remove(task: Pick<AgentTask, 'taskSid' | 'reservationSid'>): void;
  /** Every draft kept, oldest first. */
  all(): KeptDraft[];
  /** Turns the draft into a receipt: what was stored and when. After a reload the form still says "Saved", until the task leaves. */
  settle(task: Pick<AgentTask, 'taskSid' | 'reservationSid'>, receipt: Receipt): void;
  receipt(task: AgentTask): Receipt | null;
  /** Forgets the receipts of tasks that have left for good: a connection that was lost brings its tasks back within seconds. */
  forgetReceipts(isThere: (reservationSid: string) => boolean): void;
}

export interface Receipt extends Draft {
  recordedAt: number;
}

export function createDrafts(storage: BrowserStorage, workerSid: string, now: () => number = Date.now): Drafts {
  const own = `${PREFIX}${workerSid}:`;
  const keyOf = ({ taskSid, reservationSid }: Pick<AgentTask, 'taskSid' | 'reservationSid'>): string =>
    `${own}${taskSid}:${reservationSid}`;
  const receiptKey = (reservationSid: string): string => `${RECEIPTS}${workerSid}:${reservationSid}`;
  // everyone's: a shared computer may hold drafts of agents who never come back to it
  for (const key of [...storage.keys(PREFIX), ...storage.keys(RECEIPTS)]) {
    const kept = storage.read(key) as { at?: unknown } | null;
    if (typeof kept?.at !== 'number' || now() - kept.at > KEEP_MS) storage.remove(key);
  }
  return {
    read(task) {
      const kept = draftIn(storage.read(keyOf(task)));
      return kept && { reasonId: kept.reasonId, comment: kept.comment };
    },
    keep: (task, { reasonId, comment }, entry) => storage.write(keyOf(task), { reasonId, comment, entry, at: now() }),
    remove: (task) => storage.remove(keyOf(task)),
    all: () =>
      storage
        .keys(own)
        .flatMap((key) => draftIn(storage.read(key)) ?? [])
        .sort((a, b) => a.at - b.at),
    settle(task, receipt) {
      storage.remove(keyOf(task));
      storage.write(receiptKey(task.reservationSid), { ...receipt, at: now() });
    },
    receipt(task) {
      const kept = storage.read(receiptKey(task.reservationSid)) as Partial<Receipt> | null;
      return typeof kept?.recordedAt === 'number' && typeof kept.comment === 'string' ? (kept as Receipt) : null;
    },
    forgetReceipts(isThere) {
      for (const key of storage.keys(receiptKey(''))) if (!isThere(key.slice(receiptKey('').length))) storage.remove(key);
    },
  };
}

/** Null for what is no draft; an earlier version kept none of what sending needs. */
function draftIn(value: unknown): KeptDraft | null {
  const kept = value as Partial<KeptDraft> | null;
  if (kept === null || typeof kept.comment !== 'string') return null;
  return {
    comment: kept.comment,
    reasonId: typeof kept.reasonId === 'string' ? kept.reasonId : null,
    at: typeof kept.at === 'number' ? kept.at : 0,
    entry: isWaitingEntry(kept.entry) ? kept.entry : null,
  };
}

import type { BrowserStorage } from '../../state/browser-storage';
import type { AgentTask } from '../../tasks/agent-task';

const RECEIPTS = 'interaction-history:receipt:';
/** A task that is recorded and still at hand is completed within minutes. */
const KEEP_MS = 86_400_000;

/** When a part was recorded, and nothing of what: after a reload the form says "Recorded", until the task leaves (RC-4, PR-4). */
export interface Receipts {
  settle(part: Pick<AgentTask, 'reservationSid'>, recordedAt: number): void;
  /** Ms since the epoch; null where nothing was recorded as far as this browser knows. */
  receipt(part: Pick<AgentTask, 'reservationSid'>): number | null;
  /** Forgets the receipts of tasks that have left for good: a connection that was lost brings its tasks back within seconds. */
  forgetReceipts(isThere: (reservationSid: string) => boolean): void;
}

export function createReceipts(storage: BrowserStorage, workerSid: string, now: () => number): Receipts {
  const own = `${RECEIPTS}${workerSid}:`;
  const timeIn = (key: string): number | null => {
    const at = storage.read(key);
    return typeof at === 'number' ? at : null;
  };
  for (const key of storage.keys(RECEIPTS)) if (now() - (timeIn(key) ?? 0) > KEEP_MS) storage.remove(key);
  return {
    settle: ({ reservationSid }, recordedAt) => void storage.write(own + reservationSid, recordedAt),
    receipt: ({ reservationSid }) => timeIn(own + reservationSid),
    forgetReceipts(isThere) {
      for (const key of storage.keys(own)) if (!isThere(key.slice(own.length))) storage.remove(key);
    },
  };
}

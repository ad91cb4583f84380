import type { BrowserStorage } from '../../state/browser-storage';

/** The reasons this agent recorded last, in this browser, newest first (RC-3). */
export interface RecentReasons {
  read(): readonly string[];
  add(reasonId: string): void;
}

/** More than a picker shows: some are offered in other queues only. */
const KEPT = 20;

export function createRecentReasons(storage: BrowserStorage, workerSid: string): RecentReasons {
  const key = `interaction-history:recent-reasons:${workerSid}`;
  const read = (): string[] => {
    const kept = storage.read(key);
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  };
  return {
    read,
    add: (reasonId) => void storage.write(key, [reasonId, ...read().filter((id) => id !== reasonId)].slice(0, KEPT)),
  };
}

import type { RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { SealedStorage } from '../../state/sealed-storage';
import { isOnline } from '../../state/online';
import { createStore, type Store } from '../../state/store';
import { linkedCustomer } from '../customer/linking';
import { recordInteraction } from './record';
import { entryId, isDue, isEntry, isWaiting, nextDelay, type OutboxEntry, type WaitingEntry } from './entry';

export const OUTBOX = 'interaction-history:outbox:';
const LOOK_MS = 2_000;

export interface OutboxState {
  entries: readonly OutboxEntry[];
  /** Entries of an earlier page that this one can't read before it has the key. */
  locked: number;
  sending: boolean;
}

/** One worker's recordings that wait in this browser. Each has its own key, so that two tabs never overwrite each other. */
export interface Outbox {
  store: Store<OutboxState>;
  /** It is sent as soon as it can be; where the browser keeps nothing, it lives as long as this page. */
  add(entry: WaitingEntry): void;
  entryFor(taskSid: string, reservationSid: string): OutboxEntry | null;
  sendNow(): Promise<void>;
  dismiss: (id: string) => void;
  /** Starts sending by itself: now, when the browser comes online, and as entries fall due. Returns how to stop. */
  start(): () => void;
  onSent(listener: (answer: RecordResponse) => void): void;
}

/** What is no refusal of the entry: a session that ended is renewed by signing in, and an address that is missing will be set. */
const mayPass = (thrown: unknown): boolean => {
  const { retryable, code } = asApiError(thrown);
  return retryable || code === 'unauthenticated' || code === 'not_configured';
};

export function createOutbox(
  api: ApiCall,
  storage: SealedStorage,
  workerSid: string,
  now = Date.now,
  random = Math.random,
): Outbox {
  const own = `${OUTBOX}${workerSid}:`;
  const readAll = (): OutboxEntry[] =>
    storage
      .keys(own)
      .map((key) => storage.read(key))
      .filter(isEntry)
      .sort((a, b) => a.since - b.since);
  const store = createStore<OutboxState>({ entries: readAll(), locked: storage.locked(own), sending: false });
  const listeners: ((answer: RecordResponse) => void)[] = [];
  const refresh = (sending = store.get().sending): void =>
    store.set({ entries: readAll(), locked: storage.locked(own), sending });
  const keep = (entry: OutboxEntry): void => void storage.write(own + entryId(entry), entry);

  /**
   * The customer first, then the entry. A customer who cannot be linked any more does not hold the entry back.
   * @returns whether the next may be sent: not while what failed may succeed later, so that all go in order
   */
  const send = async (entry: OutboxEntry): Promise<boolean> => {
    let current = { ...entry, attempts: entry.attempts + 1 };
    let lostCustomer = false;
    try {
      if (current.unlink) {
        try {
          await api('tasks/link-customer', { taskSid: current.request.taskSid, record: null });
        } catch (thrown) {
          // a task that is gone has no attributes to correct: the entry itself has no customer either way
          if (mayPass(thrown)) throw thrown;
        }
        current = { ...current, unlink: false };
        keep(current);
      }
      if (current.link !== null) {
        try {
          const { customer } = await api('tasks/link-customer', { taskSid: current.request.taskSid, record: current.link });
          current = { ...current, link: null, request: { ...current.request, customerId: linkedCustomer(customer).customerId } };
        } catch (thrown) {
          if (mayPass(thrown)) throw thrown;
          lostCustomer = current.request.customerId === null;
          current = { ...current, link: null };
        }
        keep(current);
      }
      const answer = await recordInteraction(api, current.request);
      if (lostCustomer) keep({ ...current, sentWithoutCustomer: true });
      else storage.remove(own + entryId(current));
      for (const listener of listeners) listener(answer);
    } catch (thrown) {
      const error = asApiError(thrown);
      const again = mayPass(error);
      // another tab may have sent it meanwhile: it must not come back
      if (storage.read(own + entryId(current)) === null) return true;
      keep({
        ...current,
        nextAt: now() + nextDelay(current.attempts, random()),
        refused: again ? null : { code: error.code, correlationId: error.correlationId },
      });
      return !again;
    }
    return true;
  };

  let isStarted = false;
  let inFlight: Promise<void> | null = null;
  /** One after the other: what waits is never urgent enough to crowd out the call at hand. A second request waits for the first. */
  const sendAll = (which: (entry: OutboxEntry) => boolean): Promise<void> => {
    const next = (inFlight ?? Promise.resolve()).then(async () => {
      const entries = readAll().filter(which);
      for (const entry of entries) {
        refresh(true);
        if (!(await send(entry))) break;
      }
      if (entries.length > 0) refresh(false);
    });
    const landed = next.finally(() => {
      if (inFlight === landed) inFlight = null;
    });
    inFlight = landed;
    return landed;
  };

  storage.onChange((key, cause) => {
    if (!key.startsWith(own)) return;
    refresh();
    if (cause === 'earlier' && isStarted && isOnline()) void sendAll((entry) => isWaiting(entry) && entry.refused === null);
  });

  return {
    store,
    add(entry) {
      keep({
        ...entry,
        since: now(),
        attempts: 0,
        nextAt: now() + nextDelay(1, random()),
        refused: null,
        sentWithoutCustomer: false,
      });
      refresh();
    },
    entryFor: (taskSid, reservationSid) =>
      store
        .get()
        .entries.find(
          (entry) => isWaiting(entry) && entry.request.taskSid === taskSid && entry.request.reservationSid === reservationSid,
        ) ?? null,
    sendNow: () => sendAll(isWaiting),
    dismiss(id) {
      storage.remove(own + id);
      refresh();
    },
    start() {
      isStarted = true;
      const sendDue = (): void => void (isOnline() && inFlight === null && sendAll((entry) => isDue(entry, now())));
      const sendUnrefused = (): void => void sendAll((entry) => isWaiting(entry) && entry.refused === null);
      const timer = setInterval(sendDue, LOOK_MS);
      window.addEventListener('online', sendUnrefused);
      if (isOnline()) sendUnrefused();
      return () => {
        clearInterval(timer);
        window.removeEventListener('online', sendUnrefused);
      };
    },
    onSent: (listener) => void listeners.push(listener),
  };
}

import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { SealedStorage } from '../../state/sealed-storage';
import { createStore, type Store } from '../../state/store';
import { timings } from '../../state/timings';
import { entryId, isWaiting, type OutboxEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { Drafts } from '../wrap-up/draft';

/** What the agent is asked when something could neither be sent nor saved: how much, why, and whether this browser keeps it sealed. */
export interface Question {
  left: number;
  why: ApiError | null;
  isSealed: boolean;
}

/** Signing out at a desk that the next person uses as well (PR-4). */
export interface SignOut {
  question: Store<Question | null>;
  /**
   * Sends what waits, or saves it on the server as a draft, which is found again at any desk.
   * @returns true: nothing of it is left here, go on. False: the agent is asked
   */
  leave(): Promise<boolean>;
  /** The agent stays signed in. */
  stay: () => void;
  /** The agent goes although something is left: the next `leave` says yes. */
  goAnyway: () => void;
}

export function createSignOut(about: { api: ApiCall; drafts: Drafts; outbox: Outbox; sealed: SealedStorage }): SignOut {
  const { api, drafts, outbox, sealed } = about;
  const question = createStore<Question | null>(null);
  let isDecided = false;
  let why: ApiError | null = null;

  const waiting = (): OutboxEntry[] => outbox.store.get().entries.filter(isWaiting);
  /** What can't be sent now waits on the server instead. */
  const save = async (entry: OutboxEntry): Promise<void> => {
    const { taskSid, reservationSid, customerId, reasonId, comment = '', asSeen } = entry.request;
    const { link, unlink = false } = entry;
    const { customerName } = entry.about;
    try {
      const text = { reasonId, comment, about: { customerId, link, unlink, customerName, ...(asSeen ? { asSeen } : {}) } };
      await api('drafts/save', { taskSid, reservationSid, ...text });
      outbox.dismiss(entryId(entry));
    } catch (thrown) {
      why = asApiError(thrown);
    }
  };
  const sendAll = async (): Promise<void> => {
    const [unsaved] = await Promise.all([drafts.flush(), outbox.sendNow()]);
    why = unsaved;
    await Promise.all(waiting().map(save));
  };

  return {
    question,
    async leave() {
      if (isDecided) return true;
      why = null;
      await Promise.race([sendAll(), new Promise((resolve) => setTimeout(resolve, timings.signOut))]);
      await sealed.settled();
      const left = drafts.unsaved() + waiting().length;
      question.set(left === 0 ? null : { left, why, isSealed: sealed.onlyHere().length === 0 });
      return left === 0;
    },
    stay: () => question.set(null),
    goAnyway() {
      isDecided = true;
      question.set(null);
    },
  };
}

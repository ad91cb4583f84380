import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { MAX_AMENDMENTS } from '@interaction-history/shared/src/limits';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { randomHex } from '../../state/random-hex';
import { createStore, type Store } from '../../state/store';
import type { Draft } from '../wrap-up/draft';

/** Who may change an entry: its author, and supervisors and admins (IH-4). */
export interface Amender {
  workerSid: string;
  isSupervisor: boolean;
}

export const AMENDMENTS = 'interaction-history:amendment:';

/** Whether the server would take an amendment now. */
export const mayAmend = (entry: Interaction, { workerSid, isSupervisor }: Amender, now: number): boolean =>
  now < Date.parse(entry.canAmendUntil) &&
  // one for which only its agent vouched is a supervisor's to decide on, and has a key of its own ever after (TR-2)
  !entry.interactionId.endsWith(entry.worker.sid) &&
  entry.amendments.length < MAX_AMENDMENTS &&
  (entry.worker.sid === workerSid || isSupervisor);

/** An open amendment: the form in its entry's place. */
export interface Amendment extends Draft {
  entry: Interaction;
  /** One for each text, so that a double click, or a repeat after a lost answer, is one amendment. */
  key: string;
  phase: 'editing' | 'sending' | 'failed';
  error: ApiError | null;
  /** Whether someone changed the entry while the form was open; `entry` then shows how it stands. */
  overtaken: boolean;
}

/** Whether there is anything to store. */
export const isChanged = ({ reasonId, comment, entry }: Amendment): boolean =>
  reasonId !== entry.reason.id || comment !== entry.comment;

/** The one amendment open in a task's tab. What is typed is kept in the browser until it is stored or cancelled. */
export interface AmendmentStore {
  store: Store<Amendment | null>;
  open(entry: Interaction): void;
  edit: (change: Partial<Draft>) => void;
  /** Closes the form; what was typed comes back when it is opened again. */
  close(): void;
  /** Closes the form and forgets what was typed. */
  cancel: () => void;
  /** True once it is stored. */
  save(): Promise<boolean>;
}

const keyOf = (workerSid: string, { interactionId }: Interaction): string => `${AMENDMENTS}${workerSid}:${interactionId}`;

export function createAmendmentStore(about: {
  api: ApiCall;
  storage: BrowserStorage;
  workerSid: string;
  onAmended: (entry: Interaction, toLog: boolean) => void;
  now?: () => number;
}): AmendmentStore {
  const { api, storage, workerSid, onAmended, now = Date.now } = about;
  const store = createStore<Amendment | null>(null);

  return {
    store,
    open(entry) {
      if (store.get()?.phase === 'sending') return;
      const kept = storage.read(keyOf(workerSid, entry)) as (Draft & { key: string }) | null;
      const draft = typeof kept?.comment === 'string' && typeof kept.key === 'string' ? kept : null;
      store.set({
        // nobody chose a default reason: the agent makes their own choice (RC-6)
        reasonId: draft ? draft.reasonId : entry.endedBy === 'agent' ? entry.reason.id : null,
        comment: draft?.comment ?? entry.comment,
        entry,
        key: draft?.key ?? randomHex(12),
        phase: 'editing',
        error: null,
        overtaken: false,
      });
    },
    edit(change) {
      const open = store.get();
      if (open === null || open.phase === 'sending') return;
      // another text is another amendment: under the old key the server would take it for a repeat of the first
      const next: Amendment = { ...open, ...change, key: randomHex(12), phase: 'editing', error: null };
      const { reasonId, comment, key } = next;
      storage.write(keyOf(workerSid, open.entry), { reasonId, comment, key, at: now() });
      store.set(next);
    },
    close() {
      if (store.get()?.phase !== 'sending') store.set(null);
    },
    cancel() {
      const open = store.get();
      // on its way it cannot be called back
      if (open === null || open.phase === 'sending') return;
      storage.remove(keyOf(workerSid, open.entry));
      store.set(null);
    },
    async save() {
      const open = store.get();
      if (open === null || open.phase === 'sending' || open.reasonId === null || !isChanged(open)) return false;
      const { entry, key, reasonId, comment } = open;
      store.set({ ...open, phase: 'sending', error: null });
      try {
        const answer = await api('interactions/amend', {
          taskSid: entry.taskSid,
          reservationSid: entry.reservationSid,
          ...(reasonId === entry.reason.id ? {} : { reasonId }),
          ...(comment === entry.comment ? {} : { comment }),
          baseRevision: entry.revision,
          amendmentKey: key,
        });
        if (answer.result === 'conflict') {
          store.set({ ...open, entry: answer.interaction, phase: 'editing', overtaken: true });
          return false;
        }
        storage.remove(keyOf(workerSid, entry));
        store.set(null);
        onAmended(answer.interaction, answer.toLog);
        return true;
      } catch (thrown) {
        store.set({ ...open, phase: 'failed', error: asApiError(thrown) });
        return false;
      }
    },
  };
}

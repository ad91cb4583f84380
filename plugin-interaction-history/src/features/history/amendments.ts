import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { AMEND_HOURS, MAX_AMENDMENTS } from '@interaction-history/shared/src/limits';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { newKey } from '../../state/new-key';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { Draft } from '../wrap-up/draft';

/** Who may change an entry: its author, and supervisors and admins (IH-4). */
export interface Amender {
  workerSid: string;
  isSupervisor: boolean;
}

const PREFIX = 'interaction-history:amendment:';
/** An entry can be amended for 24 h after it was recorded: what was typed for one is of no use after that. */
const KEEP_MS = AMEND_HOURS * 3_600_000;

/** Whether the server would take an amendment now. */
export const mayAmend = (entry: Interaction, { workerSid, isSupervisor }: Amender, now: number): boolean =>
  now < Date.parse(entry.canAmendUntil) &&
  entry.amendments.length < MAX_AMENDMENTS &&
  (entry.worker.sid === workerSid || isSupervisor);

/** An open amendment: the form in its entry's place. */
export interface Amendment extends Draft {
  entry: Interaction;
  /** Made once for a text: what makes a double click, or a repeat after a lost answer, one amendment. */
  key: string;
  phase: 'editing' | 'sending' | 'failed';
  error: ApiError | null;
  /** Whether somebody changed the entry while the form was open; `entry` then shows how it stands. */
  overtaken: boolean;
}

/** Whether there is anything to store. */
export const isChanged = ({ reasonId, comment, entry }: Amendment): boolean =>
  reasonId !== entry.reason.id || comment !== entry.comment;

/** One open amendment for each task's tab. What is typed is kept in the browser until it is stored or cancelled. */
export interface Amendments {
  of(task: AgentTask): Store<Amendment | null>;
  open(task: AgentTask, entry: Interaction): void;
  edit(task: AgentTask, change: Partial<Draft>): void;
  /** Closes the form; what was typed comes back when it is opened again. */
  close(task: AgentTask): void;
  /** Closes the form and forgets what was typed. */
  cancel(task: AgentTask): void;
  /** True once it is stored. */
  save(task: AgentTask): Promise<boolean>;
  leave(reservationSid: string): void;
}

export function createAmendments(about: {
  api: ApiCall;
  storage: BrowserStorage;
  workerSid: string;
  onAmended: (entry: Interaction, toLog: boolean) => void;
  now?: () => number;
}): Amendments {
  const { api, storage, workerSid, onAmended, now = Date.now } = about;
  const stores = new Map<string, Store<Amendment | null>>();
  const keyOf = ({ interactionId }: Interaction): string => `${PREFIX}${workerSid}:${interactionId}`;
  for (const key of storage.keys(PREFIX)) {
    const { at } = (storage.read(key) ?? {}) as { at?: unknown };
    if (typeof at !== 'number' || now() - at > KEEP_MS) storage.remove(key);
  }
  const of = (task: AgentTask): Store<Amendment | null> => {
    const known = stores.get(task.reservationSid);
    if (known) return known;
    const made = createStore<Amendment | null>(null);
    stores.set(task.reservationSid, made);
    return made;
  };

  return {
    of,
    open(task, entry) {
      if (of(task).get()?.phase === 'sending') return;
      const kept = storage.read(keyOf(entry)) as (Draft & { key: string }) | null;
      const draft = typeof kept?.comment === 'string' && typeof kept.key === 'string' ? kept : null;
      of(task).set({
        // a default reason is nobody's choice: the agent makes hers (RC-6)
        reasonId: draft ? draft.reasonId : entry.endedBy === 'agent' ? entry.reason.id : null,
        comment: draft?.comment ?? entry.comment,
        entry,
        key: draft?.key ?? newKey(),
        phase: 'editing',
        error: null,
        overtaken: false,
      });
    },
    edit(task, change) {
      const open = of(task).get();
      if (open === null || open.phase === 'sending') return;
      // another text is another amendment: under the old key the server would take it for a repeat of the first
      const next: Amendment = { ...open, ...change, key: newKey(), phase: 'editing', error: null };
      storage.write(keyOf(open.entry), { reasonId: next.reasonId, comment: next.comment, key: next.key, at: now() });
      of(task).set(next);
    },
    close(task) {
      if (of(task).get()?.phase !== 'sending') of(task).set(null);
    },
    cancel(task) {
      const open = of(task).get();
      // on its way it cannot be called back
      if (open === null || open.phase === 'sending') return;
      storage.remove(keyOf(open.entry));
      of(task).set(null);
    },
    async save(task) {
      const store = of(task);
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
        storage.remove(keyOf(entry));
        store.set(null);
        onAmended(answer.interaction, answer.toLog);
        return true;
      } catch (thrown) {
        store.set({ ...open, phase: 'failed', error: asApiError(thrown) });
        return false;
      }
    },
    leave: (reservationSid) => void stores.delete(reservationSid),
  };
}

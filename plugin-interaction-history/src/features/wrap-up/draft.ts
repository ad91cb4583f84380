import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall, RequestOf } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import type { SealedStorage } from '../../state/sealed-storage';
import { createStore, type Store } from '../../state/store';
import { timings } from '../../state/timings';
import type { AgentTask } from '../../tasks/agent-task';
import { isWaitingEntry, nextDelay, type WaitingEntry } from '../outbox/entry';
import { createReceipts, type Receipts } from './receipts';

/** What the agent has typed and not recorded yet. */
export interface Draft {
  reasonId: string | null;
  comment: string;
}

/** A draft as the browser keeps it until the server has it, with what sending it needs should its task be gone by then (RC-6). */
export interface KeptDraft extends Draft {
  at: number;
  entry: WaitingEntry | null;
  /** The server's `savedAt` of the text that this one was made from; null when it had none, as far as this page knew. */
  base: string | null;
}

/**
 * Where a draft is (RC-4). `kept`: on the server. `keeping`: on its way there. `not-kept`: in this browser alone. `page-only`: not even
 * there, it goes with the page.
 */
export type Keeping = 'kept' | 'keeping' | 'not-kept' | 'page-only';

export type Part = Pick<AgentTask, 'taskSid' | 'reservationSid'>;

export const DRAFTS = 'interaction-history:draft:';

/** One worker's drafts: on the server, and in this browser what the server has not taken yet. */
export interface Drafts extends Receipts {
  /** By reservation sid; absent where nothing was typed. */
  keeping: Store<ReadonlyMap<string, Keeping>>;
  /** What this browser has and the server has not. */
  read(part: Part): KeptDraft | null;
  /** Keeps a text: here now, on the server in a moment. An empty one takes the server's away. */
  keep(part: Part, draft: Draft, entry: WaitingEntry | null): void;
  /** Nothing was typed for a part that was completed without a reason: this browser remembers that it owes one. */
  owe(part: Part, entry: WaitingEntry): void;
  /** The server has this text, as of then. */
  isOnServer(part: Part, savedAt: string): void;
  /** Lets go of what this browser has: it is recorded, or in the outbox. The server's goes when it is recorded. */
  forget(part: Part): void;
  /** Every draft that this browser has and the server has not, oldest first; those without any text owe a reason. */
  all(): (KeptDraft & Part)[];
  /** How many of them hold a text. */
  unsaved(): number;
  /** Sends what waits now. @returns why the server has not everything then, as far as it is known */
  flush(): Promise<ApiError | null>;
}

/** A draft on its way. */
interface Line {
  /** Counts the changes: an answer speaks of the text that was sent. */
  changes: number;
  base: string | null;
  attempts: number;
  timer: ReturnType<typeof setTimeout> | null;
  inFlight: Promise<void> | null;
  error: ApiError | null;
}

export function createDrafts(about: {
  api: ApiCall;
  storage: BrowserStorage;
  sealed: SealedStorage;
  workerSid: string;
  now?: () => number;
}): Drafts {
  const { api, storage, sealed, workerSid, now = Date.now } = about;
  const own = `${DRAFTS}${workerSid}:`;
  const keeping = createStore<ReadonlyMap<string, Keeping>>(new Map());
  const lines = new Map<string, Line>();
  const keyOf = ({ taskSid, reservationSid }: Part): string => `${own}${taskSid}:${reservationSid}`;
  const read = (part: Part): KeptDraft | null => draftIn(sealed.read(keyOf(part)));

  const lineOf = (part: Part): Line => {
    const known = lines.get(part.reservationSid);
    if (known !== undefined) return known;
    const line = { changes: 0, base: read(part)?.base ?? null, attempts: 0, timer: null, inFlight: null, error: null };
    lines.set(part.reservationSid, line);
    return line;
  };
  const tell = (part: Part, state: Keeping | null): void => {
    const next = new Map(keeping.get());
    if (state === null) next.delete(part.reservationSid);
    else next.set(part.reservationSid, state);
    keeping.set(next);
  };
  const soon = (part: Part, ms: number): void => {
    const line = lineOf(part);
    if (line.timer !== null) clearTimeout(line.timer);
    line.timer = setTimeout(() => void send(part), ms);
  };

  const attempt = async (part: Part, kept: KeptDraft): Promise<void> => {
    const line = lineOf(part);
    const sent = line.changes;
    try {
      const { savedAt } = await api('drafts/save', requestOf(part, kept));
      line.attempts = 0;
      line.error = null;
      // let go of meanwhile: it is recorded, or in the outbox
      if (lines.get(part.reservationSid) !== line) return;
      // recorded already, by an attempt whose answer was lost: only completing brings this text in
      if (savedAt === null && !isEmpty(kept)) return tell(part, sealed.keeps() ? 'not-kept' : 'page-only');
      line.base = savedAt;
      if (line.changes !== sent) return soon(part, 0);
      sealed.remove(keyOf(part));
      tell(part, savedAt === null ? null : 'kept');
    } catch (thrown) {
      if (lines.get(part.reservationSid) !== line) return;
      tell(part, sealed.keeps() ? 'not-kept' : 'page-only');
      line.error = asApiError(thrown);
      if (mayPass(line.error)) soon(part, nextDelay(++line.attempts, Math.random()));
    }
  };
  /** One at a time for each part: a text must not be overtaken by the one before it. */
  const send = (part: Part): Promise<void> => {
    const line = lineOf(part);
    if (line.timer !== null) clearTimeout(line.timer);
    line.timer = null;
    const next = (line.inFlight ?? Promise.resolve()).then(() => {
      const kept = read(part);
      return kept === null || isOwed(kept) ? undefined : attempt(part, kept);
    });
    const landed = next.finally(() => {
      if (line.inFlight === landed) line.inFlight = null;
    });
    line.inFlight = landed;
    return landed;
  };

  const all = (): (KeptDraft & Part)[] =>
    sealed
      .keys(own)
      .flatMap((key) => {
        const kept = draftIn(sealed.read(key));
        const [taskSid = '', reservationSid = ''] = key.slice(own.length).split(':');
        return kept === null ? [] : [{ ...kept, taskSid, reservationSid }];
      })
      .sort((a, b) => a.at - b.at);

  const resume = (part: Part): void => {
    tell(part, 'keeping');
    soon(part, 0);
  };
  for (const part of all()) resume(part);
  sealed.onChange((key, cause) => {
    const [taskSid, reservationSid] = key.startsWith(own) ? key.slice(own.length).split(':') : [];
    if (taskSid === undefined || reservationSid === undefined) return;
    const part = { taskSid, reservationSid };
    // an earlier page's is this page's to send; another tab sends its own, and takes it away when the server has it
    if (cause === 'earlier') resume(part);
    else tell(part, read(part) === null ? 'kept' : 'keeping');
  });

  return {
    ...createReceipts(storage, workerSid, now),
    keeping,
    read,
    keep(part, { reasonId, comment }, entry) {
      const line = lineOf(part);
      line.changes++;
      line.attempts = 0;
      const kept: KeptDraft = { reasonId, comment, entry, base: line.base, at: now() };
      if (isEmpty(kept) && line.base === null && line.inFlight === null) {
        sealed.remove(keyOf(part));
        if (line.timer !== null) clearTimeout(line.timer);
        return tell(part, null);
      }
      sealed.write(keyOf(part), kept);
      tell(part, 'keeping');
      soon(part, timings.keepDraft);
    },
    isOnServer(part, savedAt) {
      const line = lineOf(part);
      line.base = savedAt;
      if (read(part) === null) tell(part, 'kept');
    },
    forget(part) {
      const line = lines.get(part.reservationSid);
      if (line?.timer) clearTimeout(line.timer);
      lines.delete(part.reservationSid);
      sealed.remove(keyOf(part));
      tell(part, null);
    },
    owe: (part, entry) => void sealed.write(keyOf(part), { reasonId: null, comment: '', entry, base: null, at: now() }),
    all,
    unsaved: () => all().filter((kept) => !isEmpty(kept)).length,
    async flush() {
      await Promise.all(all().map(send));
      return [...lines.values()].reduce<ApiError | null>((why, { error }) => why ?? error, null);
    },
  };
}

export const isEmpty = ({ reasonId, comment }: Draft): boolean => reasonId === null && comment === '';

/** Nothing was ever written of it: an emptied text has no entry with it. */
const isOwed = (kept: KeptDraft): boolean => isEmpty(kept) && kept.entry !== null;

/** A session that ended is renewed, an address that is missing will be set; the rest is refused for good until the text is another. */
const mayPass = ({ retryable, code }: ApiError): boolean => retryable || code === 'unauthenticated' || code === 'not_configured';

const requestOf = ({ taskSid, reservationSid }: Part, { reasonId, comment, entry }: KeptDraft): RequestOf<'drafts/save'> => ({
  taskSid,
  reservationSid,
  reasonId,
  comment,
  about: {
    customerId: entry?.request.customerId ?? null,
    link: entry?.link ?? null,
    unlink: entry?.unlink ?? false,
    customerName: entry?.about.customerName ?? null,
    ...(entry?.request.asSeen === undefined ? {} : { asSeen: entry.request.asSeen }),
  },
});

/** Null for what is no draft. */
export function draftIn(value: unknown): KeptDraft | null {
  const kept = value as Partial<KeptDraft> | null;
  if (kept === null || typeof kept.comment !== 'string') return null;
  return {
    comment: kept.comment,
    reasonId: typeof kept.reasonId === 'string' ? kept.reasonId : null,
    at: typeof kept.at === 'number' ? kept.at : 0,
    entry: isWaitingEntry(kept.entry) ? kept.entry : null,
    base: typeof kept.base === 'string' ? kept.base : null,
  };
}

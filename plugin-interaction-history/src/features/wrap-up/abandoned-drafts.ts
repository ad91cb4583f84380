import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import type { OwnDraft } from '@interaction-history/shared/src/contract/drafts';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import { entryId, type WaitingEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { Draft, Drafts, Part } from './draft';
import { joinDrafts } from './join-texts';
import type { ReasonCodeLoader } from './reason-codes';
import { missing } from './wrap-up-state';

/** What an agent had typed for a task that ended before they were done: it needs a reason before it can be sent (RC-6). */
export interface AbandonedDraft extends Draft {
  id: string;
  at: number;
  entry: WaitingEntry;
}

/** Drafts whose task is gone. What is complete is sent in the default reason's place; the rest waits for its reason. */
export interface AbandonedDrafts {
  store: Store<readonly AbandonedDraft[]>;
  /**
   * Takes in the drafts whose task is gone, whichever desk they were typed at.
   * @param isThere whether a reservation is still the agent's, by its sid
   * @returns false when the server could not be asked: those typed at other desks are not among them
   */
  recover(isThere: (reservationSid: string) => boolean): Promise<boolean>;
  edit: (id: string, change: Partial<Draft>) => void;
  /** Hands it to the outbox. False while its reason, or a comment that the reason needs, is missing. */
  send: (id: string) => boolean;
  discard: (id: string) => void;
  /** Takes back what the server refused for good, to be given another reason, or discarded. False when it is not listed here: its task is still at hand. */
  takeBack: (outboxId: string) => boolean;
}

export function createAbandonedDrafts(about: {
  api: ApiCall;
  drafts: Drafts;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  locale: string;
  /** Opens the form of a task still at hand. */
  reopen: (reservationSid: string) => boolean;
}): AbandonedDrafts {
  const { api, drafts, outbox, reasonCodes, locale, reopen } = about;
  const store = createStore<readonly AbandonedDraft[]>([]);
  /** Drafts being edited now; never sent by themselves. */
  const edited = new Set<string>();
  const without = (id: string): readonly AbandonedDraft[] => store.get().filter((draft) => draft.id !== id);

  const hand = (draft: AbandonedDraft): boolean => {
    const { tree } = reasonCodes.store.get();
    const { reasonId, comment, entry } = draft;
    // without the codes nobody can say whether a comment is needed: the draft waits for them
    if (reasonId === null || tree === null || missing(draft, tree, 'reason') !== null) return false;
    outbox.add(filled(entry, { reasonId, comment }, tree, locale));
    drafts.forget(taskOf(entry));
    return true;
  };

  return {
    store,
    async recover(isThere) {
      drafts.forgetReceipts(isThere);
      const stored = await api('drafts/own', {}).then(
        (answer) => answer.drafts,
        () => null,
      );
      const gone = new Map<string, AbandonedDraft>();
      const isOver = ({ taskSid, reservationSid }: Part): boolean =>
        !isThere(reservationSid) && outbox.entryFor(taskSid, reservationSid) === null;
      for (const draft of stored ?? []) {
        if (!isOver(draft)) continue;
        const entry = entryOf(draft);
        drafts.isOnServer(draft, draft.savedAt);
        const { reasonId, comment } = draft;
        gone.set(entryId(entry), { id: entryId(entry), at: Date.parse(draft.savedAt), entry, reasonId, comment });
      }
      for (const kept of drafts.all()) {
        if (kept.entry === null || !isOver(kept)) continue;
        const { entry, reasonId, comment, at } = kept;
        const id = entryId(entry);
        const mine = { id, at, entry, reasonId, comment };
        const server = gone.get(id);
        gone.set(id, server === undefined ? mine : joinDrafts(server, mine));
      }
      // those listed stay where they are: the first is the one the agent is editing
      const listed = store.get().filter(({ id }) => gone.has(id));
      for (const { id } of listed) gone.delete(id);
      store.set([...listed, ...gone.values()].filter((draft) => edited.has(draft.id) || !hand(draft)));
      return stored !== null;
    },
    edit(id, change) {
      edited.add(id);
      store.set(store.get().map((draft) => (draft.id === id ? { ...draft, ...change } : draft)));
      const changed = store.get().find((draft) => draft.id === id);
      if (changed) drafts.keep(taskOf(changed.entry), changed, changed.entry);
    },
    send(id) {
      const draft = store.get().find((each) => each.id === id);
      if (draft === undefined || !hand(draft)) return false;
      store.set(without(id));
      void outbox.sendNow();
      return true;
    },
    takeBack(outboxId) {
      const refused = outbox.store.get().entries.find((entry) => entryId(entry) === outboxId);
      if (refused === undefined || reopen(refused.request.reservationSid)) return false;
      const { request, link, unlink, about } = refused;
      const entry: WaitingEntry = { request, link, about, ...(unlink === undefined ? {} : { unlink }) };
      const draft = { reasonId: null, comment: request.comment ?? '' };
      // kept as a draft before it leaves the outbox: in between it is in both, never in neither
      drafts.keep(taskOf(entry), draft, entry);
      outbox.dismiss(outboxId);
      edited.add(outboxId);
      store.set([{ ...draft, id: outboxId, at: refused.since, entry }, ...without(outboxId)]);
      return true;
    },
    discard(id) {
      const draft = store.get().find((each) => each.id === id);
      if (draft) drafts.keep(taskOf(draft.entry), { reasonId: null, comment: '' }, null);
      store.set(without(id));
    },
  };
}

/** What sending a draft from another desk needs. */
const entryOf = ({ taskSid, reservationSid, reasonId, comment, about }: OwnDraft): WaitingEntry => ({
  request: {
    ...{ taskSid, reservationSid, customerId: about.customerId, reasonId: reasonId ?? '', comment },
    ...(about.asSeen === undefined ? {} : { asSeen: about.asSeen }),
  },
  link: about.link,
  unlink: about.unlink,
  about: { customerName: about.customerName, reasonPath: [] },
});

const taskOf = ({ request }: WaitingEntry): { taskSid: string; reservationSid: string } => request;

const filled = (entry: WaitingEntry, draft: Draft & { reasonId: string }, tree: ReasonTree, locale: string): WaitingEntry => ({
  ...entry,
  request: { ...entry.request, reasonId: draft.reasonId, comment: draft.comment },
  about: { ...entry.about, reasonPath: pathLabels(tree, draft.reasonId, locale) },
});

import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { Customers } from '../customer/customers';
import { entryId, type WaitingEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { SettingsLoader } from '../settings/settings';
import type { Desk } from './desktop-port';
import type { Draft, Drafts } from './draft';
import type { ReasonCodeLoader } from './reason-codes';
import { linkAndRecord } from './link-and-record';
import { createRules, type Rules } from './rules';
import { restored, waitingEntry } from './waiting';
import {
  edited,
  isEmpty,
  isOpen,
  missing,
  recorded,
  refused,
  refusedField,
  type Refusal,
  type WrapUpState,
} from './wrap-up-state';

/** Reason and comment of each reservation: draft, save, complete. */
export interface WrapUps {
  of(task: AgentTask): Store<WrapUpState>;
  /** What this task is wrapped up by: from the first look in wrap-up on it changes no more (AD-2, AD-5). */
  rulesOf(task: AgentTask): Rules;
  edit(task: AgentTask, change: Partial<Draft>): void;
  save(task: AgentTask): Promise<void>;
  /** Called before Flex completes a task. True: go on; the entry is stored or safely waiting. */
  mayComplete(task: AgentTask): Promise<boolean>;
  retry(task: AgentTask): void;
  /** After the customer is confirmed, the reason is next. */
  focusReason(task: AgentTask): void;
  /** Completes with the entry in the outbox; where no codes could be loaded, with a draft to be finished later (RC-5). */
  completeLater(task: AgentTask): void;
  /** Brings the form of a task still at hand to the front, to choose another reason. False when the task is gone. */
  reopen(reservationSid: string): boolean;
  /** The entry of a task still at hand was amended: its closed form says the same. */
  amended(entry: Interaction): void;
  /** Takes over what another tab of the same agent has typed, stored or handed to the outbox. */
  syncTabs(): () => void;
  leave(reservationSid: string): void;
}

interface Dependencies {
  api: ApiCall;
  customers: Customers;
  drafts: Drafts;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  settings: SettingsLoader;
  desk: Desk;
  locale: string;
  onRecorded: (task: AgentTask, answer: RecordResponse) => void;
  now?: () => number;
}

export function createWrapUps(dependencies: Dependencies): WrapUps {
  const { api, customers, drafts, outbox, reasonCodes, settings, desk, locale, onRecorded, now = Date.now } = dependencies;
  const forms = new Map<string, { task: AgentTask; store: Store<WrapUpState>; stop: () => void }>();
  const flights = new Map<string, { by: Refusal['of']; landed: Promise<boolean> }>();
  const rules = createRules({ reasonCodes, settings });
  /** To be completed without a reason, for once: there were none to choose from. */
  const unreasoned = new Set<string>();
  /** Reservations that are gone: their outbox entries may be sent later still. */
  const left = new Set<string>();

  const waiting = (task: AgentTask, { reasonId, comment }: Draft): WaitingEntry => {
    const { tree } = rules.of(task);
    const path = tree === null || reasonId === null ? [] : pathLabels(tree, reasonId, locale);
    return waitingEntry(task, { reasonId: reasonId ?? '', comment }, customers.of(task).get(), path, now());
  };
  const takeFromOutbox = ({ taskSid, reservationSid }: AgentTask): void => {
    const entry = outbox.entryFor(taskSid, reservationSid);
    if (entry !== null) outbox.dismiss(entryId(entry));
  };
  const keep = (task: AgentTask, draft: Draft): boolean => {
    if (!isEmpty(draft)) return drafts.keep(task, draft, waiting(task, draft));
    drafts.remove(task);
    return true;
  };

  const of = (task: AgentTask): Store<WrapUpState> => {
    const known = forms.get(task.reservationSid);
    if (known) {
      known.task = task;
      return known.store;
    }
    left.delete(task.reservationSid);
    const store = createStore(restored(task, drafts, outbox));
    // the draft is kept with its customer, should the task end before the agent does
    const stop = customers.of(task).subscribe(() => {
      if (isOpen(store.get()) && !isEmpty(store.get())) keep(forms.get(task.reservationSid)?.task ?? task, store.get());
    });
    forms.set(task.reservationSid, { task, store, stop });
    return store;
  };

  const refuse = (task: AgentTask, refusal: Refusal): false => {
    const store = of(task);
    store.set(refused(store.get(), refusal));
    if (refusal.of === 'complete') {
      desk.showTab(task);
      desk.notify(refusal.cause);
    }
    return false;
  };

  const settle = (task: AgentTask, store: Store<WrapUpState>, answer: RecordResponse): void => {
    const stored = storedBy(answer.interaction);
    store.set(recorded(store.get(), stored, now()));
    // a task that ended meanwhile needs no receipt, and nobody would take it away
    if (forms.has(task.reservationSid)) drafts.settle(task, { ...stored, recordedAt: now() });
    else drafts.remove(task);
    takeFromOutbox(task);
    desk.withdrawNotices();
    onRecorded(task, answer);
  };

  const attempt = async (task: AgentTask, by: Refusal['of']): Promise<boolean> => {
    const store = of(task);
    if (!isOpen(store.get())) return store.get().recording.phase !== 'sending';
    if (store.get().reasonId === null && rules.of(task).tree === null) await reasonCodes.load();
    const { tree, policy } = rules.of(task);
    const cause = missing(store.get(), tree, policy);
    if (cause !== null) return refuse(task, { cause: cause === 'reason' && tree === null ? 'codes' : cause, of: by });
    store.set({ ...store.get(), recording: { phase: 'sending' }, refusal: null });
    try {
      settle(
        task,
        store,
        await linkAndRecord({ api, customers, now }, task, { ...store.get(), reasonId: store.get().reasonId ?? '' }),
      );
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      store.set({ ...store.get(), recording: { phase: 'failed', error } });
      // ended meanwhile: its draft is looked after as any other that was left (RC-6)
      if (!forms.has(task.reservationSid)) return false;
      const field = refusedField(error, store.get());
      // the server goes by the rules of this minute: by others she could not mend what it refused
      if (field !== null) void rules.renew(task);
      return refuse(task, { cause: field ?? 'failed', of: by });
    }
  };

  /**
   * One attempt at a time for each reservation: a double click joins the first (IH-3). Completing joins no save: what that
   * leaves undone is then done, or refused, as completing (RC-5).
   */
  const run = (task: AgentTask, by: Refusal['of']): Promise<boolean> => {
    const flying = flights.get(task.reservationSid);
    if (flying) return by === 'save' || flying.by === 'complete' ? flying.landed : flying.landed.then(() => run(task, by));
    const landed = attempt(task, by).finally(() => flights.delete(task.reservationSid));
    flights.set(task.reservationSid, { by, landed });
    return landed;
  };

  /** Takes over what this browser keeps of a task, whoever wrote it. */
  const readAgain = ({ task, store }: { task: AgentTask; store: Store<WrapUpState> }): void => {
    const { reasonId, comment, recording, refusal } = restored(task, drafts, outbox);
    const before = store.get();
    store.set({
      ...before,
      reasonId,
      comment,
      recording,
      refusal: recording.phase === 'none' ? before.refusal : refusal,
    });
  };

  // what waited is refused for good, or was taken out of the outbox: the form says so and opens (RC-4)
  outbox.store.subscribe(() => {
    for (const form of forms.values()) {
      if (form.store.get().recording.phase !== 'waiting') continue;
      const { recording } = restored(form.task, drafts, outbox);
      if (recording.phase !== 'waiting') readAgain(form);
    }
  });

  // there are codes now: what is missing is the reason, as ever
  reasonCodes.store.subscribe(() => {
    if (reasonCodes.store.get().tree === null) return;
    for (const { store } of forms.values()) {
      const { refusal } = store.get();
      if (refusal?.cause === 'codes') store.set({ ...store.get(), refusal: { ...refusal, cause: 'reason' } });
    }
  });

  outbox.onSent(({ interaction }) => {
    const store = forms.get(interaction.reservationSid)?.store;
    const phase = store?.get().recording.phase;
    // typed since, and newer than what was sent: completing brings it in
    if (store && phase === 'none' && !isEmpty(store.get())) return;
    if (store && (phase === 'waiting' || phase === 'failed')) store.set(recorded(store.get(), storedBy(interaction), now()));
    // a task that could not be completed at once is still there: a reload must find it recorded, not an empty form (RC-4)
    if (!left.has(interaction.reservationSid)) drafts.settle(interaction, { ...storedBy(interaction), recordedAt: now() });
  });

  return {
    of,
    rulesOf: (task) => rules.of(task),
    edit(task, change) {
      const store = of(task);
      const before = store.get();
      if (!isOpen(before)) return;
      const isKept = keep(task, { reasonId: before.reasonId, comment: before.comment, ...change });
      // the draft takes the place of what was refused, which must not be sent as it was
      if (isKept) takeFromOutbox(task);
      store.set(edited(before, change, isKept));
      if (before.refusal !== null && store.get().refusal === null) desk.withdrawNotices();
    },
    save: (task) => run(task, 'save').then(() => undefined),
    mayComplete: async (task) => unreasoned.delete(task.reservationSid) || run(task, 'complete'),
    retry(task) {
      if (of(task).get().refusal?.of === 'complete') desk.completeTask(task);
      else void run(task, 'save');
    },
    focusReason(task) {
      const store = of(task);
      store.set({ ...store.get(), focus: { field: 'reason', request: store.get().focus.request + 1 } });
    },
    completeLater(task) {
      const store = of(task);
      const state = store.get();
      const hasReason = state.reasonId !== null;
      if (!hasReason && rules.of(task).tree !== null) return void refuse(task, { cause: 'reason', of: 'complete' });
      const entry = waiting(task, state);
      // with neither reason nor comment there is nothing to lose
      const isKept = hasReason ? outbox.add(entry) : drafts.keep(task, state, entry) || isEmpty(state);
      if (!isKept) return store.set({ ...state, kept: false });
      if (hasReason) drafts.remove(task);
      else unreasoned.add(task.reservationSid);
      store.set({ ...state, recording: hasReason ? { phase: 'waiting' } : { phase: 'none' }, refusal: null });
      desk.withdrawNotices();
      desk.completeTask(task);
    },
    reopen(reservationSid) {
      const form = forms.get(reservationSid);
      if (form === undefined) return false;
      desk.showTab(form.task);
      const { focus } = form.store.get();
      form.store.set({ ...form.store.get(), focus: { field: 'reason', request: focus.request + 1 } });
      return true;
    },
    amended(entry) {
      const form = forms.get(entry.reservationSid);
      if (form === undefined || form.store.get().recording.phase !== 'recorded') return;
      form.store.set(recorded(form.store.get(), storedBy(entry), now()));
      drafts.settle(form.task, { ...storedBy(entry), recordedAt: now() });
    },
    syncTabs() {
      const follow = ({ key }: StorageEvent): void => {
        for (const [reservationSid, form] of forms)
          if (key?.includes(reservationSid) && form.store.get().recording.phase !== 'sending') readAgain(form);
      };
      window.addEventListener('storage', follow);
      return () => window.removeEventListener('storage', follow);
    },
    leave(reservationSid) {
      left.add(reservationSid);
      forms.get(reservationSid)?.stop();
      forms.delete(reservationSid);
      rules.leave(reservationSid);
      unreasoned.delete(reservationSid);
    },
  };
}

const storedBy = ({ reason, comment }: Interaction): Draft => ({ reasonId: reason.id, comment });

import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { pathLabels } from '@interaction-history/shared/src/reason-codes';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { Customers } from '../customer/customers';
import type { WaitingEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { SettingsLoader } from '../settings/settings';
import type { Desk } from './desk';
import type { Draft, Drafts } from './draft';
import type { ReasonCodeLoader } from './reason-codes';
import { linkAndRecord } from './link-and-record';
import { restored, waitingEntry } from './waiting';
import { edited, isEmpty, isOpen, missing, recorded, refused, type Refusal, type WrapUpState } from './wrap-up-state';

/** Reason and comment of each reservation: draft, save, complete. */
export interface WrapUps {
  of(task: AgentTask): Store<WrapUpState>;
  /** The codes this task is wrapped up with: from the first look in wrap-up on they change no more (AD-2). */
  treeOf(task: AgentTask): ReasonTree | null;
  edit(task: AgentTask, change: Partial<Draft>): void;
  save(task: AgentTask): Promise<void>;
  /** Called before Flex completes a task. True: go on; the entry is stored or safely waiting. */
  mayComplete(task: AgentTask): Promise<boolean>;
  retry(task: AgentTask): void;
  /** After the customer is confirmed, the reason is next. */
  focusReason(task: AgentTask): void;
  /** Completes with the entry in the outbox. */
  completeLater(task: AgentTask): void;
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
  settings: Pick<SettingsLoader, 'store'>;
  desk: Desk;
  locale: string;
  onRecorded: (task: AgentTask, answer: RecordResponse) => void;
  now?: () => number;
}

export function createWrapUps(dependencies: Dependencies): WrapUps {
  const { api, customers, drafts, outbox, reasonCodes, settings, desk, locale, onRecorded, now = Date.now } = dependencies;
  const forms = new Map<string, { task: AgentTask; store: Store<WrapUpState>; stop: () => void }>();
  const flights = new Map<string, Promise<boolean>>();
  const pinned = new Map<string, ReasonTree>();
  /** Reservations that are gone: their outbox entries may be sent later still. */
  const left = new Set<string>();

  const treeOf = (task: AgentTask): ReasonTree | null => {
    const held = pinned.get(task.reservationSid);
    if (held) return held;
    const { tree } = reasonCodes.store.get();
    if (tree !== null && task.phase === 'wrapping') pinned.set(task.reservationSid, tree);
    return tree;
  };

  const waiting = (task: AgentTask, { reasonId, comment }: Draft): WaitingEntry => {
    const tree = treeOf(task);
    const path = tree === null || reasonId === null ? [] : pathLabels(tree, reasonId, locale);
    return waitingEntry(task, { reasonId: reasonId ?? '', comment }, customers.of(task).get(), path, now());
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
    desk.withdrawNotices();
    onRecorded(task, answer);
  };

  const attempt = async (task: AgentTask, by: Refusal['of']): Promise<boolean> => {
    const store = of(task);
    if (!isOpen(store.get())) return store.get().recording.phase !== 'sending';
    const cause = missing(store.get(), treeOf(task), settings.store.get().wrapUpPolicy);
    if (cause !== null) return refuse(task, { cause, of: by });
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
      // the server knows the tree of this minute, the browser one of some minutes ago
      const field =
        error.code === 'invalid_request'
          ? (['comment', 'reason'] as const).find((name) => name in error.fields || `${name}Id` in error.fields)
          : undefined;
      return refuse(task, { cause: field ?? 'failed', of: by });
    }
  };

  /** One attempt at a time for each reservation: a double click joins the first (IH-3). */
  const run = (task: AgentTask, by: Refusal['of']): Promise<boolean> => {
    const flying = flights.get(task.reservationSid);
    if (flying) return flying;
    const flight = attempt(task, by).finally(() => flights.delete(task.reservationSid));
    flights.set(task.reservationSid, flight);
    return flight;
  };

  outbox.onSent(({ interaction }) => {
    const store = forms.get(interaction.reservationSid)?.store;
    if (store?.get().recording.phase === 'waiting') store.set(recorded(store.get(), storedBy(interaction), now()));
    // a task that could not be completed at once is still there: a reload must find it recorded, not an empty form (RC-4)
    if (!left.has(interaction.reservationSid)) drafts.settle(interaction, { ...storedBy(interaction), recordedAt: now() });
  });

  return {
    of,
    treeOf,
    edit(task, change) {
      const store = of(task);
      const before = store.get();
      if (!isOpen(before)) return;
      store.set(edited(before, change, keep(task, { reasonId: before.reasonId, comment: before.comment, ...change })));
      if (before.refusal !== null && store.get().refusal === null) desk.withdrawNotices();
    },
    save: (task) => run(task, 'save').then(() => undefined),
    mayComplete: (task) => run(task, 'complete'),
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
      if (store.get().reasonId === null) return void refuse(task, { cause: 'reason', of: 'complete' });
      if (!outbox.add(waiting(task, store.get()))) return store.set({ ...store.get(), kept: false });
      drafts.remove(task);
      store.set({ ...store.get(), recording: { phase: 'waiting' }, refusal: null });
      desk.withdrawNotices();
      desk.completeTask(task);
    },
    amended(entry) {
      const form = forms.get(entry.reservationSid);
      if (form === undefined || form.store.get().recording.phase !== 'recorded') return;
      form.store.set(recorded(form.store.get(), storedBy(entry), now()));
      drafts.settle(form.task, { ...storedBy(entry), recordedAt: now() });
    },
    syncTabs() {
      const follow = ({ key }: StorageEvent): void => {
        for (const [reservationSid, { task, store }] of forms) {
          if (!key?.includes(reservationSid) || store.get().recording.phase === 'sending') continue;
          const { reasonId, comment, recording } = restored(task, drafts, outbox);
          const { refusal, focus } = store.get();
          store.set({
            ...store.get(),
            reasonId,
            comment,
            recording,
            refusal: recording.phase === 'none' ? refusal : null,
            focus,
          });
        }
      };
      window.addEventListener('storage', follow);
      return () => window.removeEventListener('storage', follow);
    },
    leave(reservationSid) {
      left.add(reservationSid);
      forms.get(reservationSid)?.stop();
      forms.delete(reservationSid);
      pinned.delete(reservationSid);
      drafts.forgetReceipt(reservationSid);
    },
  };
}

const storedBy = ({ reason, comment }: Interaction): Draft => ({ reasonId: reason.id, comment });

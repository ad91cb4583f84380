import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { pathLabels } from '@interaction-history/shared/src/reason-codes';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { Customers } from '../customer/customers';
import type { Outbox } from '../outbox/outbox';
import type { Desk } from './desk';
import type { Draft, Drafts } from './draft';
import type { ReasonCodeLoader } from './reason-codes';
import { linkAndRecord } from './link-and-record';
import { restored, waitingEntry } from './waiting';
import { edited, isOpen, missing, recorded, refused, type Refusal, type WrapUpState } from './wrap-up-state';

/** Reason and comment of each reservation: draft, save, complete. */
export interface WrapUps {
  of(task: AgentTask): Store<WrapUpState>;
  edit(task: AgentTask, change: Partial<Draft>): void;
  save(task: AgentTask): Promise<void>;
  /** Called before Flex completes a task. True: go on; the entry is stored or safely waiting. */
  mayComplete(task: AgentTask): Promise<boolean>;
  retry(task: AgentTask): void;
  /** After the customer is confirmed, the reason is next. */
  focusReason(task: AgentTask): void;
  /** Completes with the entry in the outbox. */
  completeLater(task: AgentTask): void;
  leave(reservationSid: string): void;
}

interface Dependencies {
  api: ApiCall;
  customers: Customers;
  drafts: Drafts;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  desk: Desk;
  locale: string;
  onRecorded: (task: AgentTask, entry: Interaction) => void;
  now?: () => number;
}

export function createWrapUps(dependencies: Dependencies): WrapUps {
  const { api, customers, drafts, outbox, reasonCodes, desk, locale, onRecorded, now = Date.now } = dependencies;
  const stores = new Map<string, Store<WrapUpState>>();
  const flights = new Map<string, Promise<boolean>>();

  const of = (task: AgentTask): Store<WrapUpState> => {
    const known = stores.get(task.reservationSid);
    if (known) return known;
    const made = createStore(restored(task, drafts, outbox));
    stores.set(task.reservationSid, made);
    return made;
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

  const settle = (task: AgentTask, { interaction }: RecordResponse): void => {
    const store = of(task);
    const stored: Draft = { reasonId: interaction.reason.id, comment: interaction.comment };
    store.set(recorded(store.get(), stored, now()));
    drafts.settle(task, { ...stored, recordedAt: now() });
    desk.withdrawNotices();
    onRecorded(task, interaction);
  };

  const attempt = async (task: AgentTask, by: Refusal['of']): Promise<boolean> => {
    const store = of(task);
    if (!isOpen(store.get())) return store.get().recording.phase !== 'sending';
    const cause = missing(store.get(), reasonCodes.store.get().tree);
    if (cause !== null) return refuse(task, { cause, of: by });
    store.set({ ...store.get(), recording: { phase: 'sending' }, refusal: null });
    try {
      settle(task, await linkAndRecord({ api, customers, now }, task, { ...store.get(), reasonId: store.get().reasonId ?? '' }));
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      store.set({ ...store.get(), recording: { phase: 'failed', error } });
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

  outbox.onSent((answer) => {
    for (const [reservationSid, store] of stores) {
      if (reservationSid !== answer.interaction.reservationSid || store.get().recording.phase !== 'waiting') continue;
      store.set(recorded(store.get(), { reasonId: answer.interaction.reason.id, comment: answer.interaction.comment }, now()));
    }
  });

  return {
    of,
    edit(task, change) {
      const store = of(task);
      const before = store.get();
      if (!isOpen(before)) return;
      const draft: Draft = { reasonId: before.reasonId, comment: before.comment, ...change };
      const isEmpty = draft.reasonId === null && draft.comment === '';
      if (isEmpty) drafts.remove(task);
      store.set(edited(before, change, isEmpty || drafts.keep(task, draft)));
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
      const { reasonId, comment } = store.get();
      if (reasonId === null) return void refuse(task, { cause: 'reason', of: 'complete' });
      const tree = reasonCodes.store.get().tree;
      const kept = outbox.add(
        waitingEntry(
          task,
          { reasonId, comment },
          customers.of(task).get(),
          tree === null ? [] : pathLabels(tree, reasonId, locale),
          now(),
        ),
      );
      if (!kept) return store.set({ ...store.get(), kept: false });
      drafts.remove(task);
      store.set({ ...store.get(), recording: { phase: 'waiting' }, refusal: null });
      desk.withdrawNotices();
      desk.completeTask(task);
    },
    leave(reservationSid) {
      stores.delete(reservationSid);
      drafts.forgetReceipt(reservationSid);
    },
  };
}

import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { pathLabels } from '@interaction-history/shared/src/reason-codes';
import { ApiError, asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import { chosen, knownCustomerId, nameOf, recordOf } from '../customer/customer-state';
import type { Customers } from '../customer/customers';
import type { Outbox } from '../outbox/outbox';
import type { Draft, Drafts } from './draft';
import type { ReasonCodeLoader } from './reason-codes';
import { recordInteraction, recordRequest } from './record';
import { edited, initialWrapUp, isOpen, recorded, refused, type Refusal, type WrapUpState } from './wrap-up-state';

/** Completing waits this long for linking and recording together (RC-5). */
const COMPLETE_WITHIN_MS = 8_000;

/** What the form needs of the Flex desktop. */
export interface Desk {
  /** Brings the task and our tab to the front. */
  showTab: (task: AgentTask) => void;
  completeTask: (task: AgentTask) => void;
  notify: (cause: Refusal['cause']) => void;
  withdrawNotices: () => void;
}

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

export function createWrapUps({
  api,
  customers,
  drafts,
  outbox,
  reasonCodes,
  desk,
  locale,
  onRecorded,
  now = Date.now,
}: Dependencies): WrapUps {
  const stores = new Map<string, Store<WrapUpState>>();
  const flights = new Map<string, Promise<boolean>>();

  const of = (task: AgentTask): Store<WrapUpState> => {
    const known = stores.get(task.reservationSid);
    if (known) return known;
    const made = createStore(restore(task));
    stores.set(task.reservationSid, made);
    return made;
  };

  const restore = (task: AgentTask): WrapUpState => {
    const receipt = drafts.receipt(task);
    if (receipt)
      return recorded(initialWrapUp(null), { reasonId: receipt.reasonId, comment: receipt.comment }, receipt.recordedAt);
    const waiting = outbox.entryFor(task.taskSid, task.reservationSid);
    if (waiting === null) return initialWrapUp(drafts.read(task));
    const { reasonId, comment = '' } = waiting.request;
    return { ...initialWrapUp({ reasonId, comment }), recording: { phase: 'waiting' } };
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

  const missing = ({ reasonId, comment }: Draft): 'reason' | 'comment' | null => {
    if (reasonId === null) return 'reason';
    const code = reasonCodes.store.get().tree?.codes.find(({ id }) => id === reasonId);
    return code?.commentRequired && comment.trim() === '' ? 'comment' : null;
  };

  const settle = (task: AgentTask, { interaction }: RecordResponse): void => {
    const store = of(task);
    const stored: Draft = { reasonId: interaction.reason.id, comment: interaction.comment };
    store.set(recorded(store.get(), stored, now()));
    drafts.settle(task, { ...stored, recordedAt: now() });
    desk.withdrawNotices();
    onRecorded(task, interaction);
  };

  /** Links the customer who counts as chosen (ID-6), then records. */
  const linkAndRecord = async (task: AgentTask, reasonId: string): Promise<RecordResponse> => {
    const until = now() + COMPLETE_WITHIN_MS;
    const remaining = (): number => Math.max(1, until - now());
    const candidate = chosen(customers.of(task).get());
    if (candidate !== null && (await customers.choose(task, candidate, { timeoutMs: remaining() })) === null) {
      const { link } = customers.of(task).get();
      throw link.phase === 'failed' ? link.error : new ApiError({ code: 'timeout', message: 'still linking', retryable: true });
    }
    const { comment } = of(task).get();
    return recordInteraction(
      api,
      recordRequest(task, { reasonId, comment }, knownCustomerId(customers.of(task).get()), now()),
      remaining,
    );
  };

  const attempt = async (task: AgentTask, by: Refusal['of']): Promise<boolean> => {
    const store = of(task);
    if (!isOpen(store.get())) return store.get().recording.phase !== 'sending';
    const cause = missing(store.get());
    if (cause !== null) return refuse(task, { cause, of: by });
    store.set({ ...store.get(), recording: { phase: 'sending' }, refusal: null });
    try {
      settle(task, await linkAndRecord(task, store.get().reasonId ?? ''));
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
      const customer = customers.of(task).get();
      const candidate = chosen(customer);
      const tree = reasonCodes.store.get().tree;
      const kept = outbox.add({
        request: recordRequest(task, { reasonId, comment }, knownCustomerId(customer), now()),
        link: candidate === null ? null : recordOf(candidate),
        about: {
          customerName:
            candidate !== null ? nameOf(candidate) : customer.link.phase === 'linked' ? customer.link.customer.name : null,
          reasonPath: tree === null ? [] : pathLabels(tree, reasonId, locale),
        },
      });
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

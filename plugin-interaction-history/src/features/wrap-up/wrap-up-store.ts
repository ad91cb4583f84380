import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { Lifetime } from '../../state/lifetime';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { FocusName, FocusScope } from '../../ui/focus-scope';
import type { CustomerStore } from '../customer/customer-store';
import { entryId, type WaitingEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { FlexDesktop } from './desktop-port';
import type { Draft, Drafts } from './draft';
import { linkAndRecord } from './link-and-record';
import type { ReasonCodeLoader } from './reason-codes';
import type { RulesStore } from './rules';
import { restored, waitingEntry } from './waiting';
import {
  isEmpty,
  isOpen,
  missing,
  reduce,
  refusedField,
  type Refusal,
  type WrapUpEvent,
  type WrapUpState,
} from './wrap-up-state';

/** Reason and comment of a task: draft, save, complete. */
export interface WrapUpStore {
  store: Store<WrapUpState>;
  edit: (change: Partial<Draft>) => void;
  save(): Promise<void>;
  /** Called before Flex completes the task. True: go on; the entry is stored or safely waiting. */
  mayComplete(): Promise<boolean>;
  retry: () => void;
  /** After the customer is confirmed, the reason is next. */
  focusReason(): void;
  /** Completes with the entry in the outbox; where no codes could be loaded, with a draft to be finished later (RC-5). */
  completeLater: () => void;
  /** Brings the form to the front, to choose another reason. */
  reopen(): void;
  /** The task's own entry was amended: its closed form says the same. */
  amended(entry: Interaction): void;
  /** The outbox has sent the task's entry. */
  sent(entry: Interaction): void;
}

interface With {
  api: ApiCall;
  task: Store<AgentTask>;
  customer: CustomerStore;
  rules: RulesStore;
  drafts: Drafts;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  desktop: FlexDesktop;
  locale: string;
  lifetime: Lifetime;
  focus: FocusScope;
  onRecorded: (answer: RecordResponse) => void;
  now?: () => number;
}

/** Where the agent goes on after a refusal. */
const AT: Record<Refusal['cause'], FocusName> = {
  reason: 'reason',
  'reason-gone': 'reason',
  comment: 'comment',
  codes: 'refusal-retry',
  failed: 'refusal-retry',
};

export function createWrapUpStore(about: With): WrapUpStore {
  const { api, task, customer, rules, drafts, outbox, reasonCodes, desktop, locale, lifetime, focus, onRecorded } = about;
  const { now = Date.now } = about;
  const { reservationSid, taskSid } = task.get();
  const stored = (): WrapUpState => restored(task.get(), drafts, outbox);
  const store = createStore(stored());
  const happened = (event: WrapUpEvent): void => store.set(reduce(store.get(), event));
  /** To be completed without a reason, for once: there were none to choose from. */
  let isUnreasoned = false;
  let inFlight: { by: Refusal['of']; answer: Promise<boolean> } | null = null;

  const waiting = ({ reasonId, comment }: Draft): WaitingEntry => {
    const { tree } = rules.store.get();
    const path = tree === null || reasonId === null ? [] : pathLabels(tree, reasonId, locale);
    return waitingEntry(task.get(), { reasonId: reasonId ?? '', comment }, customer.store.get(), path, now());
  };
  const takeFromOutbox = (): void => {
    const entry = outbox.entryFor(taskSid, reservationSid);
    if (entry !== null) outbox.dismiss(entryId(entry));
  };
  const keep = (draft: Draft): boolean => {
    if (!isEmpty(draft)) return drafts.keep(task.get(), draft, waiting(draft));
    drafts.remove(task.get());
    return true;
  };

  const refuse = (refusal: Refusal): false => {
    happened({ type: 'refused', refusal });
    focus.focus(AT[refusal.cause]);
    if (refusal.of === 'complete') {
      desktop.showTab(task.get());
      desktop.notify(refusal.cause);
    }
    return false;
  };

  const settle = (answer: RecordResponse): void => {
    const entry = { stored: storedBy(answer.interaction), at: now() };
    happened({ type: 'recorded', ...entry });
    takeFromOutbox();
    // a task that ended meanwhile needs no receipt, and nobody would remove it
    if (lifetime.isOver) drafts.remove(task.get());
    else {
      drafts.settle(task.get(), { ...entry.stored, recordedAt: entry.at });
      desktop.withdrawNotices();
    }
    onRecorded(answer);
  };

  const attempt = async (by: Refusal['of']): Promise<boolean> => {
    if (!isOpen(store.get())) return store.get().recording.phase !== 'sending';
    if (store.get().reasonId === null && rules.store.get().tree === null) await reasonCodes.load();
    const { tree, policy } = rules.store.get();
    const cause = missing(store.get(), tree, policy);
    if (cause !== null) return refuse({ cause: cause === 'reason' && tree === null ? 'codes' : cause, of: by });
    happened({ type: 'sending' });
    try {
      const { reasonId, comment } = store.get();
      settle(await linkAndRecord({ api, customer, now }, task.get(), { reasonId: reasonId ?? '', comment }));
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      happened({ type: 'failed', error });
      // ended meanwhile: its draft is handled like any other that was left (RC-6)
      if (lifetime.isOver) return false;
      const field = refusedField(error, store.get());
      // the server goes by the rules of this minute: by others the agent could not fix what it refused
      if (field !== null) void rules.renew();
      return refuse({ cause: field ?? 'failed', of: by });
    }
  };

  /**
   * One attempt at a time: a double click joins the first (IH-3). Completing joins no save: what that leaves undone is then
   * done, or refused, as completing (RC-5).
   */
  const run = (by: Refusal['of']): Promise<boolean> => {
    if (inFlight !== null)
      return by === 'save' || inFlight.by === 'complete' ? inFlight.answer : inFlight.answer.then(() => run(by));
    const answer = attempt(by).finally(() => (inFlight = null));
    inFlight = { by, answer };
    return answer;
  };

  // the draft is kept with its customer, should the task end before the agent is done
  lifetime.follow(customer.store, () => {
    if (isOpen(store.get()) && !isEmpty(store.get())) keep(store.get());
  });
  // what waited is refused for good, or was taken out of the outbox: the form says so and opens (RC-4)
  lifetime.follow(outbox.store, () => {
    if (store.get().recording.phase !== 'waiting') return;
    const kept = stored();
    if (kept.recording.phase !== 'waiting') happened({ type: 'read-again', stored: kept });
  });
  lifetime.follow(reasonCodes.store, ({ tree }) => {
    if (tree !== null) happened({ type: 'codes-loaded' });
  });
  // what another tab of the same agent has typed, stored or handed to the outbox
  const follow = ({ key }: StorageEvent): void => {
    if (key?.includes(reservationSid) && store.get().recording.phase !== 'sending')
      happened({ type: 'read-again', stored: stored() });
  };
  window.addEventListener('storage', follow);
  lifetime.onEnd(() => window.removeEventListener('storage', follow));

  return {
    store,
    edit(change) {
      const before = store.get();
      if (!isOpen(before)) return;
      const kept = keep({ reasonId: before.reasonId, comment: before.comment, ...change });
      // the draft takes the place of what was refused, which must not be sent as it was
      if (kept) takeFromOutbox();
      happened({ type: 'edited', change, kept });
      if (before.refusal !== null && store.get().refusal === null) desktop.withdrawNotices();
    },
    save: () => run('save').then(() => undefined),
    async mayComplete() {
      const isExcused = isUnreasoned;
      isUnreasoned = false;
      return isExcused || run('complete');
    },
    retry() {
      if (store.get().refusal?.of === 'complete') desktop.completeTask(task.get());
      else void run('save');
    },
    focusReason: () => focus.focus('reason'),
    completeLater() {
      const state = store.get();
      const hasReason = state.reasonId !== null;
      if (!hasReason && rules.store.get().tree !== null) return void refuse({ cause: 'reason', of: 'complete' });
      const entry = waiting(state);
      // with neither reason nor comment there is nothing to lose
      const kept = hasReason ? outbox.add(entry) : drafts.keep(task.get(), state, entry) || isEmpty(state);
      if (!kept) return happened({ type: 'not-kept' });
      if (hasReason) drafts.remove(task.get());
      else isUnreasoned = true;
      happened({ type: 'put-off', to: hasReason ? 'outbox' : 'later' });
      desktop.withdrawNotices();
      desktop.completeTask(task.get());
    },
    reopen() {
      desktop.showTab(task.get());
      focus.focus('reason');
    },
    amended(entry) {
      if (entry.reservationSid !== reservationSid || store.get().recording.phase !== 'recorded') return;
      const at = now();
      happened({ type: 'amended', stored: storedBy(entry), at });
      drafts.settle(task.get(), { ...storedBy(entry), recordedAt: at });
    },
    sent(entry) {
      // typed since, and newer than what was sent: completing brings it in
      if (store.get().recording.phase === 'none' && !isEmpty(store.get())) return;
      const at = now();
      happened({ type: 'sent', stored: storedBy(entry), at });
      // a task that could not be completed at once is still there: a reload must find it recorded, not an empty form (RC-4)
      drafts.settle(task.get(), { ...storedBy(entry), recordedAt: at });
    },
  };
}

const storedBy = ({ reason, comment }: Interaction): Draft => ({ reasonId: reason.id, comment });

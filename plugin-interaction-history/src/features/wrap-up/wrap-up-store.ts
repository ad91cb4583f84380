import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import type { DraftsOfTask } from '@interaction-history/shared/src/contract/drafts';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { Cause, SealedStorage } from '../../state/sealed-storage';
import type { Lifetime } from '../../state/lifetime';
import { createStore, type Store } from '../../state/store';
import { wireAddress, type AgentTask } from '../../tasks/agent-task';
import type { FocusName, FocusScope } from '../../ui/focus-scope';
import type { CustomerStore } from '../customer/customer-store';
import { entryId, type WaitingEntry } from '../outbox/entry';
import type { Outbox } from '../outbox/outbox';
import type { FlexDesktop } from './desktop-port';
import { isEmpty, type Draft, type Drafts } from './draft';
import { joinDrafts } from './join-texts';
import { linkAndRecord } from './link-and-record';
import type { ReasonCodeLoader } from './reason-codes';
import type { RulesStore } from './rules';
import { restored, waitingEntry } from './waiting';
import { isOpen, missing, reduce, refusedField, type Refusal, type WrapUpEvent, type WrapUpState } from './wrap-up-state';

/** Reason and comment of a task: draft, complete. */
export interface WrapUpStore {
  store: Store<WrapUpState>;
  edit: (change: Partial<Draft>) => void;
  /** Called before Flex completes the task. True: go on; the entry is stored or safely waiting. */
  mayComplete(): Promise<boolean>;
  /** Asks Flex to complete the task, as its own button does. */
  complete: () => void;
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
  /** What the server has of this part: typed at another desk or in an earlier page, or recorded. */
  onServer: (answer: DraftsOfTask) => void;
}

interface With {
  api: ApiCall;
  task: Store<AgentTask>;
  customer: CustomerStore;
  rules: RulesStore;
  drafts: Drafts;
  sealed: Pick<SealedStorage, 'onChange'>;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  desktop: FlexDesktop;
  locale: string;
  lifetime: Lifetime;
  focus: FocusScope;
  onRecorded: (answer: RecordResponse) => void;
  /** Whether another task waits to be answered. */
  isRinging: () => boolean;
  now?: () => number;
}

/** Where the agent goes on after a refusal. */
const AT: Record<Refusal, FocusName> = {
  reason: 'reason',
  'reason-gone': 'reason',
  comment: 'comment',
  codes: 'refusal-retry',
  failed: 'refusal-retry',
};

export function createWrapUpStore(about: With): WrapUpStore {
  const {
    api,
    task,
    customer,
    rules,
    drafts,
    sealed,
    outbox,
    reasonCodes,
    desktop,
    locale,
    lifetime,
    focus,
    onRecorded,
    isRinging,
  } = about;
  const { now = Date.now } = about;
  const { reservationSid, taskSid } = task.get();
  const stored = (): WrapUpState => restored(task.get(), drafts, outbox);
  const store = createStore(stored());
  const happened = (event: WrapUpEvent): void => store.set(reduce(store.get(), event));
  /** To be completed without a reason, for once: there were none to choose from. */
  let isUnreasoned = false;
  let inFlight: Promise<boolean> | null = null;

  const waiting = ({ reasonId, comment }: Draft): WaitingEntry => {
    const { tree } = rules.store.get();
    const path = tree === null || reasonId === null ? [] : pathLabels(tree, reasonId, locale);
    return waitingEntry(task.get(), { reasonId: reasonId ?? '', comment }, customer.store.get(), path, now());
  };
  const takeFromOutbox = (): void => {
    const entry = outbox.entryFor(taskSid, reservationSid);
    if (entry !== null) outbox.dismiss(entryId(entry));
  };
  /** The customer as the draft kept last has them. */
  let keptCustomer = '';
  const keep = (draft: Draft): void => {
    const entry = isEmpty(draft) ? null : waiting(draft);
    keptCustomer = customerIn(entry);
    drafts.keep(task.get(), draft, entry);
  };

  const refuse = (refusal: Refusal): false => {
    happened({ type: 'refused', refusal });
    focus.focus(AT[refusal]);
    desktop.refuse(task.get(), refusal, waiting(store.get()).about.customerName ?? wireAddress(task.get().caller));
    return false;
  };

  const settle = (answer: RecordResponse): void => {
    const entry = { stored: storedBy(answer.interaction), at: now() };
    happened({ type: 'recorded', ...entry });
    takeFromOutbox();
    drafts.forget(task.get());
    // a task that ended meanwhile needs no receipt, and nobody would remove it
    if (!lifetime.isOver) {
      drafts.settle(task.get(), entry.at);
      desktop.withdrawNotices();
    }
    onRecorded(answer);
  };

  /** Into the outbox. The server's draft stays until the entry has reached it. */
  const putOff = (): void => {
    outbox.add(waiting(store.get()));
    drafts.forget(task.get());
    happened({ type: 'put-off', to: 'outbox' });
  };

  const attempt = async (): Promise<boolean> => {
    if (!isOpen(store.get())) return store.get().recording.phase !== 'sending';
    if (store.get().reasonId === null && rules.store.get().tree === null) await reasonCodes.load();
    const { tree, policy } = rules.store.get();
    const cause = missing(store.get(), tree, policy);
    // the next caller doesn't wait for our write: it is sent while the agent answers (RC-5)
    if (cause === null && isRinging()) {
      putOff();
      void outbox.sendNow();
      return true;
    }
    if (cause !== null) return refuse(cause === 'reason' && tree === null ? 'codes' : cause);
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
      return refuse(field ?? 'failed');
    }
  };

  /** One attempt at a time: a double click joins the first (IH-3). */
  const finish = (): Promise<boolean> => (inFlight ??= attempt().finally(() => (inFlight = null)));

  /** A text from another desk, or from before this browser could read its own: joined with what was typed since, and kept. */
  const found = (earlier: Draft): void => {
    const { reasonId, comment } = store.get();
    const mine = { reasonId, comment };
    const joined = isEmpty(mine) ? earlier : joinDrafts(earlier, mine);
    happened({ type: 'found', draft: joined });
    if (!isEmpty(mine) && (joined.comment !== comment || joined.reasonId !== reasonId)) keep(joined);
  };

  // the draft is kept with its customer, should the task end before the agent is done
  lifetime.follow(customer.store, () => {
    if (!isOpen(store.get()) || isEmpty(store.get())) return;
    if (customerIn(waiting(store.get())) !== keptCustomer) keep(store.get());
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
  // what an earlier page left here, and what another tab of the same agent has typed or handed to the outbox
  const onChange = (key: string, cause: Cause): void => {
    if (!key.includes(reservationSid) || store.get().recording.phase === 'sending') return;
    const kept = stored();
    // gone from this browser because the server has it: the text stays
    if (kept.recording.phase === 'none' && drafts.read(task.get()) === null) return;
    if (cause === 'earlier' && kept.recording.phase === 'none') return found(kept);
    // typed since: newer than what waited, and completing brings it in
    if (cause === 'earlier' && !isEmpty(store.get())) return;
    happened({ type: 'read-again', stored: kept });
  };
  lifetime.onEnd(sealed.onChange(onChange));

  return {
    store,
    edit(change) {
      const before = store.get();
      if (!isOpen(before)) return;
      keep({ reasonId: before.reasonId, comment: before.comment, ...change });
      // the draft takes the place of what was refused, which must not be sent as it was
      takeFromOutbox();
      happened({ type: 'edited', change });
      if (before.refusal !== null && store.get().refusal === null) desktop.withdrawNotices();
    },
    async mayComplete() {
      const isExcused = isUnreasoned;
      isUnreasoned = false;
      return isExcused || finish();
    },
    complete: () => desktop.completeTask(task.get()),
    focusReason: () => focus.focus('reason'),
    completeLater() {
      const state = store.get();
      const hasReason = state.reasonId !== null;
      if (!hasReason && rules.store.get().tree !== null) return void refuse('reason');
      if (hasReason) putOff();
      else {
        if (isEmpty(state)) drafts.owe(task.get(), waiting(state));
        else keep(state);
        isUnreasoned = true;
        happened({ type: 'put-off', to: 'later' });
      }
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
      drafts.settle(task.get(), at);
    },
    sent(entry) {
      // typed since, and newer than what was sent: completing brings it in
      if (store.get().recording.phase === 'none' && !isEmpty(store.get())) return;
      const at = now();
      happened({ type: 'sent', stored: storedBy(entry), at });
      // a task that could not be completed at once is still there: a reload must find it recorded, not an empty form (RC-4)
      drafts.settle(task.get(), at);
    },
    onServer({ drafts: texts, recorded }) {
      const { recording, reasonId, comment } = store.get();
      if (recorded !== null && (recording.phase === 'recorded' || isEmpty({ reasonId, comment }))) {
        const { at, ...text } = recorded;
        return happened({ type: 'recorded', stored: text, at: Date.parse(at) });
      }
      const own = texts.find((text) => text.reservationSid === reservationSid);
      if (own === undefined || !isOpen(store.get())) return;
      // typed here after it: newer
      const isNewer = drafts.read(task.get())?.base === own.savedAt;
      drafts.isOnServer(task.get(), own.savedAt);
      if (!isNewer) found(own);
    },
  };
}

const customerIn = (entry: WaitingEntry | null): string =>
  entry === null ? '' : JSON.stringify([entry.request.customerId, entry.link, entry.unlink, entry.about.customerName]);
const storedBy = ({ reason, comment }: Interaction): Draft => ({ reasonId: reason.id, comment });

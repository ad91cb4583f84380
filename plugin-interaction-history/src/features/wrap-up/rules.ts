import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { Lifetime } from '../../state/lifetime';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { SettingsLoader } from '../settings/settings';
import type { ReasonCodeLoader } from './reason-codes';

/** What a task is wrapped up by. */
export interface Rules {
  tree: ReasonTree | null;
  policy: WrapUpPolicy;
}

export interface RulesStore {
  /** Follows publications; once the task is in wrap-up they change no more: nothing moves under the agent's hands (AD-2, AD-5). */
  store: Store<Rules>;
  /** The newest ones from now on, for what the server refused by them. */
  renew(): Promise<void>;
}

export function createRules(about: {
  task: Store<AgentTask>;
  reasonCodes: ReasonCodeLoader;
  settings: SettingsLoader;
  lifetime: Lifetime;
}): RulesStore {
  const { task, reasonCodes, settings, lifetime } = about;
  const store = createStore<Rules>({ tree: null, policy: 'reason' });
  let isPinned = false;
  let isRenewing = false;

  const follow = (): void => {
    if (isPinned) return;
    const { tree, copyFrom } = reasonCodes.store.get();
    const { wrapUpPolicy: policy, isSettled } = settings.store.get();
    const before = store.get();
    if (before.tree !== tree || before.policy !== policy) store.set({ tree, policy });
    // what an earlier page was told may be days old: it serves until the server answers, and no longer
    const isCurrent = tree !== null && copyFrom === null && isSettled && !isRenewing;
    isPinned = task.get().phase === 'wrapping' && isCurrent;
  };
  follow();
  lifetime.follow(reasonCodes.store, follow);
  lifetime.follow(settings.store, follow);
  lifetime.follow(task, follow);

  return {
    store,
    async renew() {
      isPinned = false;
      isRenewing = true;
      await Promise.all([reasonCodes.load(), settings.load()]);
      isRenewing = false;
      follow();
    },
  };
}

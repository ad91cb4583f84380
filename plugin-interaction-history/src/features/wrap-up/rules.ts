import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { AgentTask } from '../../tasks/agent-task';
import type { SettingsLoader } from '../settings/settings';
import type { ReasonCodeLoader } from './reason-codes';

/** What a task is wrapped up by. */
export interface Rules {
  tree: ReasonTree | null;
  policy: WrapUpPolicy;
}

export interface RulesByTask {
  /** From the first look in wrap-up on they change no more: nothing moves under the agent's hands (AD-2, AD-5). */
  of(task: AgentTask): Rules;
  /** The newest ones from now on, for what the server refused by them. */
  renew(task: AgentTask): Promise<void>;
  leave(reservationSid: string): void;
}

type Loaders = { reasonCodes: ReasonCodeLoader; settings: Omit<SettingsLoader, 'refresh'> };

export function createRules({ reasonCodes, settings }: Loaders): RulesByTask {
  const pinned = new Map<string, Rules>();
  const renewing = new Set<string>();
  return {
    of({ reservationSid, phase }) {
      const held = pinned.get(reservationSid);
      if (held) return held;
      const { tree, copyFrom } = reasonCodes.store.get();
      const rules = { tree, policy: settings.store.get().wrapUpPolicy };
      // what an earlier page was told may be days old: it serves until the server answers, and no longer
      const isCurrent = tree !== null && copyFrom === null && settings.isSettled() && !renewing.has(reservationSid);
      if (phase === 'wrapping' && isCurrent) pinned.set(reservationSid, rules);
      return rules;
    },
    async renew({ reservationSid }) {
      pinned.delete(reservationSid);
      renewing.add(reservationSid);
      await Promise.all([reasonCodes.load(), settings.load()]);
      renewing.delete(reservationSid);
    },
    leave: (reservationSid) => void pinned.delete(reservationSid),
  };
}

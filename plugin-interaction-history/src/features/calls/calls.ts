import type { Channel } from '@interaction-history/shared/src/caller/channel';
import { createStore, type Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import type { FlexDesktop } from '../wrap-up/desktop-port';

/** Calls that the agent starts from a number on the screen. */
export interface Calls {
  /** Outbound calls are set up in Flex, and the agent is on no call. */
  isFree: Store<boolean>;
  /** The new task carries the customer, and arrives linked with them (IH-6). */
  start(number: string, customerId: string | null): void;
  /** The agent's tasks as they are now. */
  follow(tasks: readonly Pick<AgentTask, 'channel' | 'phase'>[]): void;
}

const isOnTheLine = ({ channel, phase }: { channel: Channel; phase: AgentTask['phase'] }): boolean =>
  channel === 'voice' && (phase === 'ringing' || phase === 'accepted');

export function createCalls({ canCall, call }: Pick<FlexDesktop, 'canCall' | 'call'>): Calls {
  const isFree = createStore(canCall());
  return {
    isFree,
    start(number, customerId) {
      if (isFree.get()) call(number, customerId);
    },
    follow: (tasks) => isFree.set(canCall() && !tasks.some(isOnTheLine)),
  };
}

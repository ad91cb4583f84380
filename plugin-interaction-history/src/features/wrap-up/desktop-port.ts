import type { AgentTask } from '../../tasks/agent-task';
import type { Refusal } from './wrap-up-state';

/** What the form needs of the Flex desktop. */
export interface FlexDesktop {
  /** Brings the task and its tab to the front. */
  showTab: (task: AgentTask) => void;
  completeTask: (task: AgentTask) => void;
  /**
   * Completing was refused. The task's tab comes up where the agent looks at that task, or at none; an agent at work elsewhere stays
   * there, and a notice names the task (RC-1).
   */
  refuse: (task: AgentTask, refusal: Refusal, name: string) => void;
  /** The task is completed, and nothing of it can be recorded. */
  notifyUnconfigured: () => void;
  withdrawNotices: () => void;
  /** Whether Flex would call now: it is set up for outbound calls, and the agent is not offline. */
  canCall: () => boolean;
  /** Calls a number (E.164): the task carries the customer to whom it belongs. */
  call: (number: string, customerId: string | null) => void;
}

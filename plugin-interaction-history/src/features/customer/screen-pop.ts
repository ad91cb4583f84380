import type { AgentTask } from '../../tasks/agent-task';

/** Brings up the record of a customer the agent has confirmed (ID-12). */
export interface ScreenPop {
  /**
   * @param url the record in Salesforce; null when it has none: nothing happens
   * @param when `gesture`: within the agent's own key or click; `after-answer`: once the server has answered, when the browser
   *   may not let a tab open any more: the link in the tab remains
   */
  pop: (task: AgentTask, url: string | null, when: 'gesture' | 'after-answer') => void;
  leave: (reservationSid: string) => void;
}

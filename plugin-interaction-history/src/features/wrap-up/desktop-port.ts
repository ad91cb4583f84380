import type { AgentTask } from '../../tasks/agent-task';
import type { Refusal } from './wrap-up-state';

/** What the form needs of the Flex desktop. */
export interface FlexDesktop {
  /** Brings the task and its tab to the front. */
  showTab: (task: AgentTask) => void;
  completeTask: (task: AgentTask) => void;
  /** `unconfigured`: the task is completed, and nothing of it can be recorded. */
  notify: (notice: Refusal | 'unconfigured') => void;
  withdrawNotices: () => void;
}

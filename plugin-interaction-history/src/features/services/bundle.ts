import type * as React from 'react';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import type { AgentTask } from '../../tasks/agent-task';
import type { TaskSession, WorkerStores } from '../task-session';

/** Raised whenever what the tab gives or expects below changes: plugin and Functions are deployed one by one. */
export const SERVICES_CONTRACT = 2;
export const SERVICES_GLOBAL = 'InteractionHistoryServices';

export interface Surroundings {
  /** BCP 47. */
  locale: string;
  /** Flex's own Paste theme. */
  theme: object;
}
/** What the tab gives a part of it that comes late. */
export interface LatePartProps extends Surroundings {
  session: TaskSession;
}
export interface SuggestedActionProps extends LatePartProps {
  /** What the chosen reason carries (SV-5). */
  code: NonNullable<ReasonCode['serviceAction']>;
}
export interface MyContactsProps extends Surroundings {
  worker: WorkerStores;
}
/** A task that a supervisor looks at. */
export interface MonitoredProps extends MyContactsProps {
  task: AgentTask;
}
/** What the bundle registers as `window[SERVICES_GLOBAL]`. */
export interface ServicesBundle {
  contract: number;
  ServicesOpen: React.ComponentType<LatePartProps>;
  SuggestedAction: React.ComponentType<SuggestedActionProps>;
  NewCustomer: React.ComponentType<LatePartProps>;
  AmendInTab: React.ComponentType<LatePartProps>;
  Monitored: React.ComponentType<MonitoredProps>;
  MyContacts: React.ComponentType<MyContactsProps>;
}

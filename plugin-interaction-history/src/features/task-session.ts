import * as React from 'react';
import type { ApiCall } from '../api/client';
import type { Lifetime } from '../state/lifetime';
import type { Store } from '../state/store';
import type { AgentTask } from '../tasks/agent-task';
import type { FocusScope } from '../ui/focus-scope';
import type { Calls } from './calls/calls';
import type { CaseStore } from './cases/case-store';
import type { CustomerActions } from './customer/customer-actions';
import type { CustomerStore } from './customer/customer-store';
import type { CustomerViews } from './customer/customer-views';
import type { AmendmentStore } from './history/amendment-store';
import type { HistoryStore } from './history/history-store';
import type { MasterStore } from './master/master-store';
import type { NewCustomerStore } from './new-customer/new-customer-store';
import type { Outbox } from './outbox/outbox';
import type { QueryStore } from './query/query-store';
import type { SignOut } from './sign-out/sign-out';
import type { ServicesStore } from './services/services-store';
import type { SettingsLoader } from './settings/settings';
import type { AbandonedDrafts } from './wrap-up/abandoned-drafts';
import type { Drafts } from './wrap-up/draft';
import type { Handover } from './wrap-up/task-drafts';
import type { ReasonCodeLoader } from './wrap-up/reason-codes';
import type { RecentReasons } from './wrap-up/recent-reasons';
import type { RulesStore } from './wrap-up/rules';
import type { WrapUpStore } from './wrap-up/wrap-up-store';

/** What an agent has once, whatever the task. */
export interface WorkerStores {
  workerSid: string;
  /** May amend colleagues' entries (IH-4). */
  isSupervisor: boolean;
  settings: SettingsLoader;
  reasonCodes: ReasonCodeLoader;
  recentReasons: RecentReasons;
  outbox: Outbox;
  drafts: Drafts;
  abandonedDrafts: AbandonedDrafts;
  signOut: SignOut;
  /** For what comes late, and asks for itself. */
  api: ApiCall;
  /** Of an entry among their own contacts (IH-6). */
  amendment: AmendmentStore;
  calls: Calls;
  /** Brings the bundle of the open Services section to the page; false where it could not be loaded. */
  loadServices(this: void): Promise<boolean>;
}

/** One reservation: everything its tab shows and does. Made and ended by Flex's events, never while rendering. */
export interface TaskSession {
  worker: WorkerStores;
  /** The task as Flex has it now. */
  task: Store<AgentTask>;
  lifetime: Lifetime;
  focus: FocusScope;
  customer: CustomerStore;
  views: CustomerViews;
  query: QueryStore;
  master: MasterStore;
  newCustomer: NewCustomerStore;
  /** What the agent does about the customer, each with what follows in the other stores and for the focus. */
  actions: CustomerActions;
  history: HistoryStore;
  amendment: AmendmentStore;
  rules: RulesStore;
  wrapUp: WrapUpStore;
  /** Who had the task before, with their note. */
  handover: Store<Handover | null>;
  cases: CaseStore;
  services: ServicesStore;
}

export const TaskSessionContext = React.createContext<TaskSession | null>(null);

/** The session whose tab this is. @throws outside a task's tab */
export function useTaskSession(): TaskSession {
  const session = React.useContext(TaskSessionContext);
  if (session === null) throw new Error('used outside a task’s tab');
  return session;
}

import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { ApiCall } from '../api/client';
import { createCaseStore } from '../features/cases/case-store';
import { createCustomerActions } from '../features/customer/customer-actions';
import { createCustomerStore } from '../features/customer/customer-store';
import { createCustomerViews } from '../features/customer/customer-views';
import type { ScreenPop } from '../features/customer/screen-pop';
import { createAmendmentStore } from '../features/history/amendment-store';
import { createHistoryStore } from '../features/history/history-store';
import { linkWhomTheyCall } from '../features/calls/link-whom-they-call';
import { createMasterStore } from '../features/master/master-store';
import { createNewCustomerStore } from '../features/new-customer/new-customer-store';
import { createQueryStore } from '../features/query/query-store';
import { createServicesStore } from '../features/services/services-store';
import type { TaskSession } from '../features/task-session';
import type { FlexDesktop } from '../features/wrap-up/desktop-port';
import { createRules } from '../features/wrap-up/rules';
import { followTaskDrafts } from '../features/wrap-up/task-drafts';
import { createWrapUpStore } from '../features/wrap-up/wrap-up-store';
import type { SealedStorage } from '../state/sealed-storage';
import { createLifetime } from '../state/lifetime';
import { createStore } from '../state/store';
import type { AgentTask } from '../tasks/agent-task';
import { createFocusScope } from '../ui/focus-scope';
import type { Worker } from './worker-stores';

export interface SessionDependencies {
  api: ApiCall;
  sealed: SealedStorage;
  worker: Worker;
  desktop: FlexDesktop;
  screenPop: () => ScreenPop;
  locale: string;
  /** Whether any task rings. */
  isRinging: () => boolean;
  onAmended: (entry: Interaction, toLog: boolean) => void;
}

/** A session and its end: what it follows is let go, and answers that come later change nothing outside it. */
export type OwnedSession = TaskSession & { dispose(): void };

/** Starts a reservation: what its tab needs is asked for now (ID-3). */
export function createTaskSession(about: AgentTask, dependencies: SessionDependencies): OwnedSession {
  const { api, sealed, worker, desktop, locale, onAmended, isRinging } = dependencies;
  const { settings, reasonCodes, outbox, drafts, workerSid } = worker;
  const lifetime = createLifetime();
  const task = createStore(about);
  const focus = createFocusScope();
  settings.refresh();
  reasonCodes.refresh();

  const customer = createCustomerStore({
    ...{ api, task, lifetime },
    // an answer draws the matches again: the focus stays on the one that had it
    arrive(apply) {
      const stood = focus.isWithin('matches');
      apply();
      if (stood) focus.focus(['chosen-match', 'matches'], 'nobody');
    },
  });
  const views = createCustomerViews();
  const query = createQueryStore(api, task, lifetime);
  const master = createMasterStore(api, task);
  const newCustomer = createNewCustomerStore(api, task, customer);
  const history = createHistoryStore({ api, task, customer, lifetime });
  const rules = createRules({ task, reasonCodes, settings, lifetime });
  const wrapUp = createWrapUpStore({
    ...{ api, task, customer, rules, drafts, sealed, outbox, reasonCodes, desktop, locale, lifetime, focus },
    isRinging,
    onRecorded(answer) {
      history.recorded(answer.interaction);
      worker.recorded(answer);
    },
  });
  const handover = followTaskDrafts({ api, task, lifetime, onOwn: wrapUp.onServer });
  const screenPop = dependencies.screenPop();
  customer.start();
  linkWhomTheyCall(task, customer, lifetime);
  history.start();
  return {
    ...{ worker, task, lifetime, focus, customer, views, query, master, newCustomer, history, rules, wrapUp, handover },
    cases: createCaseStore(api, task),
    services: createServicesStore({ api, task, customer, lifetime }),
    amendment: createAmendmentStore({ api, storage: sealed, workerSid, onAmended }),
    actions: createCustomerActions({
      ...{ task, lifetime, focus, customer, views, query, master, newCustomer, wrapUp, screenPop },
    }),
    dispose: lifetime.end,
  };
}

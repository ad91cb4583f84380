import type { ApiCall } from '../api/client';
import type { BrowserStorage } from '../state/browser-storage';
import type { AgentTask } from '../tasks/agent-task';
import { createCustomers, type Customers } from './customer/customers';
import { createHistories, type Histories } from './history/histories';
import { createOutbox, type Outbox } from './outbox/outbox';
import { createDrafts } from './wrap-up/draft';
import { createReasonCodes, type ReasonCodeLoader } from './wrap-up/reason-codes';
import { createWrapUps, type Desk, type WrapUps } from './wrap-up/wrap-ups';

/** Everything the tab shows and does, without Flex: the desk is the only way to it. */
export interface Features {
  workerSid: string;
  customers: Customers;
  histories: Histories;
  wrapUps: WrapUps;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  /** A reservation is there: what its tab needs is fetched now (ID-3). Once each; later calls do nothing. */
  arrive(task: AgentTask): void;
  /** A reservation is gone: nothing of it is kept in memory. */
  leave(reservationSid: string): void;
}

export function createFeatures(about: {
  api: ApiCall;
  storage: BrowserStorage;
  desk: Desk;
  workerSid: string;
  locale: string;
}): Features {
  const { api, storage, desk, workerSid, locale } = about;
  const customers = createCustomers(api);
  const histories = createHistories(api, customers);
  const outbox = createOutbox(api, storage, workerSid);
  const reasonCodes = createReasonCodes(api, storage);
  const drafts = createDrafts(storage, workerSid);
  const wrapUps = createWrapUps({ api, customers, drafts, outbox, reasonCodes, desk, locale, onRecorded: histories.recorded });
  return {
    workerSid,
    customers,
    histories,
    wrapUps,
    outbox,
    reasonCodes,
    arrive(task) {
      if (task.phase === 'ended') return;
      customers.arrive(task);
      histories.arrive(task);
    },
    leave(reservationSid) {
      for (const feature of [histories, customers, wrapUps]) feature.leave(reservationSid);
    },
  };
}

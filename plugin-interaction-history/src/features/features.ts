import type { ApiCall } from '../api/client';
import type { BrowserStorage } from '../state/browser-storage';
import type { AgentTask } from '../tasks/agent-task';
import { createCases, type Cases } from './cases/cases';
import { createCustomers, type Customers } from './customer/customers';
import { createFaces, type Faces } from './customer/faces';
import type { ScreenPop } from './customer/screen-pop';
import { createHistories, type Histories } from './history/histories';
import { createMasters, type Masters } from './master/masters';
import { createNewCustomers, type NewCustomers } from './new-customer/new-customers';
import { createOutbox, type Outbox } from './outbox/outbox';
import { createQueries, type Queries } from './query/queries';
import { createDrafts } from './wrap-up/draft';
import { createReasonCodes, type ReasonCodeLoader } from './wrap-up/reason-codes';
import type { Desk } from './wrap-up/desk';
import { createWrapUps, type WrapUps } from './wrap-up/wrap-ups';

/** Everything the tab shows and does, without Flex: the desk is the only way to it. */
export interface Features {
  workerSid: string;
  customers: Customers;
  faces: Faces;
  queries: Queries;
  masters: Masters;
  newCustomers: NewCustomers;
  cases: Cases;
  screenPop: ScreenPop;
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
  screenPop: ScreenPop;
  workerSid: string;
  locale: string;
}): Features {
  const { api, storage, desk, screenPop, workerSid, locale } = about;
  const customers = createCustomers(api);
  const faces = createFaces();
  const queries = createQueries(api);
  const masters = createMasters(api);
  const newCustomers = createNewCustomers(api, customers);
  const cases = createCases(api);
  const histories = createHistories(api, customers);
  const outbox = createOutbox(api, storage, workerSid);
  const reasonCodes = createReasonCodes(api, storage);
  const drafts = createDrafts(storage, workerSid);
  const wrapUps = createWrapUps({ api, customers, drafts, outbox, reasonCodes, desk, locale, onRecorded: histories.recorded });
  return {
    workerSid,
    customers,
    faces,
    queries,
    masters,
    newCustomers,
    cases,
    screenPop,
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
      const kept = [histories, customers, faces, queries, masters, newCustomers, cases, screenPop, wrapUps];
      for (const feature of kept) feature.leave(reservationSid);
    },
  };
}

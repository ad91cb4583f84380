import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ApiCall } from '../api/client';
import type { BrowserStorage } from '../state/browser-storage';
import type { AgentTask } from '../tasks/agent-task';
import { createCases, type Cases } from './cases/cases';
import { createCustomers, type Customers } from './customer/customers';
import { createFaces, type Faces } from './customer/customer-views';
import type { ScreenPop } from './customer/screen-pop';
import { createAmendments, type Amender, type Amendments } from './history/amendments';
import { createHistories, type Histories } from './history/histories';
import { createMasters, type Masters } from './master/masters';
import { createNewCustomers, type NewCustomers } from './new-customer/new-customers';
import { createOutbox, type Outbox } from './outbox/outbox';
import { createQueries, type Queries } from './query/queries';
import { createSettings, type SettingsLoader } from './settings/settings';
import { createDrafts } from './wrap-up/draft';
import { createReasonCodes, type ReasonCodeLoader } from './wrap-up/reason-codes';
import { createRecentReasons, type RecentReasons } from './wrap-up/recent-reasons';
import { createSalesforceLog } from './wrap-up/salesforce-log';
import { createUnfinished, type Unfinished } from './wrap-up/abandoned-drafts';
import type { Desk } from './wrap-up/desktop-port';
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
  settings: SettingsLoader;
  screenPop: ScreenPop;
  histories: Histories;
  amendments: Amendments;
  amender: Amender;
  wrapUps: WrapUps;
  outbox: Outbox;
  reasonCodes: ReasonCodeLoader;
  recentReasons: RecentReasons;
  unfinished: Unfinished;
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
  /** May amend colleagues' entries (IH-4). */
  isSupervisor: boolean;
  locale: string;
}): Features {
  const { api, storage, desk, screenPop, workerSid, isSupervisor, locale } = about;
  const customers = createCustomers(api);
  const faces = createFaces();
  const queries = createQueries(api);
  const masters = createMasters(api);
  const settings = createSettings(api, storage);
  const newCustomers = createNewCustomers(api, customers);
  const cases = createCases(api);
  const histories = createHistories(api, customers);
  const outbox = createOutbox(api, storage, workerSid);
  const reasonCodes = createReasonCodes(api, storage);
  const drafts = createDrafts(storage, workerSid);
  const recentReasons = createRecentReasons(storage, workerSid);
  const salesforceLog = createSalesforceLog(api);
  const stored = ({ interaction, toLog }: RecordResponse): void => {
    recentReasons.add(interaction.reason.id);
    if (toLog) salesforceLog.soon();
  };
  outbox.onSent(stored);
  const onRecorded = (task: AgentTask, answer: RecordResponse): void => {
    histories.recorded(task, answer.interaction);
    stored(answer);
  };
  const wrapUps = createWrapUps({ api, customers, drafts, outbox, reasonCodes, settings, desk, locale, onRecorded });
  const onAmended = (entry: Interaction, toLog: boolean): void => {
    histories.changed(entry);
    wrapUps.amended(entry);
    if (toLog) salesforceLog.soon();
  };
  const amendments = createAmendments({ api, storage, workerSid, onAmended });
  const unfinished = createUnfinished({
    drafts,
    outbox,
    reasonCodes,
    locale,
    reopen: (reservationSid) => wrapUps.reopen(reservationSid),
  });
  const arrived = new Set<string>();
  return {
    workerSid,
    customers,
    faces,
    queries,
    masters,
    newCustomers,
    cases,
    settings,
    screenPop,
    histories,
    amendments,
    amender: { workerSid, isSupervisor },
    wrapUps,
    outbox,
    reasonCodes,
    recentReasons,
    unfinished,
    arrive(task) {
      if (task.phase === 'ended') return;
      // the tab calls this each time it is drawn: with every key and every answer
      if (!arrived.has(task.reservationSid)) {
        arrived.add(task.reservationSid);
        settings.refresh();
        reasonCodes.refresh();
      }
      wrapUps.of(task);
      customers.arrive(task);
      histories.arrive(task);
    },
    leave(reservationSid) {
      arrived.delete(reservationSid);
      const kept = [histories, amendments, customers, faces, queries, masters, newCustomers, cases, screenPop, wrapUps];
      for (const feature of kept) feature.leave(reservationSid);
    },
  };
}

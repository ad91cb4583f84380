import type { Interaction, RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ApiCall } from '../api/client';
import { bundleLoader } from '../api/load-bundle';
import { createCalls } from '../features/calls/calls';
import { createAmendmentStore } from '../features/history/amendment-store';
import { createOutbox } from '../features/outbox/outbox';
import { SERVICES_GLOBAL, type ServicesBundle } from '../features/services/bundle';
import { createSettings } from '../features/settings/settings';
import type { WorkerStores } from '../features/task-session';
import { createAbandonedDrafts } from '../features/wrap-up/abandoned-drafts';
import { createDrafts } from '../features/wrap-up/draft';
import type { FlexDesktop } from '../features/wrap-up/desktop-port';
import { createReasonCodes } from '../features/wrap-up/reason-codes';
import { createSignOut } from '../features/sign-out/sign-out';
import { createRecentReasons } from '../features/wrap-up/recent-reasons';
import { createSalesforceLog, type SalesforceLog } from '../features/wrap-up/salesforce-log';
import type { BrowserStorage } from '../state/browser-storage';
import type { SealedStorage } from '../state/sealed-storage';

export interface WorkerAbout {
  api: ApiCall;
  storage: BrowserStorage;
  /** For what the agent writes (PR-4). */
  sealed: SealedStorage;
  workerSid: string;
  /** May amend colleagues' entries (IH-4). */
  isSupervisor: boolean;
  locale: string;
  /** Where the Functions are, which serve the bundles that are loaded on demand; null: not set up. */
  functionsUrl: () => string | null;
}

/** What an agent has once, with what the sessions need of it beside. */
export interface Worker extends WorkerStores {
  salesforceLog: SalesforceLog;
  /** A recording has reached the server, at once or from the outbox. */
  recorded(answer: RecordResponse): void;
}

/** What follows in the sessions. */
interface Follows {
  reopen: (reservationSid: string) => boolean;
  onAmended: (entry: Interaction, toLog: boolean) => void;
  desktop: FlexDesktop;
}

export function createWorkerStores(
  { api, storage, sealed, workerSid, isSupervisor, locale, functionsUrl }: WorkerAbout,
  { reopen, onAmended, desktop }: Follows,
): Worker {
  const outbox = createOutbox(api, sealed, workerSid);
  const reasonCodes = createReasonCodes(api, storage);
  const drafts = createDrafts({ api, storage, sealed, workerSid });
  const recentReasons = createRecentReasons(storage, workerSid);
  const salesforceLog = createSalesforceLog(api);
  const loadServices = bundleLoader<ServicesBundle>(SERVICES_GLOBAL);
  return {
    workerSid,
    isSupervisor,
    settings: createSettings(api, storage),
    reasonCodes,
    recentReasons,
    outbox,
    drafts,
    salesforceLog,
    signOut: createSignOut({ api, drafts, outbox, sealed }),
    abandonedDrafts: createAbandonedDrafts({ api, drafts, outbox, reasonCodes, locale, reopen }),
    api,
    amendment: createAmendmentStore({ api, storage: sealed, workerSid, onAmended }),
    calls: createCalls(desktop),
    loadServices: async () => {
      const url = functionsUrl();
      return url !== null && (await loadServices(`${url.replace(/\/+$/, '')}/services.js`)) !== undefined;
    },
    recorded({ interaction, toLog }) {
      recentReasons.add(interaction.reason.id);
      if (toLog) salesforceLog.soon();
    },
  };
}

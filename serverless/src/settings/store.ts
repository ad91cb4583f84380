import type { Settings } from '@interaction-history/shared/src/contract/settings';
import type { Timestamp } from 'firebase-admin/firestore';
import type { Clients } from '../clients';
import type { Config } from '../config';
import { describeError, log } from '../log';
import { processWide } from '../runtime/process-wide';

/** `settings/current`, `settingsRevisions/{version}`. */
export interface SettingsDocument {
  version: number;
  publishedAt: Timestamp;
  publishedBy: { sid: string; name: string };
  note: string;
  settings: Settings;
}

/** A publication reaches every process within this time. */
const FRESH_MS = 15_000;
/** The longest a request waits for the settings; a store that is down must not slow a look-up that needs none of it. */
const PATIENCE_MS = 400;

interface Known {
  config: Config;
  /** False until the store was asked, successfully or for as long as patience lasted. */
  asked: boolean;
  until: number;
  refreshing: Promise<void> | null;
}

/**
 * The configuration with the published settings over it (AD-5). Read at most every 15 s a process; only a process's first
 * request waits for it, later ones go on with what is known while it is read again. While the store does not answer, what was
 * known last holds, and before that what is deployed: settings are never a reason to fail.
 */
export async function effectiveConfig(deployed: Config, clients: Clients): Promise<Config> {
  const cache = processWide('settings', () => new WeakMap<Clients, Known>());
  let known = cache.get(clients);
  if (known === undefined) {
    known = { config: deployed, asked: false, until: 0, refreshing: null };
    cache.set(clients, known);
  }
  if (known.until <= Date.now()) known.refreshing ??= refresh(deployed, clients, known);
  if (!known.asked && known.refreshing !== null) {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([known.refreshing, patience]);
    clearTimeout(timer);
    known.asked = true;
  }
  return known.config;
}

/** After a publication this process obeys it at once. */
export function forgetSettings(clients: Clients): void {
  processWide('settings', () => new WeakMap<Clients, Known>()).delete(clients);
}

/** Ends always: a failure keeps what is known and is tried again after a while. */
async function refresh(deployed: Config, clients: Clients, known: Known): Promise<void> {
  try {
    const store = await clients.firestore();
    const document = (await store.collection('settings').doc('current').get()).data() as SettingsDocument | undefined;
    known.config = document === undefined ? deployed : overlay(deployed, document.settings);
  } catch (error) {
    // The request that needs Firestore itself tells the agent; here the last known settings hold
    log('warn', { correlationId: 'settings', endpoint: 'settings', event: 'settings not read', error: describeError(error) });
  } finally {
    known.until = Date.now() + FRESH_MS;
    known.refreshing = null;
  }
}

/** The deployed configuration with what was published in its place. */
export function overlay(deployed: Config, published: Settings): Config {
  const fieldsOf = (object: string): string[] =>
    (published.salesforcePhoneFields ?? []).flatMap((field) =>
      field.startsWith(`${object}.`) ? [field.slice(object.length + 1)] : [],
    );
  const phoneFields =
    published.salesforcePhoneFields === undefined ? undefined : { Contact: fieldsOf('Contact'), Account: fieldsOf('Account') };
  return {
    ...deployed,
    defaultRegion: published.defaultRegion ?? deployed.defaultRegion,
    maxRecordsPresented: published.pageSize ?? deployed.maxRecordsPresented,
    defaultReasonId: published.defaultReasonId ?? deployed.defaultReasonId,
    logCallToSalesforce: published.logCallToSalesforce ?? deployed.logCallToSalesforce,
    insightsMapping: { ...deployed.insightsMapping, ...published.insightsMapping },
    customerRequiredFields: published.requiredCustomerFields ?? deployed.customerRequiredFields,
    createInSalesforce: published.createInSalesforce ?? deployed.createInSalesforce,
    salesforce:
      deployed.salesforce === null || phoneFields === undefined ? deployed.salesforce : { ...deployed.salesforce, phoneFields },
  };
}

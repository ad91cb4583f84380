import { timings } from '../runtime/timings';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import type { InsightsMapping, InsightsSource } from '@interaction-history/shared/src/insights/insights';
import type { Firestore } from 'firebase-admin/firestore';
import { isForEver } from '../config/retention';
import type { Clients } from '../vendors/clients';
import { deadlineIn, type Deadline } from '../runtime/deadline';
import type { Config, SalesforceConfig } from '../config/config';
import { UpstreamError } from '../runtime/errors';
import { onFirestore } from '../vendors/firestore/client';
import { describeError, log } from '../runtime/log';
import { readCurrent } from '../versioned/revisions';
import { SETTINGS } from './published-settings';

/** The longest a request that writes nothing waits; a store that is down must not slow a look-up that needs none of it. */
const PATIENCE_MS = 400;
/** What is older than this was read before the process slept: it is no word on what holds now. */
const STALE_MS = 60_000;

interface CachedConfig {
  config: Config;
  /** False until the store was asked, successfully or for as long as patience lasted. */
  asked: boolean;
  /** When the store last answered, in ms since the epoch. */
  readAt: number;
  until: number;
  refreshing: Promise<void> | null;
}

const configs = new WeakMap<Clients, CachedConfig>();

/**
 * The configuration with the published settings over it (AD-5). Read at most every 15 s a Function; only a process's first
 * request waits for it, later ones go on with what is known while it is read again. While the store does not answer, what was
 * known last holds, and before that what is deployed: for a look-up settings are never a reason to fail.
 * @param writing the budget of a request whose effects stay (an identity in the wrong region, a comment where none may go): it
 *   waits until what holds is known
 * @throws UpstreamError firestore, for one that is writing
 */
export async function effectiveConfig(deployed: Config, clients: Clients, writing?: Deadline): Promise<Config> {
  let cached = configs.get(clients);
  if (cached === undefined) {
    cached = { config: deployed, asked: false, readAt: 0, until: 0, refreshing: null };
    configs.set(clients, cached);
  }
  if (cached.until <= Date.now()) cached.refreshing ??= refresh(deployed, clients, cached);
  if (writing !== undefined && cached.readAt < Date.now() - STALE_MS) {
    const read = (cached.refreshing ??= refresh(deployed, clients, cached));
    await onFirestore(writing, () => read);
    if (cached.readAt < Date.now() - STALE_MS)
      throw new UpstreamError('firestore', 'upstream_unavailable', 'The settings could not be read: try again');
  }
  if (!cached.asked && cached.refreshing !== null) {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([cached.refreshing, patience]);
    clearTimeout(timer);
    cached.asked = true;
  }
  return cached.config;
}

/** After a publication this Function obeys it at once. */
export function forgetSettings(clients: Clients): void {
  configs.delete(clients);
}

/** Ends always: a failure keeps what is known and is tried again after a while. */
async function refresh(deployed: Config, clients: Clients, cached: CachedConfig): Promise<void> {
  try {
    cached.config = await onFirestore(deadlineIn(timings.settingsReading), async () => {
      const store = await clients.firestore();
      const document = await readCurrent(store, SETTINGS);
      return document === null ? deployed : withHolds(store, overlay(deployed, document.settings));
    });
    cached.readAt = Date.now();
  } catch (error) {
    // The request that needs Firestore itself tells the agent; here the last known settings hold
    log('warn', { correlationId: 'settings', endpoint: 'settings', event: 'settings not read', error: describeError(error) });
  } finally {
    cached.until = Date.now() + timings.publishedFresh;
    cached.refreshing = null;
  }
}

/** Whom a legal hold is on matters only where something expires. */
async function withHolds(store: Firestore, config: Config): Promise<Config> {
  const { retention } = config;
  if (isForEver(retention)) return config;
  const { heldNow } = await import('../vendors/firestore/held-now');
  return { ...config, retention: { ...retention, held: await heldNow(store) } };
}

/** The deployed configuration with what was published in its place. */
export function overlay(deployed: Config, published: Settings): Config {
  const { salesforce } = deployed;
  return {
    ...deployed,
    centreNumbers: published.centreNumbers ?? deployed.centreNumbers,
    defaultRegion: published.defaultRegion ?? deployed.defaultRegion,
    maxRecordsPresented: published.pageSize ?? deployed.maxRecordsPresented,
    readsWithTask: published.readsWithTask ?? deployed.readsWithTask,
    readsWithoutTask: published.readsWithoutTask ?? deployed.readsWithoutTask,
    salesforceShare: published.salesforceShare ?? deployed.salesforceShare,
    timeZone: published.timeZone ?? deployed.timeZone,
    retention: {
      ...deployed.retention,
      months: {
        interactions: published.keepInteractions ?? deployed.retention.months.interactions,
        audit: published.keepAudit ?? deployed.retention.months.audit,
        drafts: published.keepDrafts ?? deployed.retention.months.drafts,
      },
    },
    defaultReasonId: published.defaultReasonId ?? deployed.defaultReasonId,
    logCallToSalesforce: published.logCallToSalesforce ?? deployed.logCallToSalesforce,
    insightsMapping: withMapping(deployed.insightsMapping, published.insightsMapping),
    customerRequiredFields: published.requiredCustomerFields ?? deployed.customerRequiredFields,
    createInSalesforce: published.createInSalesforce ?? deployed.createInSalesforce,
    wrapUpPolicy: published.wrapUpPolicy ?? deployed.wrapUpPolicy,
    popMode: published.popMode ?? deployed.popMode,
    locales: published.locales ?? deployed.locales,
    serviceDecisionRoles: published.serviceDecisionRoles ?? deployed.serviceDecisionRoles,
    serviceDecisionSkills: published.serviceDecisionSkills ?? deployed.serviceDecisionSkills,
    salesforce:
      salesforce === null || published.salesforcePhoneFields === undefined
        ? salesforce
        : {
            ...salesforce,
            phoneFields: phoneFieldsOf(published.salesforcePhoneFields, salesforce.phoneFields.Lead !== undefined),
          },
  };
}

/** `Object.Field__c`, by object. `Lead` only where leads are looked for at all, which is the environment's to say. */
export function phoneFieldsOf(names: readonly string[], withLeads: boolean): SalesforceConfig['phoneFields'] {
  const of = (object: string): string[] =>
    names.flatMap((name) => (name.startsWith(`${object}.`) ? [name.slice(object.length + 1)] : []));
  return { Contact: of('Contact'), Account: of('Account'), ...(withLeads ? { Lead: of('Lead') } : {}) };
}

/** A published null takes the attribute out. */
function withMapping(deployed: InsightsMapping, published: Settings['insightsMapping'] = {}): InsightsMapping {
  const lines = Object.entries({ ...deployed, ...published });
  return Object.fromEntries(lines.filter((line): line is [string, InsightsSource] => line[1] !== null));
}

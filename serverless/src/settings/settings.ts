import type { CurrentSettings, PublishSettingsResponse, Settings } from '@interaction-history/shared/src/contract/settings';
import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { Config } from '../config';
import type { Call, RequestOf, ResponseOf } from '../endpoint';
import { auditRow } from '../firestore/audit';
import { ALREADY_EXISTS, codeOf, onFirestore } from '../firestore/client';
import { workerName } from '../interactions/worker-name';
import { forgetSettings, overlay, type SettingsDocument } from './store';

const PAGE = 20;
/** Settings no environment variable stands behind. */
const BUILT_IN: Required<Pick<Settings, 'popMode' | 'locales'>> = { popMode: 'tab', locales: ['en', 'ja'] };

/** The settings that hold now, and what of them was published (AD-5). */
export async function current(_request: unknown, call: Call): Promise<CurrentSettings> {
  return onFirestore(call.budget, async () => {
    const document = await read(await call.clients.firestore());
    const published = document?.settings ?? {};
    return { version: document?.version ?? 0, published, effective: effective(overlay(call.config, published), published) };
  });
}

/** Publishes the settings, whole; refused when somebody has published since `baseVersion`. */
export async function publish(request: RequestOf<'settings/publish'>, call: Call): Promise<PublishSettingsResponse> {
  const publishedBy = { sid: call.worker.sid, name: await workerName(call.worker.sid, call) };
  return onFirestore(call.budget, async () => {
    const store = await call.clients.firestore();
    const standing = await read(store);
    if ((standing?.version ?? 0) !== request.baseVersion) return stale(standing);
    const document: SettingsDocument = {
      version: request.baseVersion + 1,
      publishedAt: Timestamp.now(),
      publishedBy,
      note: request.note,
      settings: request.settings,
    };
    const [auditRef, row] = auditRow(store, call, { action: 'settings.publish', taskSid: null });
    try {
      await store
        .batch()
        .create(store.collection('settingsRevisions').doc(String(document.version)), { ...document })
        .set(store.collection('settings').doc('current'), { ...document })
        .create(auditRef, { ...row, version: document.version })
        .commit();
    } catch (error) {
      if (codeOf(error) === ALREADY_EXISTS) return stale(await read(store));
      throw error;
    }
    forgetSettings(call.clients);
    return {
      outcome: 'published',
      revision: toRevision(document),
      effective: effective(overlay(call.config, request.settings), request.settings),
    };
  });
}

/** Published revisions, newest first, each with what it published: publishing one again restores it. */
export async function revisions(
  { before }: RequestOf<'settings/revisions'>,
  call: Call,
): Promise<ResponseOf<'settings/revisions'>> {
  return onFirestore(call.budget, async () => {
    const store = await call.clients.firestore();
    let query = store
      .collection('settingsRevisions')
      .orderBy('version', 'desc')
      .limit(PAGE + 1);
    if (before !== undefined) query = query.startAfter(before);
    const found = (await query.get()).docs.map((doc) => doc.data() as SettingsDocument);
    return {
      revisions: found.slice(0, PAGE).map((each) => ({ ...toRevision(each), settings: each.settings })),
      more: found.length > PAGE,
    };
  });
}

async function read(store: Firestore): Promise<SettingsDocument | null> {
  return ((await store.collection('settings').doc('current').get()).data() as SettingsDocument | undefined) ?? null;
}

function stale(standing: SettingsDocument | null): PublishSettingsResponse {
  if (standing === null) throw new Error('a publication was refused though none stands');
  return { outcome: 'stale', current: standing.settings, version: standing.version, by: toRevision(standing) };
}

const toRevision = ({ version, publishedAt, publishedBy, note }: SettingsDocument): Revision => ({
  version,
  publishedAt: publishedAt.toDate().toISOString(),
  publishedBy,
  note,
});

function effective(config: Config, published: Settings): Settings {
  const { Contact = [], Account = [] } = config.salesforce?.phoneFields ?? {};
  return {
    requiredCustomerFields: [...config.customerRequiredFields],
    pageSize: config.maxRecordsPresented,
    defaultRegion: config.defaultRegion,
    salesforcePhoneFields: [...Contact.map((field) => `Contact.${field}`), ...Account.map((field) => `Account.${field}`)],
    createInSalesforce: config.createInSalesforce,
    logCallToSalesforce: config.logCallToSalesforce,
    ...(config.defaultReasonId === null ? {} : { defaultReasonId: config.defaultReasonId }),
    insightsMapping: config.insightsMapping,
    popMode: published.popMode ?? BUILT_IN.popMode,
    locales: published.locales ?? BUILT_IN.locales,
  };
}

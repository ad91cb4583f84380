import type { CurrentSettings, PublishSettingsResponse, Settings } from '@interaction-history/shared/src/contract/settings';
import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { DEFAULT_SETTINGS } from '@interaction-history/shared/src/settings/defaults';
import { Timestamp, type Firestore } from 'firebase-admin/firestore';
import type { Config } from '../config/config';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { AppError } from '../runtime/errors';
import { auditRow } from '../vendors/firestore/audit';
import { ALREADY_EXISTS, codeOf, onFirestore } from '../vendors/firestore/client';
import { workerName } from '../vendors/taskrouter/worker-name';
import { settingIssues } from './setting-issues';
import { forgetSettings, overlay } from './effective-config';
import type { SettingsDocument } from '../vendors/firestore/documents';

const PAGE = 20;

/** The settings that hold now, what of them was published, and what would hold without that (AD-5). */
export async function current(_request: unknown, ctx: RequestContext): Promise<CurrentSettings> {
  return onFirestore(ctx.deadline, async () => {
    const document = await read(await ctx.clients.firestore());
    const published = document?.settings ?? {};
    const { deployed } = ctx;
    return {
      version: document?.version ?? 0,
      published,
      deployed: settingsOf(deployed),
      defaults: DEFAULT_SETTINGS,
      effective: settingsOf(overlay(deployed, published)),
    };
  });
}

/**
 * Publishes the settings, whole; refused when somebody has published since `baseVersion`, or when one names what is not there.
 * Earlier settings are restored by publishing them again: a revision holds them whole, and nothing else hangs on them.
 */
export async function publish(request: RequestOf<'settings/publish'>, ctx: RequestContext): Promise<PublishSettingsResponse> {
  const publishedBy = { sid: ctx.worker.sid, name: await workerName(ctx.worker.sid, ctx) };
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
    const standing = await read(store);
    if ((standing?.version ?? 0) !== request.baseVersion) return stale(standing, request.baseVersion);
    const issues = await settingIssues(request.settings, standing?.settings ?? {}, ctx);
    if (issues.length > 0) return { outcome: 'invalid', issues };
    const document: SettingsDocument = {
      version: request.baseVersion + 1,
      publishedAt: Timestamp.now(),
      publishedBy,
      note: request.note,
      settings: request.settings,
    };
    const [auditRef, row] = auditRow(store, ctx, { action: 'settings.publish', taskSid: null });
    try {
      await store
        .batch()
        .create(store.collection('settingsRevisions').doc(String(document.version)), { ...document })
        .set(store.collection('settings').doc('current'), { ...document })
        .create(auditRef, { ...row, version: document.version })
        .commit();
    } catch (error) {
      if (codeOf(error) === ALREADY_EXISTS) return stale(await read(store), request.baseVersion);
      throw error;
    }
    forgetSettings(ctx.clients);
    return {
      outcome: 'published',
      revision: toRevision(document),
      effective: settingsOf(overlay(ctx.deployed, request.settings)),
    };
  });
}

/** Published revisions, newest first, each with what it published: publishing one again restores it. */
export async function revisions(
  { before }: RequestOf<'settings/revisions'>,
  ctx: RequestContext,
): Promise<ResponseOf<'settings/revisions'>> {
  return onFirestore(ctx.deadline, async () => {
    const store = await ctx.clients.firestore();
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

/** @throws AppError invalid_request for a base that nobody ever published */
function stale(standing: SettingsDocument | null, baseVersion: number): PublishSettingsResponse {
  if (standing === null || baseVersion > standing.version)
    throw new AppError('invalid_request', 'This edit began from a revision that does not exist', {
      fields: { baseVersion: 'is not a published version' },
    });
  return { outcome: 'stale', current: standing.settings, version: standing.version, by: toRevision(standing) };
}

const toRevision = ({ version, publishedAt, publishedBy, note }: SettingsDocument): Revision => ({
  version,
  publishedAt: publishedAt.toDate().toISOString(),
  publishedBy,
  note,
});

/** A configuration's settings, as the contract has them. */
function settingsOf(config: Config): Settings {
  const phoneFields = Object.entries(config.salesforce?.phoneFields ?? {});
  return {
    requiredCustomerFields: [...config.customerRequiredFields],
    pageSize: config.maxRecordsPresented,
    defaultRegion: config.defaultRegion,
    salesforcePhoneFields: phoneFields.flatMap(([object, fields]) => fields.map((field) => `${object}.${field}`)),
    createInSalesforce: config.createInSalesforce,
    logCallToSalesforce: config.logCallToSalesforce,
    ...(config.defaultReasonId === null ? {} : { defaultReasonId: config.defaultReasonId }),
    insightsMapping: config.insightsMapping,
    wrapUpPolicy: config.wrapUpPolicy,
    popMode: config.popMode,
    locales: [...config.locales],
  };
}

import type { Settings } from '@interaction-history/shared/src/contract/settings';
import type { Config } from '../config/config';
import { collections } from '../vendors/firestore/collections';
import type { SettingsDocument } from '../vendors/firestore/documents';
import type { Versioned } from '../versioned/revisions';

export const SETTINGS: Versioned<SettingsDocument> = {
  current: collections.settings,
  revisions: collections.settingsRevisions,
  action: 'settings.publish',
};

/** A configuration's settings, as the contract has them. */
export function settingsOf(config: Config): Settings {
  const phoneFields = Object.entries(config.salesforce?.phoneFields ?? {});
  return {
    requiredCustomerFields: [...config.customerRequiredFields],
    pageSize: config.maxRecordsPresented,
    readsWithTask: config.readsWithTask,
    readsWithoutTask: config.readsWithoutTask,
    salesforceShare: config.salesforceShare,
    timeZone: config.timeZone,
    keepInteractions: config.retention.months.interactions,
    keepAudit: config.retention.months.audit,
    keepDrafts: config.retention.months.drafts,
    defaultRegion: config.defaultRegion,
    centreNumbers: [...config.centreNumbers],
    salesforcePhoneFields: phoneFields.flatMap(([object, fields]) => fields.map((field) => `${object}.${field}`)),
    createInSalesforce: config.createInSalesforce,
    logCallToSalesforce: config.logCallToSalesforce,
    ...(config.defaultReasonId === null ? {} : { defaultReasonId: config.defaultReasonId }),
    insightsMapping: config.insightsMapping,
    wrapUpPolicy: config.wrapUpPolicy,
    popMode: config.popMode,
    locales: [...config.locales],
    serviceDecisionRoles: [...config.serviceDecisionRoles],
    serviceDecisionSkills: [...config.serviceDecisionSkills],
  };
}

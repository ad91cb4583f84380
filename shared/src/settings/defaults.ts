import type { Settings } from '../contract/settings';
import { DEFAULT_MAPPING } from '../insights/insights';

/** What applies unless the environment or a publication says otherwise (AD-5). The default reason has none: it is the tree's `other`. */
export const DEFAULT_SETTINGS: Required<Omit<Settings, 'defaultReasonId'>> = {
  requiredCustomerFields: ['lastName', 'phone'],
  pageSize: 10,
  defaultRegion: 'US',
  centreNumbers: [],
  salesforcePhoneFields: [],
  popMode: 'tab',
  readsWithTask: 120,
  readsWithoutTask: 40,
  salesforceShare: 50,
  timeZone: 'UTC',
  keepInteractions: 0,
  keepAudit: 0,
  keepDrafts: 0,
  createInSalesforce: false,
  logCallToSalesforce: false,
  wrapUpPolicy: 'reason',
  serviceDecisionRoles: ['supervisor', 'admin'],
  serviceDecisionSkills: [],
  locales: ['en', 'ja'],
  insightsMapping: DEFAULT_MAPPING,
};

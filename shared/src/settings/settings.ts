import type { ReasonCode } from '../contract/reason-codes';
import type { SettingIssue, Settings } from '../contract/settings';
import { DEFAULT_MAPPING } from '../insights/insights';

/** Where a chosen customer's Salesforce record comes up (ID-12). */
export const POP_MODES = ['tab', 'panel', 'off'] as const;
export type PopMode = (typeof POP_MODES)[number];
/** What completing a task takes; a reason always (RC-1). */
export const WRAP_UP_POLICIES = ['reason', 'reason-and-comment'] as const;
export type WrapUpPolicy = (typeof WRAP_UP_POLICIES)[number];

/** Entries in the first page of a history, at most (IH-1): every one of them is a document read. */
export const MAX_PAGE_SIZE = 50;

/** What holds where neither the environment nor a publication says otherwise (AD-5). The default reason has none: it is the tree's `other`. */
export const DEFAULT_SETTINGS: Required<Omit<Settings, 'defaultReasonId'>> = {
  requiredCustomerFields: ['lastName', 'phone'],
  pageSize: 10,
  defaultRegion: 'US',
  salesforcePhoneFields: [],
  popMode: 'tab',
  createInSalesforce: false,
  logCallToSalesforce: false,
  wrapUpPolicy: 'reason',
  locales: ['en', 'ja'],
  insightsMapping: DEFAULT_MAPPING,
};

/**
 * Why a code cannot be the reason of tasks that end without the agent (RC-6); null when it can. Limits to queues and channels
 * do not matter: nobody picks it.
 */
export function defaultReasonProblem(codes: readonly ReasonCode[], id: string): SettingIssue['problem'] | null {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const reason = byId.get(id);
  if (reason === undefined) return 'unknown-reason';
  if (codes.some(({ parentId }) => parentId === id)) return 'group-reason';
  const seen = new Set<string>();
  for (let code: ReasonCode | undefined = reason; code !== undefined && !seen.has(code.id);) {
    if (!code.active) return 'retired-reason';
    seen.add(code.id);
    code = code.parentId === null ? undefined : byId.get(code.parentId);
  }
  return null;
}

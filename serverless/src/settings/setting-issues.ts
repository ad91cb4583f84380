import type { SettingIssue, Settings } from '@interaction-history/shared/src/contract/settings';
import { defaultReasonProblem } from '@interaction-history/shared/src/reason-codes/default-reason';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { deadlineIn } from '../runtime/deadline';
import type { RequestContext } from '../context';
import { REASON_CODES } from '../reason-codes/tree-document';
import { readCurrent } from '../versioned/revisions';
import { describeObjects } from '../vendors/salesforce/describe';
import type { OrgDescribe } from '../vendors/salesforce/org-facts';

/** For Salesforce to say whether fields exist: it leaves the store its part of the request's time. */
const CHECK_MS = 5_000;

/**
 * What a setting names that is not there (AD-5): a reason nobody can give, Salesforce where there is none, a field that the org
 * does not have or that holds no number, which would cost every look-up its Salesforce section.
 * @throws UpstreamError salesforce: new phone fields could not be checked, so nothing is published
 */
export async function settingIssues(next: Settings, existing: Settings, ctx: RequestContext): Promise<SettingIssue[]> {
  const [reason, fields] = await Promise.all([reasonIssues(next, ctx), fieldIssues(next, existing, ctx)]);
  return [...reason, ...salesforceIssues(next, ctx), ...fields];
}

/** The tree is read again: a kept one may be 15 seconds old. */
async function reasonIssues({ defaultReasonId: id }: Settings, { clients }: RequestContext): Promise<SettingIssue[]> {
  if (id === undefined) return [];
  const { codes } = (await readCurrent(await clients.firestore(), REASON_CODES)) ?? STARTER_TREE;
  const problem = defaultReasonProblem(codes, id);
  return problem === null ? [] : [{ setting: 'defaultReasonId', problem, value: id }];
}

function salesforceIssues(next: Settings, { deployed }: RequestContext): SettingIssue[] {
  if (deployed.salesforce !== null) return [];
  return (['createInSalesforce', 'logCallToSalesforce'] as const).flatMap((setting) =>
    next[setting] === true ? [{ setting, problem: 'needs-salesforce' as const }] : [],
  );
}

/** Only fields that were not published before are asked about: an org that is down must not stop another setting. */
async function fieldIssues(
  next: Settings,
  existing: Settings,
  { clients, deployed, deadline }: RequestContext,
): Promise<SettingIssue[]> {
  const setting = 'salesforcePhoneFields';
  const known = new Set(existing[setting]);
  const added = (next[setting] ?? []).filter((name) => !known.has(name));
  if (added.length === 0) return [];
  const opening = clients.salesforce();
  if (opening === null) return [{ setting, problem: 'needs-salesforce' }];
  const hasLeads = deployed.salesforce?.phoneFields.Lead !== undefined;
  const isAsked = (name: string): boolean => hasLeads || !name.startsWith('Lead.');
  const objects = [...new Set(added.filter(isAsked).map((name) => name.split('.')[0] ?? ''))];
  const org: OrgDescribe =
    objects.length === 0 ? new Map() : await describeObjects(await opening, objects, deadlineIn(CHECK_MS, deadline));
  return added.flatMap((name): SettingIssue[] => {
    const problem = isAsked(name) ? problemOfField(org, name) : 'needs-salesforce-leads';
    return problem === null ? [] : [{ setting, problem, value: name }];
  });
}

/** What a describe calls the types that a number can stand in; a formula has the type of what it yields. */
const HOLDS_NUMBERS: ReadonlySet<string> = new Set(['phone', 'string']);

/** What the integration user may not see is not there, either. Names of fields are the org's whatever their case, as in its queries. */
function problemOfField(org: OrgDescribe, name: string): SettingIssue['problem'] | null {
  const [object = '', field = ''] = name.split('.');
  const fields = [...(org.get(object)?.fields.values() ?? [])];
  const found = fields.find((each) => each.name.toLowerCase() === field.toLowerCase());
  if (found === undefined) return 'unknown-salesforce-field';
  return HOLDS_NUMBERS.has(found.type) ? null : 'no-phone-field';
}

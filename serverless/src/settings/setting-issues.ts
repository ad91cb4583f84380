import type { SettingIssue, Settings } from '@interaction-history/shared/src/contract/settings';
import { defaultReasonProblem } from '@interaction-history/shared/src/reason-codes/default-reason';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import { deadlineIn, type Deadline } from '../runtime/deadline';
import type { RequestContext } from '../context';
import { REASON_CODES } from '../reason-codes/tree-document';
import { readCurrent } from '../versioned/revisions';
import type { SalesforceClient } from '../vendors/salesforce/client';
import { soqlName } from '../vendors/salesforce/soql';
import { SalesforceRefusal } from '../vendors/salesforce/upstream';

/** For Salesforce to say whether fields exist: it leaves the store its part of the request's time. */
const CHECK_MS = 5_000;

/**
 * What a setting names that is not there (AD-5): a reason nobody can give, Salesforce where there is none, a field the org does
 * not have, which would cost every look-up its Salesforce section.
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
  const client = await opening;
  const patience = deadlineIn(CHECK_MS, deadline);
  const hasLeads = deployed.salesforce?.phoneFields.Lead !== undefined;
  const checked = added.map(async (name): Promise<SettingIssue[]> => {
    if (name.startsWith('Lead.') && !hasLeads) return [{ setting, problem: 'needs-salesforce-leads', value: name }];
    return (await fieldExists(client, name, patience)) ? [] : [{ setting, problem: 'unknown-salesforce-field', value: name }];
  });
  return (await Promise.all(checked)).flat();
}

/** Asked by reading it of one record, as a look-up will: what the integration user may not see is not there, either. */
async function fieldExists(client: SalesforceClient, name: string, deadline: Deadline): Promise<boolean> {
  const [object = '', field = ''] = name.split('.');
  try {
    await client.query(`SELECT Id, ${soqlName(field)} FROM ${soqlName(object)} LIMIT 1`, deadline);
    return true;
  } catch (error) {
    if (error instanceof SalesforceRefusal && error.errorCode === 'INVALID_FIELD') return false;
    throw error;
  }
}

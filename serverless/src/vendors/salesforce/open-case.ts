import type { Deadline } from '../../runtime/deadline';
import { asOrgAllows } from './as-org-allows';
import type { SalesforceClient } from './client';
import type { CompositeSubrequest } from './composite';
import { hasMark, marked } from './mark';
import type { Row } from './match';
import { retryRaces } from './retry-races';
import { soqlInstant, soqlText } from './soql';
import { refusal, refusalIn, SalesforceRefusal } from './upstream';

/** Case's external id of ours: a field to deploy. */
const REQUEST_KEY_FIELD = 'Request_Key__c';
const CASE_TYPE = 'General Inquiry';
/** A request is repeated within minutes, at most after a night in an outbox. */
const REPEATED_WITHIN_MS = 3 * 24 * 3_600_000;

export interface NewCase {
  /** Unique to the request: task and form. Letters, digits, `-` and `_`. */
  key: string;
  accountId: string | null;
  contactId: string | null;
  subject: string;
  description: string;
  origin: string;
}
export interface OpenedCase {
  caseId: string;
  caseNumber: string;
  url: string;
  /** False: the case was there under this key. */
  created: boolean;
}

/**
 * Opens a case (SA-8: General Inquiry), once for each key: what stands under the key is left as it is, since people may have
 * worked on it; two requests at once meet on the external id, and a lock is tried again. At most two API calls an attempt. In an org without that field the key is the
 * description's last line, which a repeat finds, and two requests at the very same moment do not.
 * @throws UpstreamError; SalesforceRefusal
 */
export function openCase(client: SalesforceClient, wanted: NewCase, deadline: Deadline): Promise<OpenedCase> {
  return retryRaces(deadline, () => asOrgAllows(client, deadline, () => openOnce(client, wanted, deadline)));
}

async function openOnce(client: SalesforceClient, wanted: NewCase, deadline: Deadline): Promise<OpenedCase> {
  const isKeyed = client.facts.has(`Case.${REQUEST_KEY_FIELD}`);
  const existing = isKeyed ? await caseUnder(client, wanted.key, deadline) : await caseMarked(client, wanted, deadline);
  if (existing !== undefined) return opened(client, existing, false, deadline);
  try {
    return await create(client, wanted, { isKeyed, type: CASE_TYPE }, deadline);
  } catch (error) {
    // an org whose list of types is its own
    if (!(error instanceof SalesforceRefusal) || error.errorCode !== 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST') throw error;
    if (!error.fieldNames.includes('Type')) throw error;
    return create(client, wanted, { isKeyed, type: null }, deadline);
  }
}

async function caseUnder(client: SalesforceClient, key: string, deadline: Deadline): Promise<Row | undefined> {
  return (await client.query<Row>(byKey(key), deadline)).records[0];
}
const byKey = (key: string): string => `SELECT Id, CaseNumber FROM Case WHERE ${REQUEST_KEY_FIELD} = ${soqlText(key)}`;

/** Long text can be read and not be filtered by: the cases of the last days, by their subject. */
async function caseMarked(client: SalesforceClient, { key, subject }: NewCase, deadline: Deadline): Promise<Row | undefined> {
  const since = soqlInstant(Date.now() - REPEATED_WITHIN_MS);
  const soql = `SELECT Id, CaseNumber, Description FROM Case WHERE CreatedDate >= ${since} AND Subject = ${soqlText(subject)} ORDER BY CreatedDate DESC LIMIT 200`;
  const { records } = await client.query<Row>(soql, deadline);
  return records.find(({ Description: text }) => hasMark(text, key));
}

async function create(
  client: SalesforceClient,
  wanted: NewCase,
  { isKeyed, type }: { isKeyed: boolean; type: string | null },
  deadline: Deadline,
): Promise<OpenedCase> {
  const body = {
    Subject: wanted.subject,
    Description: isKeyed ? wanted.description : marked(wanted.description, wanted.key),
    Origin: wanted.origin,
    ...(type === null ? {} : { Type: type }),
    ...(wanted.accountId === null ? {} : { AccountId: wanted.accountId }),
    ...(wanted.contactId === null ? {} : { ContactId: wanted.contactId }),
  };
  const [made, read]: [CompositeSubrequest, path: string] = isKeyed
    ? [
        {
          method: 'PATCH',
          path: `/sobjects/Case/${REQUEST_KEY_FIELD}/${encodeURIComponent(wanted.key)}`,
          referenceId: 'case',
          body,
        },
        `/query?q=${encodeURIComponent(byKey(wanted.key))}`,
      ]
    : [{ method: 'POST', path: '/sobjects/Case', referenceId: 'case', body }, '/sobjects/Case/@{case.id}?fields=Id,CaseNumber'];
  const results = await client.composite([made, { method: 'GET', path: read, referenceId: 'number' }], true, deadline);
  const refused = refusalIn(results);
  if (refused !== null) throw refused;
  const [upserted, numbered] = results.map(
    ({ body: answer }) => answer as { created?: boolean; records?: Row[]; Id?: string } | null,
  );
  const row = numbered?.Id === undefined ? numbered?.records?.[0] : numbered;
  if (row === null || row === undefined) throw refusal('UNKNOWN');
  return opened(client, row, upserted?.created ?? true, deadline);
}

async function opened(client: SalesforceClient, row: Row, created: boolean, deadline: Deadline): Promise<OpenedCase> {
  const caseId = String(row.Id);
  return {
    caseId,
    caseNumber: String(row.CaseNumber),
    url: `${await client.instanceUrl(deadline)}/lightning/r/Case/${caseId}/view`,
    created,
  };
}

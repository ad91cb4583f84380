import type { Deadline } from '../../runtime/deadline';
import type { SalesforceClient } from './client';
import type { Row } from './match';
import { retryRaces } from './retry-races';
import { soqlText } from './soql';
import { refusal, refusalIn } from './upstream';

/** Case's external id of ours: a field to deploy. */
const REQUEST_KEY_FIELD = 'Request_Key__c';

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
 * worked on it; two requests at once meet on the external id, and a lock is tried again. Two API calls an attempt.
 * @throws UpstreamError; SalesforceRefusal
 */
export const openCase = (client: SalesforceClient, wanted: NewCase, deadline: Deadline): Promise<OpenedCase> =>
  retryRaces(deadline, () => openOnce(client, wanted, deadline));

async function openOnce(client: SalesforceClient, wanted: NewCase, deadline: Deadline): Promise<OpenedCase> {
  const byKey = `SELECT Id, CaseNumber FROM Case WHERE ${REQUEST_KEY_FIELD} = ${soqlText(wanted.key)}`;
  const [existing] = (await client.query<Row>(byKey, deadline)).records;
  if (existing !== undefined) return opened(client, existing, false, deadline);
  const results = await client.composite(
    [
      {
        method: 'PATCH',
        path: `/sobjects/Case/${REQUEST_KEY_FIELD}/${encodeURIComponent(wanted.key)}`,
        referenceId: 'case',
        body: {
          Subject: wanted.subject,
          Description: wanted.description,
          Origin: wanted.origin,
          Type: 'General Inquiry',
          ...(wanted.accountId === null ? {} : { AccountId: wanted.accountId }),
          ...(wanted.contactId === null ? {} : { ContactId: wanted.contactId }),
        },
      },
      { method: 'GET', path: `/query?q=${encodeURIComponent(byKey)}`, referenceId: 'number' },
    ],
    true,
    deadline,
  );
  const refused = refusalIn(results);
  if (refused !== null) throw refused;
  const [upserted, read] = results.map(({ body }) => body as { created?: boolean; records?: Row[] } | null);
  const row = read?.records?.[0];
  if (row === undefined) throw refusal('UNKNOWN');
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

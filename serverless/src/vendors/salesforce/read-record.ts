import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import { asOrgAllows } from './as-org-allows';
import { counting } from './counts';
import { contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { leadMatch } from './lead';
import { toMatch, type Row } from './match';
import { soqlText } from './soql';

/** By its ids; a Lead by `leadId` alone. */
export interface RecordIds {
  contactId?: string | null;
  accountId?: string | null;
  leadId?: string | null | undefined;
}

/**
 * The record an agent chose, as Salesforce holds it now: one API call, two for a Lead that has become a Contact, which is the
 * answer then. Null when it is gone, or the contact left the account.
 * @throws UpstreamError; RangeError when neither id is given
 */
export function readRecord(directory: SalesforceDirectory, ids: RecordIds): Promise<Match | null> {
  return asOrgAllows(directory.client, directory.deadline, () => readOnce(directory, ids));
}

async function readOnce(directory: SalesforceDirectory, ids: RecordIds): Promise<Match | null> {
  const { client, fields, deadline } = directory;
  const [contactId, accountId] = [ids.contactId ?? null, ids.accountId ?? null];
  if (contactId === null && accountId === null) return readLead(directory, ids.leadId ?? null);
  const ownAccount =
    accountId === null
      ? `IN (SELECT AccountId FROM Contact WHERE Id = ${soqlText(contactId ?? '')})`
      : `= ${soqlText(accountId)}`;
  const record =
    contactId === null
      ? `SELECT ${fields.account.join(', ')} FROM Account WHERE Id = ${soqlText(accountId ?? '')}`
      : `SELECT ${contactSelection(fields)} FROM Contact WHERE Id = ${soqlText(contactId)}${accountId === null ? '' : ` AND AccountId = ${soqlText(accountId)}`}`;
  const became =
    fields.lead === null || contactId === null
      ? []
      : [`SELECT Id FROM Lead WHERE ConvertedContactId = ${soqlText(contactId)} LIMIT 1`];
  const counted = counting(client.facts, ownAccount);
  const answers = await client.queries([record, ...became, ...counted.queries], deadline);
  const [found, ...others] = answers as (QueryResult<Row> | undefined)[];
  const [leads] = others.splice(0, became.length);
  const row = found?.records[0];
  if (row === undefined) return null;
  const view = await cardView(directory);
  const match = contactId === null ? toMatch(null, row, view) : toMatch(row, (row.Account as Row | null) ?? null, view);
  const leadId = leads?.records[0]?.Id;
  const salesforce = match.salesforce === null || typeof leadId !== 'string' ? match.salesforce : { ...match.salesforce, leadId };
  return { ...match, salesforce, ...counted.read(others)(match) };
}

async function readLead(directory: SalesforceDirectory, leadId: string | null): Promise<Match | null> {
  const { client, fields, deadline } = directory;
  if (leadId === null) throw new RangeError('a contact, an account or a lead is needed');
  if (fields.lead === null) return null;
  const selection = [...fields.lead.fields, 'IsConverted', 'ConvertedContactId'].join(', ');
  const { records } = await client.query<Row>(`SELECT ${selection} FROM Lead WHERE Id = ${soqlText(leadId)}`, deadline);
  const row = records[0];
  if (row === undefined) return null;
  if (typeof row.ConvertedContactId === 'string') return readOnce(directory, { contactId: row.ConvertedContactId });
  return leadMatch(row, await cardView(directory));
}

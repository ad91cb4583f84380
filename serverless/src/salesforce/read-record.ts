import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Budget } from '../budget';
import type { QueryResult, SalesforceClient } from './client';
import { countQueries, countsFrom } from './counts';
import { contactSelection, customerFields, type PhoneFields } from './customer-fields';
import { toMatch, type Row } from './match';
import { soqlText } from './soql';

/**
 * The record an agent chose, as Salesforce holds it now: one API call. Null when it is gone, or the contact left the account.
 * @throws UpstreamError; RangeError when neither id is given
 */
export async function readRecord(
  client: SalesforceClient,
  ids: { contactId?: string | null; accountId?: string | null },
  budget: Budget,
  phoneFields?: PhoneFields,
): Promise<Match | null> {
  const [contactId, accountId] = [ids.contactId ?? null, ids.accountId ?? null];
  if (contactId === null && accountId === null) throw new RangeError('a contact or an account is needed');
  const fields = customerFields(phoneFields);
  const ownAccount =
    accountId === null
      ? `IN (SELECT AccountId FROM Contact WHERE Id = ${soqlText(contactId ?? '')})`
      : `= ${soqlText(accountId)}`;
  const record =
    contactId === null
      ? `SELECT ${fields.account.join(', ')} FROM Account WHERE Id = ${soqlText(accountId ?? '')}`
      : `SELECT ${contactSelection(fields)} FROM Contact WHERE Id = ${soqlText(contactId)}${accountId === null ? '' : ` AND AccountId = ${soqlText(accountId)}`}`;
  const answers = await client.queries([record, ...countQueries(ownAccount)], budget);
  const [found, cases, orders] = answers as (QueryResult<Row> | undefined)[];
  const row = found?.records[0];
  if (row === undefined) return null;
  const looked = { e164: null, regions: [] };
  const instanceUrl = await client.instanceUrl(budget);
  const match =
    contactId === null
      ? toMatch(null, row, fields, looked, instanceUrl)
      : toMatch(row, (row.Account as Row | null) ?? null, fields, looked, instanceUrl);
  return { ...match, ...countsFrom(cases, orders)(match) };
}

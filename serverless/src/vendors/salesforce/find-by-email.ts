import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { Deadline } from '../../runtime/deadline';
import type { QueryResult, SalesforceClient } from './client';
import { countQueries, countsFrom } from './counts';
import { contactSelection, customerFields, type PhoneFields } from './customer-fields';
import { leadMatch, leadQuery } from './lead';
import { bestFirst, toMatch, type Row } from './match';
import { soqlText } from './soql';

const MAX_MATCHES = 20;
const MAX_ROWS = 200;

/**
 * The customers with this e-mail address, best first: one API call. Contact.Email is indexed and compared without regard to case.
 * @throws UpstreamError
 */
export async function findByEmail(
  client: SalesforceClient,
  email: string,
  deadline: Deadline,
  phoneFields?: PhoneFields,
): Promise<{ matches: Match[]; total: number }> {
  const fields = customerFields(phoneFields);
  const who = `Email = ${soqlText(email)}`;
  const person = `PersonEmail = ${soqlText(email)}`;
  const answers = await client.queries(
    [
      `SELECT ${contactSelection(fields)} FROM Contact WHERE ${who} LIMIT ${MAX_ROWS}`,
      ...countQueries(`IN (SELECT AccountId FROM Contact WHERE ${who})`),
      ...leadQuery(fields, who, MAX_ROWS),
      ...(fields.personAccounts ? [`SELECT ${fields.account.join(', ')} FROM Account WHERE ${person} LIMIT ${MAX_ROWS}`] : []),
    ],
    deadline,
  );
  const [contacts, cases, orders, ...rest] = answers as (QueryResult<Row> | undefined)[];
  const leads = fields.lead === null ? undefined : rest.shift();
  const [accounts] = rest;
  const instanceUrl = await client.instanceUrl(deadline);
  const counts = countsFrom(cases, orders);
  const looked = { e164: null, regions: [] };
  const people = (contacts?.records ?? []).map((row) =>
    toMatch(row, (row.Account as Row | null) ?? null, fields, looked, instanceUrl),
  );
  const known = new Set(people.map((match) => match.salesforce?.accountId));
  const bare = (accounts?.records ?? [])
    .map((row) => toMatch(null, row, fields, looked, instanceUrl))
    .filter((match) => !known.has(match.salesforce?.accountId));
  const open = (leads?.records ?? []).map((row) => leadMatch(row, fields, looked, instanceUrl));
  const all = [...people.map((match) => ({ ...match, ...counts(match) })), ...bare, ...open].sort(bestFirst);
  return { matches: all.slice(0, MAX_MATCHES), total: all.length };
}

import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import { countQueries, countsFrom } from './counts';
import { contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { leadMatch, leadQuery } from './lead';
import { bestFirst, toMatch, type Row } from './match';
import { soqlText } from './soql';

const MAX_MATCHES = 20;
const MAX_ROWS = 200;

/**
 * The customers with this e-mail address, best first: one API call. Contact.Email is indexed and compared without regard to case.
 * @throws UpstreamError
 */
export async function findByEmail(directory: SalesforceDirectory, email: string): Promise<{ matches: Match[]; total: number }> {
  const { client, fields, deadline } = directory;
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
  const view = await cardView(directory);
  const counts = countsFrom(cases, orders);
  const people = (contacts?.records ?? []).map((row) => toMatch(row, (row.Account as Row | null) ?? null, view));
  const theirAccounts = new Set(people.map((match) => match.salesforce?.accountId));
  const accountsAlone = (accounts?.records ?? [])
    .map((row) => toMatch(null, row, view))
    .filter((match) => !theirAccounts.has(match.salesforce?.accountId));
  const open = (leads?.records ?? []).map((row) => leadMatch(row, view));
  const all = [...people.map((match) => ({ ...match, ...counts(match) })), ...accountsAlone, ...open].sort(bestFirst);
  return { matches: all.slice(0, MAX_MATCHES), total: all.length };
}

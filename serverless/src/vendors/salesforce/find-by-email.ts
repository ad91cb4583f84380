import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { QueryResult } from './client';
import { asOrgAllows } from './as-org-allows';
import { counting } from './counts';
import { contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { merged } from './find-by-phone';
import { cardOf, leadQuery } from './lead';
import { bestFirst, type Row } from './match';
import { soqlList, soqlText, soslPhrase } from './soql';

const MAX_MATCHES = 20;
const MAX_ROWS = 200;

/**
 * The customers with this e-mail address, best first: one API call. Contact.Email is indexed and compared without regard to case.
 * Where it is encrypted so that nothing filters by it, the search index is asked first.
 * @throws UpstreamError
 */
export function findByEmail(directory: SalesforceDirectory, email: string): Promise<{ matches: Match[]; total: number }> {
  return asOrgAllows(directory.client, directory.deadline, () => findOnce(directory, email));
}

async function findOnce(directory: SalesforceDirectory, email: string): Promise<{ matches: Match[]; total: number }> {
  const { client, fields, deadline } = directory;
  const { facts } = client;
  const who = await condition(directory, 'Contact', email);
  const lead = fields.lead === null ? null : await condition(directory, 'Lead', email);
  const person = `PersonEmail = ${soqlText(email)}`;
  const asked = [
    `SELECT ${contactSelection(fields)} FROM Contact WHERE ${who} LIMIT ${MAX_ROWS}`,
    ...(lead === null ? [] : leadQuery(fields, lead, MAX_ROWS)),
    ...(fields.personAccounts && facts.filters('Account.PersonEmail')
      ? [`SELECT ${fields.account.join(', ')} FROM Account WHERE ${person} LIMIT ${MAX_ROWS}`]
      : []),
  ];
  const counted = counting(facts, `IN (SELECT AccountId FROM Contact WHERE ${who})`);
  const answers = (await client.queries([...asked, ...counted.queries], deadline)) as QueryResult<Row>[];
  const view = await cardView(directory);
  const counts = counted.read(answers.slice(asked.length));
  const cards = answers.slice(0, asked.length).flatMap(({ records }) => records.map((row) => cardOf(row, view)));
  const all = merged(cards.map((match) => (match.salesforce?.contactId ? { ...match, ...counts(match) } : match))).sort(
    bestFirst,
  );
  return { matches: all.slice(0, MAX_MATCHES), total: all.length };
}

/** Who has the address: by the field itself, or by the ids that the search index finds. */
async function condition({ client, deadline }: SalesforceDirectory, object: string, email: string): Promise<string> {
  if (client.facts.filters(`${object}.Email`)) return `Email = ${soqlText(email)}`;
  const found = await client.search<Row>(
    `FIND {${soslPhrase(email)}} IN EMAIL FIELDS RETURNING ${object}(Id, Email LIMIT ${MAX_ROWS})`,
    deadline,
  );
  const ids = found.filter(({ Email }) => String(Email).toLowerCase() === email.toLowerCase()).map(({ Id }) => String(Id));
  return ids.length === 0 ? 'Id = null' : `Id IN ${soqlList(ids)}`;
}

import type { MasterRecord, Match } from '@interaction-history/shared/src/contract/customers';
import { folded } from '@interaction-history/shared/src/customers/search-text';
import type { QueryResult } from './client';
import { asOrgAllows } from './as-org-allows';
import { counting } from './counts';
import { ACCOUNT_NUMBER_FIELD, contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { toMatch, type Row } from './match';
import { soqlText } from './soql';

const MAX_CONTACTS = 200;

/**
 * The account under this customer number, with the master's primary contact where one of its contacts is that person: one API
 * call. Null when the org has no such account, or no field for the number.
 * @throws UpstreamError
 */
export function findByNumber(directory: SalesforceDirectory, record: MasterRecord): Promise<Match | null> {
  return asOrgAllows(directory.client, directory.deadline, () => findOnce(directory, record));
}

async function findOnce(directory: SalesforceDirectory, record: MasterRecord): Promise<Match | null> {
  const { client, fields, deadline } = directory;
  if (!client.facts.has(`Account.${ACCOUNT_NUMBER_FIELD}`)) return null;
  const number = `${ACCOUNT_NUMBER_FIELD} = ${soqlText(record.accountNumber)}`;
  const counted = counting(client.facts, `IN (SELECT Id FROM Account WHERE ${number})`);
  const answers = await client.queries(
    [
      `SELECT ${fields.account.join(', ')} FROM Account WHERE ${number}`,
      `SELECT ${contactSelection(fields)} FROM Contact WHERE Account.${number} LIMIT ${MAX_CONTACTS}`,
      ...counted.queries,
    ],
    deadline,
  );
  const [accounts, contacts, ...counts] = answers as (QueryResult<Row> | undefined)[];
  const account = accounts?.records[0];
  if (account === undefined) return null;
  const person = samePerson(contacts?.records ?? [], record.primaryContact);
  const match = toMatch(person, account, await cardView(directory));
  return { ...match, ...counted.read(counts)(match) };
}

/** The contact that is the master's person: the same e-mail address, else the same name in either order; null when nobody is. */
export function samePerson(contacts: readonly Row[], person: MasterRecord['primaryContact']): Row | null {
  if (person === null) return null;
  const words = (text: unknown): string =>
    folded(typeof text === 'string' ? text : '')
      .split(/\s+/)
      .sort()
      .join(' ');
  const names = [[person.firstName, person.lastName].filter(Boolean).join(' '), person.fullName ?? ''].map(words).filter(Boolean);
  const email = person.email === null ? '' : folded(person.email);
  const byEmail = contacts.find(({ Email }) => email !== '' && typeof Email === 'string' && folded(Email) === email);
  return byEmail ?? contacts.find(({ Name }) => names.includes(words(Name))) ?? null;
}

import type { Match } from '@interaction-history/shared/src/contract/customers';
import { asOrgAllows } from './as-org-allows';
import { counting } from './counts';
import { contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import type { DuplicateId } from './duplicates';
import { cardOf } from './lead';
import { soqlList } from './soql';

/** As many as an agent can compare; a rule may name hundreds, and every record costs time and allowance. */
const MOST = 5;

/**
 * The first records that duplicate rules named, as cards, in the rules' order: two API calls, however many were named. One that is
 * gone by now is left out.
 * @throws UpstreamError
 */
export function readDuplicates(directory: SalesforceDirectory, named: readonly DuplicateId[]): Promise<Match[]> {
  return asOrgAllows(directory.client, directory.deadline, () => readOnce(directory, named));
}

async function readOnce(directory: SalesforceDirectory, named: readonly DuplicateId[]): Promise<Match[]> {
  const { client, fields, deadline } = directory;
  const wanted = named.slice(0, MOST);
  const ids = (object: DuplicateId['object']): string[] => wanted.flatMap((one) => (one.object === object ? [one.id] : []));
  const [contacts, accounts] = [ids('Contact'), ids('Account')];
  const queries = [
    ...(contacts.length === 0 ? [] : [`SELECT ${contactSelection(fields)} FROM Contact WHERE Id IN ${soqlList(contacts)}`]),
    ...(accounts.length === 0 ? [] : [`SELECT ${fields.account.join(', ')} FROM Account WHERE Id IN ${soqlList(accounts)}`]),
  ];
  if (queries.length === 0) return [];
  const rows = (await client.queries(queries, deadline)).flatMap(({ records }) => records);
  const view = await cardView(directory);
  const cards = wanted.flatMap(({ id }) => {
    const row = rows.find((one) => one.Id === id);
    return row === undefined ? [] : [cardOf(row, view)];
  });
  const accountIds = [...new Set(cards.flatMap(({ salesforce }) => salesforce?.accountId ?? []))];
  if (accountIds.length === 0) return cards;
  const counted = counting(client.facts, `IN ${soqlList(accountIds)}`);
  if (counted.queries.length === 0) return cards;
  const counts = counted.read(await client.queries(counted.queries, deadline));
  return cards.map((card) => ({ ...card, ...counts(card) }));
}

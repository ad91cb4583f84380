import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { FullRecord } from '../master/full-record';
import { asOrgAllows } from './as-org-allows';
import type { CompositeSubrequest, CompositeResult } from './composite';
import { ACCOUNT_NUMBER_FIELD, CONTACT_NUMBER_FIELD } from './customer-fields';
import type { SalesforceDirectory } from './directory';
import { ALLOW_DUPLICATES, duplicateIds } from './duplicates';
import { samePerson } from './find-by-number';
import { accountFields, contactFields } from './import-fields';
import type { Row } from './match';
import { readDuplicates } from './read-duplicates';
import { readRecord } from './read-record';
import { soqlText } from './soql';
import { refusal, refusalIn, SalesforceRefusal } from './upstream';
import { retryOn } from '../../runtime/retry';

const RETRIES = { attempts: 5, jitterMs: 100 };
/** Another import of the same record at the same moment: the next attempt finds what it made (REST API guide, "Status codes"). */
const RACES: ReadonlySet<string> = new Set(['UNABLE_TO_LOCK_ROW', 'DUPLICATE_VALUE']);

export type Imported = { outcome: 'created' | 'updated'; match: Match } | { outcome: 'duplicates'; duplicates: Match[] };

/**
 * Brings a record of the master into Salesforce (ID-9): Account and Contact in one composite request, all or none, upserted on
 * external ids, so that twice, or two agents at once, gives one of each. A contact that somebody typed in by hand before is
 * taken over rather than doubled.
 * @throws UpstreamError; SalesforceRefusal where the org refuses a field
 */
export async function importRecord(
  directory: SalesforceDirectory,
  full: FullRecord,
  options: { allowDuplicates: boolean },
): Promise<Imported> {
  const { client, deadline } = directory;
  const isRace = (error: unknown): boolean =>
    error instanceof SalesforceRefusal && RACES.has(error.errorCode) && deadline.remainingMs() > 0;
  const attempt = async (): Promise<Imported> => {
    const contacts = await contactsUnder(directory, full.record.accountNumber);
    const typedInId = typedIn(contacts, full);
    const results = await client.composite(partsFor(full, typedInId, options.allowDuplicates), true, deadline);
    const refused = refusalIn(results);
    if (refused === null) return outcomeOf(directory, results, typedInId);
    if (refused.errorCode !== 'DUPLICATES_DETECTED') throw refused;
    return { outcome: 'duplicates', duplicates: await readDuplicates(directory, duplicateIds(results)) };
  };
  return retryOn(isRace, RETRIES, () => asOrgAllows(client, deadline, attempt));
}

async function contactsUnder({ client, deadline }: SalesforceDirectory, accountNumber: string): Promise<Row[]> {
  const soql = `SELECT Id, Name, Email, ${CONTACT_NUMBER_FIELD} FROM Contact WHERE Account.${ACCOUNT_NUMBER_FIELD} = ${soqlText(accountNumber)} LIMIT 200`;
  return (await client.query<Row>(soql, deadline)).records;
}

/** The contact that is the master's person and that no import has made or taken over: somebody typed it in before. */
function typedIn(contacts: readonly Row[], { record: { primaryContact } }: FullRecord): string | null {
  if (contacts.some((row) => row[CONTACT_NUMBER_FIELD] === primaryContact?.contactId)) return null;
  const found = samePerson(
    contacts.filter((row) => row[CONTACT_NUMBER_FIELD] === null),
    primaryContact,
  );
  return found === null ? null : String(found.Id);
}

function partsFor(full: FullRecord, typedInId: string | null, allowDuplicates: boolean): CompositeSubrequest[] {
  const { accountNumber, primaryContact, name } = full.record;
  const headers = allowDuplicates ? { headers: ALLOW_DUPLICATES } : {};
  const upsert = (object: string, key: string, referenceId: string, body: Record<string, unknown>): CompositeSubrequest => ({
    method: 'PATCH',
    path: `/sobjects/${object}/${key}`,
    referenceId,
    body,
    ...headers,
  });
  const account = upsert(
    'Account',
    `${ACCOUNT_NUMBER_FIELD}/${encodeURIComponent(accountNumber)}`,
    'account',
    accountFields(full),
  );
  if (primaryContact === null) return [account];
  const number = primaryContact.contactId;
  const body = { ...contactFields(primaryContact, name), AccountId: '@{account.id}' };
  return [
    account,
    typedInId === null
      ? upsert('Contact', `${CONTACT_NUMBER_FIELD}/${encodeURIComponent(number)}`, 'contact', body)
      : upsert('Contact', typedInId, 'contact', { ...body, [CONTACT_NUMBER_FIELD]: number }),
  ];
}

/** @param typedInId answers without a body, as it was updated by its own id */
async function outcomeOf(
  directory: SalesforceDirectory,
  results: readonly CompositeResult[],
  typedInId: string | null,
): Promise<Imported> {
  const [account, contact] = results.map(({ body }) => (body ?? {}) as { id?: string; created?: boolean });
  const contactId = typedInId ?? contact?.id ?? null;
  const match = await readRecord(directory, { accountId: account?.id ?? null, contactId });
  if (match === null) throw refusal('ENTITY_IS_DELETED');
  return { outcome: account?.created ? 'created' : 'updated', match };
}

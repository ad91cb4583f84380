import type { Match } from '@interaction-history/shared/src/contract/customers';
import type { FullRecord } from '../master/full-record';
import { asOrgAllows } from './as-org-allows';
import type { CompositeSubrequest, CompositeResult } from './composite';
import { ACCOUNT_NUMBER_FIELD, CONTACT_NUMBER_FIELD } from './customer-fields';
import type { SalesforceDirectory } from './directory';
import { ALLOW_DUPLICATES, duplicateIds } from './duplicates';
import { samePerson } from './find-by-number';
import { importFields, personAccountFields } from './import-fields';
import type { Row } from './match';
import { readDuplicates } from './read-duplicates';
import { readRecord } from './read-record';
import { soqlText } from './soql';
import { refusal, refusalIn, type SalesforceRefusal } from './upstream';
import { retryRaces } from './retry-races';

export type Imported =
  | {
      outcome: 'created' | 'updated';
      match: Match;
      /** Fields that were not written because the org refuses their value, by Salesforce's names. */
      leftOut: string[];
    }
  | { outcome: 'duplicates'; duplicates: Match[] };

/** Refusals of one field's value: without it the rest can be written ("Status codes" in the REST API guide). */
const OF_ONE_FIELD: ReadonlySet<string> = new Set([
  'FIELD_INTEGRITY_EXCEPTION',
  'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  'INVALID_EMAIL_ADDRESS',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  'STRING_TOO_LONG',
]);
/** Without these there is no record. */
const NEEDED: ReadonlySet<string> = new Set(['Name', 'LastName', 'AccountId', ACCOUNT_NUMBER_FIELD, CONTACT_NUMBER_FIELD]);
/** With State and Country picklists the one is checked against the other. */
const TOGETHER = ['BillingState', 'BillingCountry'];
const MOST_LEFT_OUT = 6;

/**
 * Brings a record of the master into Salesforce (ID-9): Account and Contact in one composite request, all or none, upserted on
 * external ids, so that twice, or two agents at once, gives one of each. A contact that somebody typed in by hand before is
 * taken over rather than doubled. An account that is a person gets the person's fields and no contact. A field that the org refuses is
 * left out, and named in the answer.
 * @throws UpstreamError; SalesforceRefusal where the org refuses what there must be
 */
export async function importRecord(
  directory: SalesforceDirectory,
  full: FullRecord,
  options: { allowDuplicates: boolean },
): Promise<Imported> {
  const { client, deadline } = directory;
  const fields = importFields(full, directory.region);
  const leftOut = new Set<string>();
  let asPerson = false;
  const attempt = async (): Promise<Imported> => {
    for (;;) {
      const typedInId = asPerson ? null : typedIn(await contactsUnder(directory, full.record.accountNumber), full);
      const parts = asPerson
        ? [accountPart(full, personAccountFields(fields))]
        : [accountPart(full, fields.account), ...contactParts(full, fields.contact, typedInId)];
      const results = await client.composite(
        parts.map((part) => prepared(part, leftOut, options.allowDuplicates)),
        true,
        deadline,
      );
      const refused = refusalIn(results);
      if (refused === null) return outcomeOf(directory, results, typedInId, [...fields.leftOut, ...leftOut]);
      if (refused.errorCode === 'DUPLICATES_DETECTED')
        return { outcome: 'duplicates', duplicates: await readDuplicates(directory, duplicateIds(results)) };
      if (!asPerson && refused.errorCode === 'INVALID_FIELD_FOR_INSERT_UPDATE' && refused.fieldNames.includes('Name')) {
        asPerson = true;
        continue;
      }
      const spare = spareFields(refused).filter((field) => !leftOut.has(field));
      if (spare.length === 0 || leftOut.size + spare.length > MOST_LEFT_OUT) throw refused;
      for (const field of spare) leftOut.add(field);
    }
  };
  return retryRaces(deadline, () => asOrgAllows(client, deadline, attempt));
}

/** The fields that a refusal is about, where the record can do without all of them. */
function spareFields({ errorCode, fieldNames }: SalesforceRefusal): string[] {
  if (!OF_ONE_FIELD.has(errorCode) || fieldNames.some((field) => NEEDED.has(field))) return [];
  return fieldNames.some((field) => TOGETHER.includes(field)) ? [...new Set([...fieldNames, ...TOGETHER])] : [...fieldNames];
}

function prepared(part: CompositeSubrequest, leftOut: ReadonlySet<string>, allowDuplicates: boolean): CompositeSubrequest {
  const body = Object.fromEntries(Object.entries(part.body ?? {}).filter(([field]) => !leftOut.has(field)));
  return { ...part, body, ...(allowDuplicates ? { headers: ALLOW_DUPLICATES } : {}) };
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

const upsert = (object: string, key: string, referenceId: string, body: Record<string, unknown>): CompositeSubrequest => ({
  method: 'PATCH',
  path: `/sobjects/${object}/${key}`,
  referenceId,
  body,
});

const accountPart = ({ record }: FullRecord, body: Record<string, string>): CompositeSubrequest =>
  upsert('Account', `${ACCOUNT_NUMBER_FIELD}/${encodeURIComponent(record.accountNumber)}`, 'account', body);

function contactParts(
  { record }: FullRecord,
  fields: Record<string, string> | null,
  typedInId: string | null,
): CompositeSubrequest[] {
  if (fields === null || record.primaryContact === null) return [];
  const number = record.primaryContact.contactId;
  const body = { ...fields, AccountId: '@{account.id}' };
  return [
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
  leftOut: string[],
): Promise<Imported> {
  const [account, contact] = results.map(({ body }) => (body ?? {}) as { id?: string; created?: boolean });
  const contactId = typedInId ?? contact?.id ?? null;
  const match = await readRecord(directory, { accountId: account?.id ?? null, contactId });
  if (match === null) throw refusal('ENTITY_IS_DELETED');
  return { outcome: account?.created ? 'created' : 'updated', match, leftOut };
}

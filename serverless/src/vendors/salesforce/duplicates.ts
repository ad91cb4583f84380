/** Lets a duplicate rule's "allow with an alert" pass (REST API guide, "Duplicate Rule Header"); a rule that blocks still does. */
export const ALLOW_DUPLICATES = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };

interface DuplicateResult {
  matchResults?: { entityType?: string; matchRecords?: { record?: { Id?: string; attributes?: { type?: string } } }[] }[];
}
/** Salesforce's REST API spells the key without its l; the documentation, and perhaps a later version, with it. */
interface DuplicateError {
  errorCode?: string;
  duplicateResut?: DuplicateResult;
  duplicateResult?: DuplicateResult;
}

export interface DuplicateId {
  object: 'Contact' | 'Account';
  /** 18 characters, as Salesforce's answers have it. */
  id: string;
}

/** The contacts and accounts that duplicate rules name in the parts' errors, each once, in their order (SOAP API guide, "DuplicateResult"). */
export function duplicateIds(results: readonly { body: unknown }[]): DuplicateId[] {
  const errors = results.flatMap(({ body }) => (Array.isArray(body) ? (body as DuplicateError[]) : []));
  const found = errors.flatMap(({ duplicateResut, duplicateResult }) =>
    ((duplicateResut ?? duplicateResult)?.matchResults ?? []).flatMap(({ entityType, matchRecords }) =>
      (matchRecords ?? []).flatMap(({ record }): DuplicateId[] => {
        const [id, object] = [record?.Id ?? '', record?.attributes?.type ?? entityType];
        return id !== '' && (object === 'Contact' || object === 'Account') ? [{ object, id }] : [];
      }),
    ),
  );
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** Lets a duplicate rule's "allow with an alert" pass (REST API guide, "Duplicate Rule Header"); a rule that blocks still does. */
export const ALLOW_DUPLICATES = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };

interface DuplicateError {
  errorCode?: string;
  duplicateResult?: {
    matchResults?: { entityType?: string; matchRecords?: { record?: { Id?: string; attributes?: { type?: string } } }[] }[];
  };
}

/** The records that duplicate rules name in the parts' errors, each once (SOAP API guide, "DuplicateResult"). */
export function duplicateIds(results: readonly { body: unknown }[]): { contactId: string | null; accountId: string | null }[] {
  const errors = results.flatMap(({ body }) => (Array.isArray(body) ? (body as DuplicateError[]) : []));
  const found = errors.flatMap(({ duplicateResult }) =>
    (duplicateResult?.matchResults ?? []).flatMap(({ entityType, matchRecords }) =>
      (matchRecords ?? []).map(({ record }) => ({ id: record?.Id ?? '', type: record?.attributes?.type ?? entityType })),
    ),
  );
  const byId = new Map(
    found.filter(({ id, type }) => id !== '' && (type === 'Contact' || type === 'Account')).map((one) => [one.id, one]),
  );
  return [...byId.values()].map(({ id, type }) =>
    type === 'Contact' ? { contactId: id, accountId: null } : { contactId: null, accountId: id },
  );
}

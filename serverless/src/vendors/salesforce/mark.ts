/**
 * Whose a record is, in its last line: for records that can have no field of ours (CaseComment), and orgs that have not deployed it.
 * Long text is read and compared, since Salesforce doesn't filter by it.
 */
export const marked = (text: string | null, key: string): string => `${text === null || text === '' ? '' : `${text}\n`}[${key}]`;

export const hasMark = (text: unknown, key: string): boolean => typeof text === 'string' && text.trimEnd().endsWith(`[${key}]`);

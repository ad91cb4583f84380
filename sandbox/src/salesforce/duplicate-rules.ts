import { ApiError } from './api-error';
import type { Records, StoredRecord } from './records';

/** The org's duplicate rules: off until a test or the lab switches them on. `block`: a header does not help. */
export interface DuplicateRules {
  mode: 'off' | 'alert' | 'block';
}

/**
 * One rule for each of Account and Contact: the same e-mail address, or the same name and a phone with the same digits, on another
 * account. Run on insert, as DUPLICATES_DETECTED with the records (SOAP API guide, "DuplicateResult"); the alert is passed by
 * `Sforce-Duplicate-Rule-Header: allowSave=true`.
 * @throws ApiError DUPLICATES_DETECTED
 */
export function assertNoDuplicate(
  rules: DuplicateRules,
  records: Records,
  object: string,
  created: StoredRecord,
  headers: Record<string, unknown>,
): void {
  if (rules.mode === 'off' || (object !== 'Contact' && object !== 'Account')) return;
  const allowed = /\ballowSave\s*=\s*true\b/i.test(headerOf(headers, 'sforce-duplicate-rule-header'));
  if (allowed && rules.mode === 'alert') return;
  const found = records.all(object).filter((other) => other.Id !== created.Id && isDuplicate(object, other, created));
  if (found.length === 0) return;
  throw new ApiError(400, 'DUPLICATES_DETECTED', 'Use one of these records?', [], {
    allowSave: rules.mode === 'alert',
    duplicateRule: `Standard_${object}_Duplicate_Rule`,
    duplicateRuleEntityType: object,
    errorMessage: 'Use one of these records?',
    matchResults: [
      {
        entityType: object,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords: found.map((record) => ({
          additionalInformation: [],
          fieldDiffs: [],
          matchConfidence: 100,
          record: {
            attributes: { type: object, url: `/services/data/v62.0/sobjects/${object}/${String(record.Id)}` },
            Id: record.Id,
          },
        })),
        rule: `Standard_${object}_Match_Rule`,
        size: found.length,
        success: true,
      },
    ],
  });
}

function isDuplicate(object: string, other: StoredRecord, created: StoredRecord): boolean {
  if (object === 'Contact' && other.AccountId !== null && other.AccountId === created.AccountId) return false;
  const same = (field: string): boolean => {
    const [a, b] = [other[field], created[field]];
    return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
  };
  return same('Email') || (same('Name') && phones(other).some((phone) => phones(created).includes(phone)));
}

/** The last nine digits of each phone: with or without a country code. */
const phones = (record: StoredRecord): string[] =>
  ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone'].flatMap((field) => {
    const digits = String(record[field] ?? '').replace(/\D/g, '');
    return digits === '' ? [] : [digits.slice(-9)];
  });

function headerOf(headers: Record<string, unknown>, wanted: string): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return typeof found === 'string' ? found : '';
}

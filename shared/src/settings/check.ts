import type { SettingName, Settings } from '../contract/settings';
import { mappingIssues } from '../insights/insights';
import { CODE_ID, LOCALE, MAX_LOCALES, MAX_PAGE_SIZE, MAX_PHONE_FIELDS, PHONE_FIELD, REGION } from '../limits';

/**
 * What is wrong with a setting's form, in the contract's own words, for a browser that does without its schema: an empty list
 * when nothing is. A region is only checked for its form: which regions have phone numbers the server alone knows. (AD-5)
 */
export function settingProblems<N extends SettingName>(name: N, value: Settings[N]): string[] {
  return value === undefined ? [] : checks[name](value);
}

const checks: { [N in SettingName]: (value: NonNullable<Settings[N]>) => string[] } = {
  requiredCustomerFields: (fields) => (fields.length === 0 ? ['needs one field at least'] : []),
  pageSize: (size) => {
    if (!Number.isInteger(size)) return ['is no whole number'];
    if (size < 1) return ['is less than 1'];
    return size > MAX_PAGE_SIZE ? [`is more than ${MAX_PAGE_SIZE}`] : [];
  },
  defaultRegion: (region) => (REGION.test(region) ? [] : ['is no ISO 3166 code such as US']),
  salesforcePhoneFields: (fields) => [
    ...(fields.every((field) => PHONE_FIELD.test(field)) ? [] : ['is no Contact.Field__c, Account.Field__c or Lead.Field__c']),
    ...(fields.length > MAX_PHONE_FIELDS ? ['holds more than 20 fields'] : []),
    ...(isUnique(fields) ? [] : ['holds a field twice']),
  ],
  popMode: () => [],
  createInSalesforce: () => [],
  logCallToSalesforce: () => [],
  wrapUpPolicy: () => [],
  defaultReasonId: (id) => (CODE_ID.test(id) ? [] : ['is no id of a reason code']),
  locales: (locales) => [
    ...(locales.every((locale) => LOCALE.test(locale)) ? [] : ['is no locale such as ja or pt-BR']),
    ...(locales.length > MAX_LOCALES ? ['holds more than 20 locales'] : []),
    ...(locales.includes('en') ? [] : ['must hold en']),
    ...(isUnique(locales) ? [] : ['holds a locale twice']),
  ],
  insightsMapping: mappingIssues,
};

const isUnique = (list: readonly string[]): boolean => new Set(list).size === list.length;

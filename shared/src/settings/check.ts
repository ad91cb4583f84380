import type { SettingName, Settings } from '../contract/settings';
import { mappingIssues } from '../insights/insights';
import { LOCALE } from './locale';
import { MAX_PAGE_SIZE } from './settings';

/** The form of a custom phone field: `Contact.Field__c`. */
const PHONE_FIELD = /^(Contact|Account|Lead)\.[A-Za-z]\w*$/;
const MOST = 20;

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
  defaultRegion: (region) => (/^[A-Z]{2}$/.test(region) ? [] : ['is no ISO 3166 code such as US']),
  salesforcePhoneFields: (fields) => [
    ...(fields.every((field) => PHONE_FIELD.test(field)) ? [] : ['is no Contact.Field__c, Account.Field__c or Lead.Field__c']),
    ...(fields.length > MOST ? ['holds more than 20 fields'] : []),
    ...(isUnique(fields) ? [] : ['holds a field twice']),
  ],
  popMode: () => [],
  createInSalesforce: () => [],
  logCallToSalesforce: () => [],
  wrapUpPolicy: () => [],
  defaultReasonId: (id) => (/^[A-Za-z0-9_-]{1,64}$/.test(id) ? [] : ['is no id of a reason code']),
  locales: (locales) => [
    ...(locales.every((locale) => LOCALE.test(locale)) ? [] : ['is no locale such as ja or pt-BR']),
    ...(locales.length > MOST ? ['holds more than 20 locales'] : []),
    ...(locales.includes('en') ? [] : ['must hold en']),
    ...(isUnique(locales) ? [] : ['holds a locale twice']),
  ],
  insightsMapping: mappingIssues,
};

const isUnique = (list: readonly string[]): boolean => new Set(list).size === list.length;

import type { FieldProblem } from '../contract/errors';
import type { SettingName, Settings } from '../contract/settings';
import { mappingIssues } from '../insights/insights';
import { isTimeZone } from '../time/day-in';
import {
  CENTRE_NUMBER,
  CODE_ID,
  LOCALE,
  MAX_CENTRE_NUMBERS,
  MAX_LOCALES,
  MAX_PHONE_FIELDS,
  NUMBER_SETTINGS,
  MAX_SKILLS,
  PHONE_FIELD,
  REGION,
  SKILL,
} from '../limits';

/** `entry`: the line of the Insights mapping that it concerns. */
export type SettingProblem = FieldProblem & { entry?: string };

/**
 * What is wrong with a setting's form, as the contract's schema would say, for a browser that does without it: an empty list when
 * nothing is. A region is only checked for its form: only the server knows which regions have phone numbers. (AD-5)
 */
export function settingProblems<N extends SettingName>(name: N, value: Settings[N]): SettingProblem[] {
  return value === undefined ? [] : checks[name](value);
}

function wholeNumber(name: keyof typeof NUMBER_SETTINGS): (value: number) => SettingProblem[] {
  const { min, max } = NUMBER_SETTINGS[name];
  return (value) =>
    Number.isInteger(value)
      ? found(value < min && { code: 'too_small', limit: min }, value > max && { code: 'too_large', limit: max })
      : [{ code: 'not_a_whole_number' }];
}

const checks: { [N in SettingName]: (value: NonNullable<Settings[N]>) => SettingProblem[] } = {
  requiredCustomerFields: (fields) => found(fields.length === 0 && { code: 'required' }),
  pageSize: wholeNumber('pageSize'),
  readsWithTask: wholeNumber('readsWithTask'),
  readsWithoutTask: wholeNumber('readsWithoutTask'),
  salesforceShare: wholeNumber('salesforceShare'),
  timeZone: (name) => found(!isTimeZone(name) && { code: 'wrong_format' }),
  keepInteractions: wholeNumber('keepInteractions'),
  keepAudit: wholeNumber('keepAudit'),
  keepDrafts: wholeNumber('keepDrafts'),
  defaultRegion: (region) => found(!REGION.test(region) && { code: 'not_a_region' }),
  centreNumbers: (numbers) =>
    found(
      !numbers.every((number) => CENTRE_NUMBER.test(number)) && { code: 'not_a_phone' },
      numbers.length > MAX_CENTRE_NUMBERS && { code: 'too_many', limit: MAX_CENTRE_NUMBERS },
      hasDuplicates(numbers) && { code: 'duplicate' },
    ),
  salesforcePhoneFields: (fields) =>
    found(
      !fields.every((field) => PHONE_FIELD.test(field)) && { code: 'not_a_phone_field' },
      fields.length > MAX_PHONE_FIELDS && { code: 'too_many', limit: MAX_PHONE_FIELDS },
      hasDuplicates(fields) && { code: 'duplicate' },
    ),
  popMode: () => [],
  createInSalesforce: () => [],
  logCallToSalesforce: () => [],
  wrapUpPolicy: () => [],
  serviceDecisionRoles: (roles) => found(hasDuplicates(roles) && { code: 'duplicate' }),
  serviceDecisionSkills: (skills) =>
    found(
      skills.length > MAX_SKILLS && { code: 'too_many', limit: MAX_SKILLS },
      skills.some((skill) => !SKILL.test(skill)) && { code: 'not_a_skill' },
      hasDuplicates(skills) && { code: 'duplicate' },
    ),
  defaultReasonId: (id) => found(!CODE_ID.test(id) && { code: 'not_a_reason_id' }),
  locales: (locales) =>
    found(
      !locales.every((locale) => LOCALE.test(locale)) && { code: 'not_a_locale' },
      locales.length > MAX_LOCALES && { code: 'too_many', limit: MAX_LOCALES },
      !locales.includes('en') && { code: 'english_missing' },
      hasDuplicates(locales) && { code: 'duplicate' },
    ),
  insightsMapping: (mapping) => mappingIssues(mapping).map(({ attribute, code }) => ({ code, entry: attribute })),
};

function found(...problems: (false | SettingProblem)[]): SettingProblem[] {
  return problems.filter((problem) => problem !== false);
}
const hasDuplicates = (list: readonly string[]): boolean => new Set(list).size !== list.length;

import type { SettingName, Settings } from '@interaction-history/shared/src/contract/settings';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import type { SettingChange } from '@interaction-history/shared/src/settings/edit';
import { mappingLines } from '@interaction-history/shared/src/settings/insights-mapping';
import { fieldError } from '../../strings/field-errors';
import { languageName, type AdministrationLanguage } from '../strings/strings';
import type { Objection, SettingsEditing } from './settings-editor';

export interface SettingTelling extends AdministrationLanguage {
  editing: Pick<SettingsEditing, 'tree' | 'known'>;
}

/** Browsers from before 2021 know no list format. */
const list = (locale: string, words: readonly string[]): string =>
  'ListFormat' in Intl ? new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(words) : words.join(', ');

/** A setting's value in words; undefined: as deployed. */
export function describeSetting(name: SettingName, value: Settings[SettingName], context: SettingTelling): string {
  const { locale, editing } = context;
  const words = context.strings.settings;
  if (value === undefined) {
    const { deployed } = editing.known;
    if (name === 'popMode') return words.popModeDeployed;
    return deployed[name] === undefined ? words.reasonDeployed : describeSetting(name, deployed[name], context);
  }
  const settings = { [name]: value } as Settings;
  switch (name) {
    case 'requiredCustomerFields':
      return (
        list(
          locale,
          (settings.requiredCustomerFields ?? []).map((field) => words.customerFields[field]),
        ) || words.none
      );
    case 'pageSize':
    case 'readsWithTask':
    case 'readsWithoutTask':
    case 'salesforceShare':
    case 'keepInteractions':
    case 'keepAudit':
    case 'keepDrafts':
      return Number.isNaN(settings[name]) ? words.none : String(settings[name]);
    case 'timeZone':
      return settings.timeZone ?? words.none;
    case 'defaultRegion':
      return regionName(settings.defaultRegion ?? '', locale);
    case 'centreNumbers':
      return list(locale, settings.centreNumbers ?? []) || words.none;
    case 'salesforcePhoneFields':
      return list(locale, settings.salesforcePhoneFields ?? []) || words.none;
    case 'serviceDecisionRoles':
      return (
        list(
          locale,
          (settings.serviceDecisionRoles ?? []).map((role) => words.roles[role]),
        ) || words.none
      );
    case 'serviceDecisionSkills':
      return list(locale, settings.serviceDecisionSkills ?? []) || words.none;
    case 'popMode':
      return words.popModes[settings.popMode ?? 'tab'];
    case 'createInSalesforce':
    case 'logCallToSalesforce':
      return value === true ? words.yes : words.no;
    case 'wrapUpPolicy':
      return words.policies[settings.wrapUpPolicy ?? 'reason'];
    case 'defaultReasonId':
      return reasonPath(settings.defaultReasonId ?? '', context);
    case 'locales':
      return list(
        locale,
        (settings.locales ?? []).map((each) => languageName(each, locale)),
      );
    case 'insightsMapping':
      return list(
        locale,
        Object.entries(settings.insightsMapping ?? {}).map(
          ([attribute, source]) => `${attribute}: ${describeSource(source, context)}`,
        ),
      );
  }
}

function reasonPath(id: string, { editing, locale, strings }: SettingTelling): string {
  return pathLabels(editing.tree, id, locale).join(' › ') || strings.settings.reasonGone(id);
}

export const describeSource = (
  source: NonNullable<Settings['insightsMapping']>[string] | undefined,
  { strings }: AdministrationLanguage,
): string => (source === null || source === undefined ? strings.settings.off : strings.settings.sources[source]);

/** US (United States); the bare code where it isn't a region. */
export function regionName(region: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(region) || !('DisplayNames' in Intl)) return region;
  const name = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }).of(region);
  return name === undefined ? region : `${region} (${name})`;
}

/** A change in words, one line; of the mapping one line an attribute. */
export function describeSettingChange({ setting, before, after }: SettingChange, context: SettingTelling): string[] {
  const { changes } = context.strings.settings;
  if (setting === 'insightsMapping') {
    const { deployed } = context.editing.known;
    const [was, is] = [before, after].map((own) => mappingLines(deployed.insightsMapping, own as Settings['insightsMapping']));
    const attributes = [...new Set([...(was ?? []), ...(is ?? [])].map(({ attribute }) => attribute))];
    const source = (lines: typeof was, attribute: string): string =>
      describeSource(lines?.find((line) => line.attribute === attribute)?.source, context);
    const lines = attributes
      .map((attribute) => [attribute, source(was, attribute), source(is, attribute)] as const)
      .filter(([, from, to]) => from !== to)
      .map(([attribute, from, to]) => changes.line(attribute, from, to));
    if (lines.length > 0) return lines;
  }
  const [from, to] = [describeSetting(setting, before, context), describeSetting(setting, after, context)];
  if (after === undefined) return [changes.back(to)];
  return [from === to ? changes.pinned(to) : changes.fromTo(from, to)];
}

/** What is wrong with a setting, in the reader's language. */
export function describeObjection(objection: Objection, { strings }: AdministrationLanguage): string {
  const { problems, issues, issue } = strings.settings;
  if ('code' in objection) {
    const why = fieldError(objection, problems);
    return objection.entry === undefined ? why : `${objection.entry}: ${why}`;
  }
  const why = issues[objection.problem];
  return objection.value === undefined ? why : issue(objection.value, why);
}

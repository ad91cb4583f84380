import * as React from 'react';
import type { SettingName, Settings } from '@interaction-history/shared/src/contract/settings';
import { DECISION_ROLES, POP_MODES, WRAP_UP_POLICIES } from '@interaction-history/shared/src/settings/settings';
import { settingProblems } from '@interaction-history/shared/src/settings/check';
import { Toggle } from '../ui/Toggle';
import { languageName, useAdministrationStrings } from '../strings/strings';
import { DefaultReasonField } from './DefaultReasonField';
import { ChecksField, ChoiceField, LineField, ListField, NumberField } from './fields';
import { MappingField } from './MappingField';
import { settingId } from './SettingRow';
import { regionName, describeObjection, describeSetting } from './describe-setting';
import type { SettingsEditor, SettingsEditing } from './settings-editor';

interface Props {
  editor: SettingsEditor;
  editing: SettingsEditing;
  name: SettingName;
  hasError: boolean;
}

/** The field of a setting. It shows what would hold: the draft's value, else the deployed one. */
export const SettingField: React.FC<Props> = ({ editor, editing, name, hasError }) => {
  const language = useAdministrationStrings();
  const { locale } = language;
  const { settings: words } = language.strings;
  const { draft, known } = editing;
  const holds: Settings = { ...known.deployed, ...draft };
  const named = { id: settingId(name), label: words.names[name], hasError };
  const change = React.useCallback((value: Settings[SettingName]): void => editor.change(name, value), [editor, name]);
  /** The first thing wrong with one more entry of a list. */
  const problemWith = (more: Settings): string | null => {
    const [problem] = settingProblems(name, more[name]);
    return problem === undefined ? null : describeObjection(problem, language);
  };
  switch (name) {
    case 'pageSize':
    case 'readsWithTask':
    case 'readsWithoutTask':
    case 'salesforceShare':
    case 'keepInteractions':
    case 'keepAudit':
    case 'keepDrafts':
      return <NumberField {...named} value={holds[name]} onChange={change} />;
    case 'timeZone':
      return (
        <LineField {...named} value={holds.timeZone ?? ''} maxLength={64} note="" onChange={(typed) => change(typed.trim())} />
      );
    case 'defaultRegion': {
      const region = holds.defaultRegion ?? '';
      const note = regionName(region, locale).slice(region.length).trim();
      const set = (typed: string): void => change(typed.trim().toUpperCase());
      return <LineField {...named} value={region} maxLength={2} note={note} onChange={set} />;
    }
    case 'requiredCustomerFields': {
      const options = Object.entries(words.customerFields);
      return <ChecksField {...named} value={holds.requiredCustomerFields ?? []} options={options} onChange={change} />;
    }
    case 'salesforcePhoneFields': {
      const fields = holds.salesforcePhoneFields ?? [];
      return (
        <ListField
          {...named}
          value={fields}
          tell={(field) => field}
          placeholder={words.addField}
          problemOf={(field) => problemWith({ salesforcePhoneFields: [...fields, field] })}
          onChange={change}
        />
      );
    }
    case 'centreNumbers': {
      const numbers = holds.centreNumbers ?? [];
      return (
        <ListField
          {...named}
          value={numbers}
          tell={(number) => number}
          placeholder={words.addCentreNumber}
          problemOf={(number) => problemWith({ centreNumbers: [...numbers, number] })}
          onChange={change}
        />
      );
    }
    case 'serviceDecisionRoles': {
      const options = DECISION_ROLES.map((role) => [role, words.roles[role]] as [typeof role, string]);
      return <ChecksField {...named} value={holds.serviceDecisionRoles ?? []} options={options} onChange={change} />;
    }
    case 'serviceDecisionSkills': {
      const skills = holds.serviceDecisionSkills ?? [];
      return (
        <ListField
          {...named}
          value={skills}
          tell={(skill) => skill}
          placeholder={words.addSkill}
          problemOf={(skill) => problemWith({ serviceDecisionSkills: [...skills, skill] })}
          onChange={change}
        />
      );
    }
    case 'locales': {
      const locales = holds.locales ?? [];
      return (
        <ListField
          {...named}
          value={locales}
          tell={(each) => `${languageName(each, locale)} (${each})`}
          keeps="en"
          placeholder={words.addLocale}
          problemOf={(each) => problemWith({ locales: [...locales, each] })}
          onChange={change}
        />
      );
    }
    case 'createInSalesforce':
    case 'logCallToSalesforce': {
      const isOn = holds[name] ?? false;
      return <Toggle label={isOn ? words.yes : words.no} name={words.names[name]} isOn={isOn} onChange={() => change(!isOn)} />;
    }
    case 'popMode': {
      const deployed = [AS_CONFIGURED, words.popModeDeployed] as const;
      const modes = POP_MODES.map((mode) => [mode, words.popModes[mode]] as const);
      const set = (mode: string): void => change(mode === AS_CONFIGURED ? undefined : mode);
      return <ChoiceField {...named} value={draft.popMode ?? AS_CONFIGURED} options={[deployed, ...modes]} onChange={set} />;
    }
    case 'wrapUpPolicy': {
      const options = WRAP_UP_POLICIES.map((policy) => [policy, words.policies[policy]] as const);
      return <ChoiceField {...named} value={holds.wrapUpPolicy ?? 'reason'} options={options} onChange={change} />;
    }
    case 'defaultReasonId': {
      const id = holds.defaultReasonId;
      const path = id === undefined ? '' : describeSetting(name, id, { ...language, editing });
      return <DefaultReasonField {...named} tree={editing.tree} path={path} onChange={change} />;
    }
    case 'insightsMapping':
      return (
        <MappingField
          id={named.id}
          deployed={known.deployed.insightsMapping}
          value={draft.insightsMapping}
          mayEdit
          onChange={change}
        />
      );
  }
};

/** Not published: the Flex configuration's own holds. */
const AS_CONFIGURED = '';
